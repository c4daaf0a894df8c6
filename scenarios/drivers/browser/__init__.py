"""The browser driver: a person's hands in a real browser, by Playwright, which nothing else here imports."""

from scenarios.drivers.browser.driver import BrowserDriver

__all__ = ["BrowserDriver"]
