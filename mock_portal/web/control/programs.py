"""The control surface for programs: JSON in, JSON out."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from flask import Response, request

from mock_portal.domain.calendar import BEIJING
from mock_portal.faults import all_faults
from mock_portal.shapes import read_json
from mock_portal.simulators import PlatformSilent
from mock_portal.store import ageing
from mock_portal.store.projects import PastResult, find_project
from mock_portal.use_cases import stage
from mock_portal.use_cases.payment import reconcile
from mock_portal.use_cases.records import stream_records
from mock_portal.web.control import blueprint
from mock_portal.web.visits import portal

Wish = TypeVar("Wish")
ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
CREATED, BAD_REQUEST, NOT_FOUND, BAD_GATEWAY = 201, 400, 404, 502


@dataclass(frozen=True, slots=True)
class ClockWish:
    """Where to set a project's clock, and whether it runs on from there: one that stands shows a deadline to the instant."""

    to: datetime
    runs: bool = True


@dataclass(frozen=True, slots=True)
class FaultsWish:
    """Which faults a project shall have."""

    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdmissionWish:
    """Whom to open a project to; with ``newcomers_only`` nobody who has an account or is admitted elsewhere."""

    admitted: tuple[str, ...]
    newcomers_only: bool = False
    history: tuple[PastResult, ...] = ()


@dataclass(frozen=True, slots=True)
class AgeingWish:
    """Real time that shall seem to have passed for one account's session and lock, or for one QR ticket; seconds."""

    seconds: int
    id_number: str = ""
    qr_ticket: str = ""


def wish(shape: type[Wish]) -> Wish:
    """The request's body in this shape.

    Raises:
        msgspec.ValidationError: it has another shape; answered as 400 with the place.
        ValueError: it has a NUL in it, which not every database keeps; answered as 400 as well.
    """
    content = request.get_data()
    if ESCAPED_NUL.search(content):
        raise ValueError("expected text that can be stored, found a NUL (\\u0000) in it")
    return read_json(content, shape)


def answer(body: Any, status: int = 200) -> Response:
    """A body as JSON."""
    return Response(msgspec.json.encode(body), status, mimetype="application/json")


@blueprint.errorhandler(msgspec.DecodeError)
@blueprint.errorhandler(ValueError)
@blueprint.errorhandler(KeyError)
def wrong_wish(error: Exception) -> Response:
    """Say what is wrong with a wish."""
    return answer({"error": str(error)}, BAD_REQUEST)


@blueprint.errorhandler(PlatformSilent)
def platform_silent(error: PlatformSilent) -> Response:
    """Say that the payment platform could not be told."""
    return answer({"error": str(error)}, BAD_GATEWAY)


@blueprint.post("/projects")
def create_project() -> Response:
    """Make a project; one of the same key is replaced."""
    return answer(stage.set_stage(portal(), wish(stage.Stage)), CREATED)


@blueprint.post("/projects/<int:project_id>/clock")
def move_clock(project_id: int) -> Response:
    """Set a project's clock."""
    wanted = wish(ClockWish)
    project = stage.move_clock(portal(), project_id, wanted.to, runs=wanted.runs)
    return (
        answer({"clock": project.now(portal().now())}) if project else answer({"error": "no such project"}, NOT_FOUND)
    )


@blueprint.get("/projects/<int:project_id>/clock")
def read_clock(project_id: int) -> Response:
    """What time it is in a project."""
    with portal().reading() as tx:
        project = find_project(tx, project_id)
    return (
        answer({"clock": project.now(portal().now())}) if project else answer({"error": "no such project"}, NOT_FOUND)
    )


@blueprint.post("/projects/<int:project_id>/admissions")
def admit(project_id: int) -> Response:
    """Open a project to more people."""
    wanted = wish(AdmissionWish)
    known = stage.admit(portal(), project_id, wanted.admitted, wanted.history, newcomers_only=wanted.newcomers_only)
    return answer({"admitted": len(wanted.admitted) - len(known), "known": known})


@blueprint.post("/projects/<int:project_id>/faults")
def put_faults_in(project_id: int) -> Response:
    """Give a project faults."""
    wanted = wish(FaultsWish)
    stage.put_faults_in(portal(), project_id, wanted.faults)
    return answer({"faults": wanted.faults})


@blueprint.get("/projects/<int:project_id>/records")
def read_records(project_id: int) -> Response:
    """Everything on record about a project, one JSON object per line and enrollment; amounts in fen."""
    lines = (msgspec.json.encode(record) + b"\n" for record in stream_records(portal(), project_id))
    return Response(lines, mimetype="application/x-ndjson")


@blueprint.get("/faults")
def list_faults() -> Response:
    """Every fault that a project can be given: what it is called, what it breaks, what goes wrong, and for one in how many."""
    shown = [
        {"name": f.name, "family": f.family, "breaks": f.breaks, "words": f.words, "one_in": f.one_in}
        for f in all_faults().values()
    ]
    return answer({"faults": shown})


@blueprint.post("/ageing")
def age() -> Response:
    """Let real time seem to pass for a session, a lock or a QR ticket."""
    wanted = wish(AgeingWish)
    with portal().writing() as tx:
        if wanted.id_number:
            ageing.age_account(tx, wanted.id_number, wanted.seconds)
        if wanted.qr_ticket:
            ageing.age_ticket(tx, wanted.qr_ticket, wanted.seconds)
    return answer({"seconds": wanted.seconds})


@blueprint.post("/projects/<int:project_id>/reconciling")
def reconcile_now(project_id: int) -> Response:
    """Ask the platforms now what the portal asks them now and then, about the payments of one project."""
    reconcile(portal(), project_id)
    return answer({})


@blueprint.route("/projects/<int:project_id>/areas/<area>/payment-platform/<act>", methods=["GET", "POST"])
def payment_platform(project_id: int, area: str, act: str) -> Response:
    """Tell (POST) or ask (GET) the area's payment platform: behaviour, deliver, ledger."""
    told = msgspec.json.decode(request.get_data() or b"{}") if request.method == "POST" else None
    return answer(stage.ask_platform(portal(), project_id, area, act, told))


@blueprint.get("/now")
def now() -> Response:
    """The portal's real time."""
    return answer({"now": portal().now().astimezone(BEIJING)})
