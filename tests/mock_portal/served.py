"""An application served to a real browser, and a tab in which no script may fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serves an application on a free port, in a thread of its own; its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def scripted(browser: Browser, address: str) -> Iterator[Page]:
    """A tab for the pages at an address.

    Raises:
        AssertionError: a script failed meanwhile.
    """
    context = browser.new_context(base_url=address)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert not broken, broken
