"""The control surface answers for what programs wish, whatever it is."""

import pytest

from mock_portal.portal import Portal
from tests.mock_portal.world import CONTROL_TOKEN, an_app


@pytest.mark.parametrize(
    ("key", "told"),
    [
        pytest.param("a\x00b", "NUL", id="nul"),
        pytest.param("a\\\x00b", "NUL", id="nul-after-a-backslash"),
        pytest.param("a\\u0000b", "u0000b", id="only-looks-like-one"),
    ],
)
def test_a_character_that_no_database_keeps_is_refused_in_words(any_portal: Portal, key: str, told: str) -> None:
    client = an_app(any_portal).test_client()
    bearer = {"Authorization": f"Bearer {CONTROL_TOKEN}"}
    answer = client.post("/control/projects/1/faults", json={"faults": [key]}, headers=bearer)

    assert answer.status_code == 400
    assert told in answer.get_json()["error"]
