"""A browser in the crowd: real pages, and how soon they are there for a person's eyes and hands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import resources

from playwright.sync_api import Browser, BrowserContext, Error, sync_playwright

from scenarios.browsers import ADVICE, find_browser
from scenarios.drivers.browser import BrowserDriver
from scenarios.drivers.driver import NOTHING, Fields
from scenarios.errors import NoBrowser
from scenarios.load.measures.recorder import Recorder
from scenarios.page import Page
from scenarios.page.wording import Wording

VITALS = resources.files(__package__).joinpath("vitals.js").read_text("utf-8")
READ = """() => {
  const [navigation] = performance.getEntriesByType("navigation");
  return { ...window.rehearsalVitals, TTFB: navigation ? navigation.responseStart : 0 };
}"""
CONTEXT = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


class WatchedDriver(BrowserDriver):
    """The browser driver of the suites, with a context of its own; the vitals of a page are read when it is left."""

    def __init__(self, context: BrowserContext, recorder: Recorder, wording: Wording) -> None:
        context.add_init_script(VITALS)
        self._own_context = context
        self._recorder = recorder
        super().__init__(context, wording=wording)

    def open(self, address: str) -> Page:
        self._reads_vitals()
        return super().open(address)

    def follow(self, link: str, within: str | None = None) -> Page:
        self._reads_vitals()
        return super().follow(link, within)

    def submit(self, button: str, fields: Fields = NOTHING, within: str | None = None) -> Page:
        self.fill(fields, within)
        self._reads_vitals()
        return super().submit(button, within=within)

    def close(self) -> None:
        self._reads_vitals()
        super().close()
        self._own_context.close()

    def _reads_vitals(self) -> None:
        if heading := self.seen.heading:
            with suppress(Error):  # a page that is just being left has none
                for name, value in self.tab.evaluate(READ).items():
                    if value or name == "CLS":  # nobody clicked, or nothing was painted yet
                        self._recorder.vital(heading, name, value)


@contextmanager
def a_browser(recorder: Recorder, wording: Wording) -> Iterator[Callable[[], BrowserDriver]]:
    """A browser that is closed at the end; each call gives the driver of somebody else in it.

    Raises:
        NoBrowser: none is installed.
    """
    found = find_browser(headless=True)
    if found is None:
        raise NoBrowser(ADVICE)
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=found.executable, args=list(found.flags))
        try:
            yield lambda: WatchedDriver(browser.new_context(**CONTEXT), recorder, wording)  # type: ignore[arg-type]  # by name
        finally:
            browser.close()
