"""What stands on a desk's page beside its data."""

from tests.mock_portal.browser import Browser


def refusal_of(browser: Browser) -> str | None:
    """The stable id of the refusal on the page."""
    found = browser.page.css_first("[data-refusal]")
    return found.attributes["data-refusal"] if found else None


def messages(browser: Browser) -> list[str]:
    """What the page says was done."""
    return [node.text().strip() for node in browser.page.css(".message[role=status]")]


def buttons(browser: Browser) -> list[str]:
    """What can be pressed in the page's own forms."""
    return [node.text().strip() for node in browser.page.css("main form button")]
