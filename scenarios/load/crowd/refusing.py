"""What stopped somebody: a refusal that the plan expects, or a failure of one of a few kinds."""

import re
from collections.abc import Iterable

from scenarios.actors.outcome import Outcome
from scenarios.errors import NoAnswer, TargetWrong
from scenarios.page import Page
from scenarios.target import Target

FIRST_OF_SERVER_ERRORS = 500
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Refused(TargetWrong):
    """The portal said no where somebody had to go on."""


def takes(outcome: Outcome) -> Outcome:
    """Goes on only with what was accepted."""
    if outcome.refused:
        raise Refused(f"expected to be accepted, found {' / '.join(outcome.page.alerts)}", outcome.page)
    return outcome


def is_expected(page: Page, target: Target, expected: Iterable[str]) -> bool:
    """Whether a page says no for one of these reasons, or says so beside something that it therefore does not offer."""
    return any(target.means(refusal, (*page.alerts, page.text)) for refusal in expected)


def kind_of(problem: Exception, page: Page, target: Target, step: str) -> str:
    """What to count a failure under: a status, a refusal by name, or what was missed in which step."""
    if isinstance(problem, NoAnswer):
        return "no answer"
    if page.status >= FIRST_OF_SERVER_ERRORS:
        return str(page.status)
    if page.alerts:
        meant = next((refusal for refusal in target.refusals if target.means(refusal, page.alerts)), "unknown words")
        return f"refused: {meant}"
    what = CAMEL.sub(" ", type(problem).__name__).lower()
    return f"{what} in {step}" if step else what
