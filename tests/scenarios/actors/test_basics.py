"""Basic information before enrolling: WeChat is bound only where there is one to scan with."""

import pytest

from fixtures.people import a_candidate
from scenarios.actors import Candidate
from scenarios.story import Story
from tests.scenarios.actors.small_portal import SmallPortal, a_target


@pytest.mark.parametrize(("capabilities", "binds"), [((), False), (("wechat-simulator",), True)])
def test_wechat_is_bound_where_it_is_simulated(
    capabilities: tuple[str, ...],
    binds: bool,  # noqa: FBT001  a column
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = Candidate(a_candidate(1, 1), a_target(*capabilities), Story(), SmallPortal({}))
    did: list[str] = []
    for act in ("uploads_photo", "adds_education", "adds_degree", "binds_wechat"):
        monkeypatch.setattr(person, act, lambda *_, act=act: did.append(act))
    person.completes_basics()
    assert "uploads_photo" in did
    assert ("binds_wechat" in did) is binds
