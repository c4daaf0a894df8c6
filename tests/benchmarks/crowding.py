"""One way of playing the recorded journey in Locust's process; says what a request costs it, in milliseconds of CPU."""

import locust  # noqa: F401 - first of all: it patches the process

# isort: split

import pickle
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from locust import FastHttpUser
from locust.env import Environment
from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_options_header

from scenarios.load.account import Kind
from scenarios.load.crowd.album import open_album
from scenarios.load.crowd.hands import World, hands_for
from scenarios.load.crowd.member import Member
from scenarios.load.crowd.telling import Tally
from scenarios.load.engine.machine import Meter
from scenarios.load.engine.worlds import ToldToLocust, a_world
from scenarios.load.ledger import Who
from scenarios.load.plan import Thinking
from tests.benchmarks.generator import Exchange
from tests.benchmarks.journey import AREA, plays

TOKEN = re.compile(r'name="csrf"[^>]*value="([^"]+)"')
TIMES = 15
WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a script: what it sends, and to which address."""

    method: str
    url: str
    form: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str | None, bytes, str]] = field(default_factory=dict)


def script(exchanges: Iterable[Exchange]) -> Iterator[Line]:
    """What somebody would write down; where an answer leads on, the client follows by itself."""
    followed = False
    for one in exchanges:
        if not followed:
            yield line(one)
        followed = 300 <= one.answer.status < 400


def line(one: Exchange) -> Line:
    """The form of a request, taken apart."""
    kind, options = parse_options_header(one.headers.get("Content-Type", ""))
    body = one.body or b""
    _, fields, files = FormDataParser().parse(BytesIO(body), kind, len(body), options)
    sent = {name: (file.filename, file.read(), file.mimetype) for name, file in files.items()}
    return Line(one.method, one.answer.url, fields.to_dict(), sent)


def by_hand(journey: Any, environment: Environment) -> Callable[[], None]:
    """As load scripts are written: the requests are known, the token of each page is found by a regular expression."""
    runner = environment.create_local_runner()
    assert runner
    lines = list(script(journey.exchanges))

    class Applicant(FastHttpUser):
        host = ""

    def play() -> None:
        client, token = Applicant(environment).client, ""
        for one in lines:
            form = {**one.form, "csrf": token} if "csrf" in one.form else one.form
            with client.request(
                one.method, one.url, name="request", data=form, files=one.files, catch_response=True
            ) as answer:
                if answer.status_code >= 400:
                    answer.failure(f"expected a page, found {answer.status_code}")
                if found := TOKEN.search(answer.text or ""):
                    token = found[1]

    return play


def by_a_member(journey: Any, world: World, recorder: ToldToLocust) -> Callable[[], None]:
    """As the crowd plays: every page is read, forms are filled from what it holds, a ledger and figures are kept."""
    candidate, meter = journey.candidate, Meter()

    def play() -> None:
        tally = Tally(recorder)
        who = Who(0, "candidate", candidate.profile.id_number)
        hands = hands_for(world, who, tally, Thinking(0, 0), seed=1)
        member = Member(candidate.profile, candidate.target, tally, hands)
        member.lives_in(AREA)
        member.project = candidate.project
        plays(member)
        hands.close()
        recorder.pulse("bench", time.time(), meter.reading())

    return play


def cost(play: Callable[[], None], requests: int) -> float:
    """Milliseconds of CPU per request."""
    for _ in range(WARM_UP):
        play()
    begin = time.process_time()
    for _ in range(TIMES):
        play()
    return (time.process_time() - begin) / TIMES / requests * 1000


def main() -> float:
    """Play one way, several times; what it costs."""
    journey = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301 - written by the benchmark a moment ago
    environment = Environment(user_classes=[])
    if sys.argv[2] == "hand":
        play = by_hand(journey, environment)
        return cost(play, len(journey.exchanges))
    environment.create_local_runner()
    open_album()
    recorder = ToldToLocust(environment.events)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "bench.jsonl"
        with a_world(Kind.PROTOCOL, journey.candidate.target, ledger, recorder) as world:
            return cost(by_a_member(journey, world, recorder), len(journey.exchanges))


if __name__ == "__main__":
    sys.stdout.write(f"{main()}\n")
