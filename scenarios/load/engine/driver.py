"""The HTTP driver of the suites over Locust's client, which keeps everybody else of its process going."""

from contextlib import suppress

import gevent

from fixtures.printed_form import UnreadableFormError, read_form
from scenarios.drivers.driver import NOTHING, Download, Fields
from scenarios.drivers.http import HttpDriver
from scenarios.load.engine.transport import FastTransport
from scenarios.page.wording import AS_THE_GUIDE, Wording

FORM = "application/pdf"


class FastDriver(HttpDriver):
    """One person's hands, with connections of their own."""

    def __init__(self, wording: Wording = AS_THE_GUIDE) -> None:
        self._line = FastTransport()
        super().__init__(self._line, wording=wording)

    def download(self, words: str, fields: Fields = NOTHING, within: str | None = None) -> Download:
        came = super().download(words, fields, within)
        if came.media_type == FORM:
            # Eyes take some 15 ms for a form: in a thread, so that meanwhile everybody else of this process goes on.
            gevent.get_hub().threadpool.apply(looks_at, (came.content,))
        return came

    def close(self) -> None:
        super().close()
        self._line.close()


def looks_at(content: bytes) -> None:
    """Reads a printed form, so that whoever looks at it next has read it; whether it can be read is their business."""
    with suppress(UnreadableFormError):
        _ = read_form(content).text
