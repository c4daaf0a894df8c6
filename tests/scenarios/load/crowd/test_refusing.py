"""What stopped somebody is counted under few names that a person understands."""

import pytest

from scenarios.errors import NoAnswer, NotAFile, NotOnPage, TargetWrong
from scenarios.load.crowd.refusing import kind_of
from scenarios.page import Page, read_page
from scenarios.target import load_target

ADDRESS = "http://portal.example/"
TARGET = load_target("reference")


def page(status: int = 200, alert: str = "") -> Page:
    return read_page(f"<p role=alert>{alert}</p>" if alert else "<p>好</p>", ADDRESS, status)


@pytest.mark.parametrize(
    ("problem", "seen", "step", "kind"),
    [
        (NoAnswer("reset"), page(), "submits", "no answer"),
        (TargetWrong("gone"), page(502), "submits", "502"),
        (TargetWrong("no"), page(422, "您尚未登录"), "submits", "refused: signed-out"),
        (TargetWrong("no"), page(422, "天气不好"), "submits", "refused: unknown words"),
        (NotOnPage("button"), page(), "submits", "not on page in submits"),
        (NotAFile("page"), page(), "prints", "not a file in prints"),
        (KeyError("x"), page(), "", "key error"),
    ],
)
def test_kinds_of_failure(problem: Exception, seen: Page, step: str, kind: str) -> None:
    assert kind_of(problem, seen, TARGET, step) == kind
