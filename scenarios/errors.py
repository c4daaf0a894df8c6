"""The two error trees of the harness: the target is wrong, or the harness was misused."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenarios.page import Page


# What is said besides where a certificate is not trusted.
TRUST = "; SSL_CERT_FILE=authority.pem in the environment names an authority of your own"
UNCHECKED = "; with ignore_https_errors = true in the target file browsers do not look at certificates"


class ScenarioError(Exception):
    """Whatever stops a scenario; never raised itself, always as one of the two trees below."""


class TargetWrong(ScenarioError, AssertionError):
    """The target did not show or do what a person needs; the scenario fails."""

    def __init__(self, message: str, page: Page | None = None) -> None:
        super().__init__(message if page is None else f"{message} ({page.whereabouts})")
        self.page = page


class NotOnPage(TargetWrong):
    """Something that should stand on the page is missing."""


class Ambiguous(TargetWrong):
    """Something stands on the page several times and nothing says which one is meant."""


class NotEditable(TargetWrong):
    """A field that a person should fill in is disabled or read-only."""


class NotSent(TargetWrong):
    """A browser would not send this form: one of its fields breaks a rule that the page itself states."""


class NoAnswer(TargetWrong):
    """The target did not answer, or not in time, or redirected in circles."""


class NotAFile(TargetWrong):
    """A file was expected and a page came; `page` is that page."""


class NotAPage(TargetWrong):
    """A page was expected and a file came."""


class Misuse(ScenarioError):
    """The harness was used wrongly or is not set up; nothing is said about the target."""

    exit_code = 2


class UnfitValue(Misuse):
    """A value was given that this kind of field cannot take, whoever types it."""


class LeftOut(Misuse):
    """The target file leaves out what a scenario of this package needs: it says nothing about this target then."""


class ControlFailed(Misuse):
    """The control surface did not do what is asked of it: a scenario has no stage then, and says nothing about the target."""


class NoBrowser(Misuse):
    """No browser is installed that the browser driver could play in."""


def listing(names: Iterable[str], limit: int = 12) -> str:
    """Names in a row for a message: `下一步, 返回`, or `none`."""
    unique = list(dict.fromkeys(name for name in names if name))
    more = f" and {len(unique) - limit} more" if len(unique) > limit else ""
    return ", ".join(unique[:limit]) + more if unique else "none"
