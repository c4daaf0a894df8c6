"""The target's control surface: a project of its own per scenario, its clock, its staff, its payment platform."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
import urllib3

from scenarios.areas import Area
from scenarios.calendar import Calendar
from scenarios.errors import TRUST, ControlFailed, Misuse
from scenarios.shapes import shown
from scenarios.target import StaffSignIn, Target

POOL = urllib3.PoolManager(maxsize=4, retries=False, timeout=urllib3.Timeout(connect=5, read=30))
FIT_FOR_A_HEADER = re.compile(r"[!-~]+")
SUCCESS = range(200, 300)
REFUSED = frozenset({401, 403})
REDIRECTS = range(300, 400)
LONGEST = 300  # letters of an answer that are told
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PastResult:
    """What somebody did in the exam of 2022: ``outcome`` is sat, absent, disqualified or not-held."""

    name: str
    id_number: str
    specialty: str
    passed: tuple[str, ...]
    outcome: str = "sat"

    def as_json(self) -> dict[str, Any]:
        """As the control surface wants it."""
        return {
            "name": self.name,
            "id_number": self.id_number,
            "specialty": self.specialty,
            "outcome": self.outcome,
            "passed": list(self.passed),
        }


@dataclass(frozen=True, slots=True)
class Money:
    """Sums in fen, as the payment platform has them in its books."""

    received: int
    refunded: int

    @property
    def kept(self) -> int:
        """What was not given back."""
        return self.received - self.refunded


@dataclass(frozen=True, slots=True)
class Made:
    """What is answered when a project has been made; more is ignored."""

    project: int
    staff: tuple[StaffSignIn, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What time it is in a project."""

    clock: datetime


@dataclass(frozen=True, slots=True)
class Transaction:
    """One payment in the books of a platform."""

    amount: int
    refunded_at: Any = None


@dataclass(frozen=True, slots=True)
class Books:
    """What a platform took and gave back."""

    transactions: tuple[Transaction, ...]


