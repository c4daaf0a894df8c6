"""The target's control surface: a project of its own per scenario, its clock, its staff, its payment platform."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any
from urllib.parse import quote

import urllib3

from scenarios.areas import Area
from scenarios.calendar import Calendar
from scenarios.errors import Misuse, TargetWrong
from scenarios.target import StaffSignIn, Target

POOL = urllib3.PoolManager(maxsize=4, retries=False, timeout=urllib3.Timeout(connect=5, read=30))
SUCCESS = range(200, 300)


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


class Control:
    """JSON requests to the control surface."""

    def __init__(self, target: Target) -> None:
        if not target.control_token:
            raise Misuse(f"expected a control token for target {target.name}, found none; see the target file")
        self._address = target.addresses["portal"] + "/control"
        self._headers = {"Authorization": f"Bearer {target.control_token}"}

    def ask(self, path: str, wish: Mapping[str, Any] | None = None) -> Any:
        """POST a wish, or GET without one; the answer is one JSON value.

        Raises:
            TargetWrong: the control surface did not answer with success.
        """
        return json.loads(self._answer(path, wish))

    def lines(self, path: str) -> list[Any]:
        """GET something that is answered with one JSON value per line."""
        return [json.loads(line) for line in self._answer(path, None).splitlines()]

    def _answer(self, path: str, wish: Mapping[str, Any] | None) -> bytes:
        url = f"{self._address}/{path}"
        body = None if wish is None else json.dumps(wish).encode()
        try:
            answer = POOL.request("GET" if wish is None else "POST", url, headers=self._headers, body=body)
        except urllib3.exceptions.HTTPError as error:
            raise TargetWrong(f"expected the control surface at {self._address} to answer, found: {error}") from None
        if answer.status not in SUCCESS:
            said = answer.data.decode()[:300]
            raise TargetWrong(f"expected success from control {path}, found {answer.status}: {said}")
        return answer.data


class Stage:
    """One project on the target, made for one scenario."""

    def __init__(
        self, control: Control, project: int, areas: tuple[Area, ...], calendar: Calendar, staff: list[Any]
    ) -> None:
        self._control = control
        self.project = project
        self.areas = areas
        self.calendar = calendar
        self.moment = calendar.begin  # where its clock was last set
        self._runs_since: float | None = monotonic()
        self.staff = tuple(StaffSignIn(**member) for member in staff)

    def _ask(self, path: str, wish: Mapping[str, Any] | None = None) -> Any:
        return self._control.ask(f"projects/{self.project}/{path}", wish)

    def travels_to(self, moment: datetime) -> None:
        """Set the project's clock; it runs on from there."""
        self._ask("clock", {"to": moment.isoformat()})
        self.moment, self._runs_since = moment, monotonic()

    def stands_at(self, moment: datetime) -> None:
        """Set the project's clock and stop it: what happens now happens at this instant, however long it takes."""
        self._ask("clock", {"to": moment.isoformat(), "runs": False})
        self.moment, self._runs_since = moment, None

    def between(self) -> tuple[datetime, datetime]:
        """The earliest and the latest moment that it can be in the project, as far as one knows without asking."""
        if self._runs_since is None:
            return self.moment, self.moment
        return self.moment, self.moment + timedelta(seconds=monotonic() - self._runs_since + 1)

    def now(self) -> datetime:
        """What time it is in the project."""
        return datetime.fromisoformat(self._ask("clock")["clock"])

    def admits(
        self, id_numbers: Iterable[str], history: Iterable[PastResult] = (), *, newcomers_only: bool = False
    ) -> tuple[str, ...]:
        """Open the project to the holders of these ID numbers, with what they did last year.

        Returns:
            If only newcomers are wanted, those whom the portal knows already, and has left out.
        """
        wish = {"admitted": list(id_numbers), "history": [h.as_json() for h in history]}
        answer = self._ask("admissions", {**wish, "newcomers_only": True} if newcomers_only else wish)
        return tuple((answer or {}).get("known", ()))

    def has_faults(self, *names: str) -> None:
        """Put these faults in, and no others."""
        self._ask("faults", {"faults": list(names)})

    def records(self) -> list[dict[str, Any]]:
        """Everything that the portal has on record about the project, one row per enrollment."""
        return self._control.lines(f"projects/{self.project}/records")

    def platform(self, area: str, act: str, wish: Mapping[str, Any] | None = None) -> Any:
        """Tell or, without a wish, ask the payment platform of an area."""
        return self._ask(f"areas/{quote(area)}/payment-platform/{act}", wish)

    def money(self, area: str) -> "Money":
        """What the payment platform of an area took and gave back, in fen."""
        paid = self.platform(area, "ledger")["transactions"]
        received = sum(each["amount"] for each in paid)
        return Money(received, sum(each["amount"] for each in paid if each["refunded_at"]))

    def lets_time_pass_for(self, id_number: str, passed: timedelta) -> None:
        """Let real time seem to have passed for somebody's session and lock."""
        self._control.ask("ageing", {"seconds": int(passed.total_seconds()), "id_number": id_number})

    def lets_time_pass_for_ticket(self, ticket: str, passed: timedelta) -> None:
        """Let real time seem to have passed for a QR ticket."""
        self._control.ask("ageing", {"seconds": int(passed.total_seconds()), "qr_ticket": ticket})

    def reconciles(self) -> None:
        """Let the portal do now what it does now and then: ask the platforms about payments of which nobody told (Q34)."""
        self._control.ask("reconciling", {})

    def sign_in_of(self, role: str, area: str, city: str = "", unit: str = "") -> StaffSignIn:
        """The sign-in of a desk.

        Raises:
            Misuse: the stage has no such desk.
        """
        for member in self.staff:
            if (member.role, member.area, member.city) == (role, area, city) and unit in {"", member.unit}:
                return member
        raise Misuse(f"expected the stage to have a {role} in {area} {city} {unit}, found none")


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
    made = control.ask("projects", wish)
    return Stage(control, made["project"], areas, calendar, made["staff"])
