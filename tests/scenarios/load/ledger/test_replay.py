"""Where an enrollment can stand after acts that were acknowledged, refused, or never answered."""

import pytest

from scenarios.load.ledger.entry import Act, Mark
from scenarios.load.ledger.replay import BEGIN, Place, Places, after, agrees

Y, N, U = Mark.ACKNOWLEDGED, Mark.REFUSED, Mark.UNKNOWN
CASES: dict[str, tuple[list[tuple[Act, Mark]], Places]] = {
    "submitted": ([(Act.SUBMIT, Y)], (Place("submitted", 1),)),
    "refused": ([(Act.SUBMIT, N)], (Place("draft", 0),)),
    "perhaps submitted": ([(Act.SUBMIT, U)], (Place("draft", 0), Place("submitted", 1, 1))),
    "perhaps, and then surely": ([(Act.SUBMIT, U), (Act.SUBMIT, Y)], (Place("submitted", 1), Place("submitted", 1, 1))),
    "withdrawn and submitted again": (
        [(Act.SUBMIT, Y), (Act.WITHDRAW, Y), (Act.SUBMIT, Y)],
        (Place("submitted", 2),),
    ),
    "a double click": ([(Act.SUBMIT, Y), (Act.SUBMIT, Y)], (Place("submitted", 1),)),
    "rejected and repaired": ([(Act.SUBMIT, Y), (Act.REJECT, Y), (Act.SUBMIT, Y)], (Place("submitted", 2),)),
    "not confirmed at the desk": ([(Act.SUBMIT, Y), (Act.REFUSE, Y)], (Place("submitted", 1),)),
    "approved": (
        [(Act.SUBMIT, Y), (Act.CONFIRM, Y), (Act.PASS_SITE, Y), (Act.PASS_AREA, Y)],
        (Place("approved", 1),),
    ),
    "overturned": (
        [(Act.SUBMIT, Y), (Act.PASS_MATERIALS, Y), (Act.PASS_SITE, Y), (Act.PASS_AREA, Y), (Act.FAIL_AREA, Y)],
        (Place("review-rejected", 1),),
    ),
    "confirmed, and nobody knows what came before": ([(Act.CONFIRM, Y)], (Place("confirmed", None),)),
    "perhaps paid, without anything to pay": ([(Act.PAY, U)], (Place("draft", 0),)),
}


@pytest.mark.parametrize(("acts", "places"), CASES.values(), ids=CASES.keys())
def test_an_enrollment_stands_where_its_acts_have_led(acts: list[tuple[Act, Mark]], places: Places) -> None:
    found, unknown = BEGIN, 0
    for act, mark in acts:
        found = after(found, act, mark, 1 << unknown if mark is U else 0)
        unknown += mark is U
    assert found == places


@pytest.mark.parametrize(
    ("place", "state", "version", "agreed"),
    [
        (Place("withdrawn", 1), "draft", 1, True),
        (Place("withdrawn", 1), "draft", 0, False),
        (Place("submitted", 1), "abandoned", 1, True),
        (Place("paid", 1), "abandoned", 1, False),
        (Place("confirmed", None), "confirmed", 3, True),
        (Place("confirmed", 1), "confirmed", None, True),
        (Place("confirmed", 1), "submitted", 1, False),
    ],
)
def test_a_record_agrees_with_a_place_that_it_can_be_of(
    place: Place,
    state: str,
    version: int | None,
    agreed: bool,  # noqa: FBT001  of a table
) -> None:
    assert agrees(place, state, version) is agreed