class Control:
    """JSON requests to the control surface."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._address = target.control
        self._headers = {"Authorization": f"Bearer {token_of(target)}", "Content-Type": "application/json"}

    def ask(self, path: str, wish: Mapping[str, Any] | None = None) -> Any:
        """POST a wish, or GET without one; the answer is one JSON value, or nothing.

        Raises:
            ControlFailed: the control surface did not answer with success and with JSON.
        """
        said = self._success(path, wish)
        return parsed(path, said) if said.strip() else None

    def asks_for(self, shape: type[T], path: str, wish: Mapping[str, Any] | None = None) -> T:
        """The same where something is to be learnt from the answer.

        Raises:
            ControlFailed: the answer is not of that shape, or see ``ask``.
        """
        said = self.ask(path, wish)
        try:
            return msgspec.convert(said, shape)
        except msgspec.ValidationError as problem:
            why = str(problem).replace("`", "")
            raise ControlFailed(
                f"expected control {path} to answer as docs/control.md has it, found {shown(said)}: {why}"
            ) from None

    def lines(self, path: str) -> list[dict[str, Any]]:
        """GET something that is answered with one JSON object per line."""
        rows = [parsed(path, line) for line in self._success(path, None).splitlines() if line.strip()]
        if odd := [row for row in rows if not isinstance(row, dict)]:
            raise ControlFailed(f"expected control {path} to answer with one object per line, found {shown(odd[0])}")
        return rows

    def status(self, path: str) -> int:
        """How a GET is answered, whatever else is said."""
        return self._answer(path, None).status

    def _success(self, path: str, wish: Mapping[str, Any] | None) -> bytes:
        answer = self._answer(path, wish)
        if answer.status not in SUCCESS:
            found = f"{answer.status}: {beginning(answer.data)}"
            raise ControlFailed(f"expected success from control {path}, found {found}")
        return answer.data

    def _answer(self, path: str, wish: Mapping[str, Any] | None) -> urllib3.BaseHTTPResponse:
        url = f"{self._address}/{path}"
        body = None if wish is None else json.dumps(wish).encode()
        try:
            return POOL.request("GET" if wish is None else "POST", url, headers=self._headers, body=body)
        except urllib3.exceptions.HTTPError as error:
            advice = TRUST if isinstance(error, urllib3.exceptions.SSLError) else ""
            raise ControlFailed(
                f"expected the control surface at {self._address} to answer, found: {error}{advice}"
            ) from None


def parsed(path: str, said: bytes) -> Any:
    """What is said in JSON."""
    try:
        return json.loads(said)
    except ValueError:
        raise ControlFailed(f"expected control {path} to answer with JSON, found: {beginning(said)}") from None


def beginning(said: bytes) -> str:
    """The first words of an answer, in one line."""
    return " ".join(said.decode("utf-8", "replace").split())[:LONGEST]


def token_of(target: Target) -> str:
    """The control token of a target.

    Raises:
        Misuse: nobody says what it is, or it cannot travel in a header; what it is stays a secret then, too.
    """
    token, variable = target.control_token, target.control_token_variable
    if token and not FIT_FOR_A_HEADER.fullmatch(token):
        raise Misuse(
            f"expected the control token of target {target.name}, from the environment variable {variable or '(none)'}, to be "
            "printable ASCII without spaces, found something else in it, such as the end of a line"
        )
    if token:
        return token
    if not variable:
        raise Misuse(
            f"expected target {target.name} to name under control_token_variable the environment variable that holds "
            "its control token, found no such key"
        )
    raise Misuse(
        f"expected the environment variable {variable} (control_token_variable of target {target.name}) to hold the "
        "control token, found it unset"
    )


def knock(target: Target) -> None:
    """Sees whether the control surface lets one in; what it says of faults matters to nobody here.

    Raises:
        Misuse: it does not, or it cannot be reached.
    """
    status = Control(target).status("faults")
    if status in REFUSED or status in REDIRECTS:
        variable = target.control_token_variable
        whose = f" of the environment variable {variable}" if variable else ""
        raise Misuse(f"expected the control surface at {target.control} to take the token{whose}, found {status}")


class Stage:
    """One project on the target, made for one scenario."""

    def __init__(self, control: Control, made: Made, areas: tuple[Area, ...], calendar: Calendar) -> None:
        self._control = control
        self.project = made.project
        self.staff = made.staff
        self.areas = areas
        self.calendar = calendar
        self.moment = calendar.begin  # where its clock was last set
        self._runs_since: float | None = monotonic()

    def _ask(self, path: str, wish: Mapping[str, Any] | None = None) -> Any:
        return self._control.ask(f"projects/{self.project}/{path}", wish)

    def travels_to(self, moment: datetime) -> None:
        """Set the project's clock; it runs on from there."""
        self._control.target.demands("clock")
        self._ask("clock", {"to": moment.isoformat()})
        self.moment, self._runs_since = moment, monotonic()

    def stands_at(self, moment: datetime) -> None:
        """Set the project's clock and stop it: what happens now happens at this instant, however long it takes."""
        self._control.target.demands("clock")
        self._ask("clock", {"to": moment.isoformat(), "runs": False})
        self.moment, self._runs_since = moment, None

    def between(self) -> tuple[datetime, datetime]:
        """The earliest and the latest moment that it can be in the project, as far as one knows without asking."""
        if self._runs_since is None:
            return self.moment, self.moment
        return self.moment, self.moment + timedelta(seconds=monotonic() - self._runs_since + 1)

    def now(self) -> datetime:
        """What time it is in the project."""
        self._control.target.demands("clock")
        return self._control.asks_for(Told, f"projects/{self.project}/clock").clock

    def admits(
        self, id_numbers: Iterable[str], history: Iterable[PastResult] = (), *, newcomers_only: bool = False
    ) -> tuple[str, ...]:
        """Open the project to the holders of these ID numbers, with what they did last year.

        Returns:
            If only newcomers are wanted, those whom the portal knows already, and has left out.
        """
        past = [each.as_json() for each in history]
        if past:
            self._control.target.demands("history")
        wish = {"admitted": list(id_numbers), "history": past}
        answer = self._ask("admissions", {**wish, "newcomers_only": True} if newcomers_only else wish)
        return tuple(answer.get("known", ())) if isinstance(answer, dict) else ()

    def has_faults(self, *names: str) -> None:
        """Put these faults in, and no others."""
        self._ask("faults", {"faults": list(names)})

    def records(self) -> list[dict[str, Any]]:
        """Everything that the portal has on record about the project, one row per enrollment."""
        return self._control.lines(f"projects/{self.project}/records")

    def platform(self, area: str, act: str, wish: Mapping[str, Any] | None = None) -> Any:
        """Tell or, without a wish, ask the payment platform of an area."""
        self._control.target.demands("payment-simulator")
        return self._ask(f"areas/{quote(area)}/payment-platform/{act}", wish)

    def money(self, area: str) -> "Money":
        """What the payment platform of an area took and gave back, in fen."""
        self._control.target.demands("payment-simulator")
        path = f"projects/{self.project}/areas/{quote(area)}/payment-platform/ledger"
        paid = self._control.asks_for(Books, path).transactions
        return Money(sum(each.amount for each in paid), sum(each.amount for each in paid if each.refunded_at))

    def lets_time_pass_for(self, id_number: str, passed: timedelta) -> None:
        """Let real time seem to have passed for somebody's session and lock."""
        self._control.target.demands("ageing")
        self._control.ask("ageing", {"seconds": int(passed.total_seconds()), "id_number": id_number})

    def lets_time_pass_for_ticket(self, ticket: str, passed: timedelta) -> None:
        """Let real time seem to have passed for a QR ticket."""
        self._control.target.demands("ageing")
        self._control.ask("ageing", {"seconds": int(passed.total_seconds()), "qr_ticket": ticket})

    def reconciles(self) -> None:
        """Let the portal do now what it does now and then: ask the platforms about payments of which nobody told (Q34)."""
        self._control.target.demands("reconciling")
        self._ask("reconciling", {})

    def sign_in_of(self, role: str, area: str, city: str = "", unit: str = "") -> StaffSignIn:
        """The sign-in of a desk.

        Raises:
            Misuse: the stage has no such desk.
        """
        for member in self.staff:
            if (member.role, member.area, member.city) == (role, area, city) and unit in {"", member.unit}:
                return member
        place = " ".join(filter(None, ("in", area, city, unit))) if area else "for the whole project"
        raise Misuse(f"expected the stage to have a desk {role} {place}, found none")


def hang_up() -> None:
    """Ends what connections are open: a portal that is told to stop waits for what might still come over them."""
    POOL.clear()


def set_stage(
    target: Target,
    key: str,
    areas: Iterable[Area],
    *,
    calendar: Calendar | None = None,
    faults: Iterable[str] = (),
    open_to_all: bool = False,
) -> Stage:
    """Make a project on the target; one of the same key is replaced, with everybody whom it had admitted."""
    target.demands("projects")
    control, calendar, areas = Control(target), calendar or Calendar(), tuple(areas)
    wish = {
        "key": key,
        "areas": [area.as_json(calendar) for area in areas],
        "registration": calendar.registration.as_json(),
        "clock": calendar.begin.isoformat(),
        "exam_date": calendar.exam.isoformat(),
        "faults": list(faults),
        "open_to_all": open_to_all,
    }
    return Stage(control, control.asks_for(Made, "projects", wish), areas, calendar)
