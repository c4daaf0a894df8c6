"""Basic information before enrolling: WeChat is bound only where the portal has it."""

from dataclasses import replace

import pytest

from fixtures.people import a_candidate
from scenarios.actors import Candidate
from scenarios.story import Story
from tests.scenarios.actors.small_portal import SmallPortal, a_target


@pytest.mark.parametrize(("paths", "binds"), [({}, False), ({"wechat_binding": "/account/wechat"}, True)])
def test_wechat_is_bound_where_the_portal_has_it(
    paths: dict[str, str],
    binds: bool,  # noqa: FBT001  a column
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = replace(a_target(), paths=paths)
    person = Candidate(a_candidate(1, 1), target, Story(), SmallPortal({}))
    did: list[str] = []
    for act in ("uploads_photo", "adds_education", "adds_degree", "binds_wechat"):
        monkeypatch.setattr(person, act, lambda *_, act=act: did.append(act))
    person.completes_basics()
    assert "uploads_photo" in did
    assert ("binds_wechat" in did) is binds
