"""Who may do what: in every state everybody tries, by crafted requests, everything that is not theirs to do or to read."""

from collections.abc import Callable

import pytest

from scenarios.actors import Candidate, ExamArea, Institution, Outcome, Site
from scenarios.actors.desks import Desk
from scenarios.actors.intruder import Intruder
from scenarios.actors.powers import AREA, CENTER, INSTITUTION, POINT, SITE, Powers
from scenarios.areas import AREAS, AreaType
from scenarios.cast import Staff
from scenarios.control import Stage
from scenarios.verifies import needs, on_areas, over_http, verifies

pytestmark = [over_http, needs("http")]
EVERYWHERE = on_areas(*AreaType)
PAYING = on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
ONLINE = on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)


@pytest.fixture
def powers(candidate: Candidate, staff: Staff, stage: Stage, intruder: Intruder, area_type: AreaType) -> Powers:
    """Everybody who has to do with the candidate, and everybody of the same roles elsewhere, signed in."""
    elsewhere = next(area for area in AREAS.values() if area.name != candidate.area.name)
    concerned: dict[str, Desk] = {SITE: staff.site(), AREA: staff.exam_area(), CENTER: staff.center()}
    others: dict[str, Desk] = {SITE: staff.site(city=1), AREA: staff.exam_area(elsewhere)}
    if area_type.online:
        concerned[INSTITUTION], others[INSTITUTION] = staff.institution(), staff.institution(unit=1)
    else:
        concerned[POINT], others[POINT] = staff.point(), staff.point(city=1)
    for desk in (*concerned.values(), *others.values()):
        desk.beforehand.signs_in()
    return Powers(stage, intruder, candidate, concerned, others)


@EVERYWHERE
@verifies("R2.2.n1b", "R3.1a", "R4.1b", "R4.2b", "R5.1a", "R5.1b", "R6.1a", "Q8", "Q14", "Q22", "Q23b", "D26", "D32")
def test_on_the_way_to_approval_nobody_does_what_is_not_theirs(
    candidate: Candidate,
    confirms: Callable[[Candidate], Outcome],
    site: Site,
    exam_area: ExamArea,
    powers: Powers,
) -> None:
    candidate.beforehand.fills_in_everything()
    assert powers.oversteps("draft") == ()
    candidate.beforehand.submits_again()
    assert powers.oversteps("submitted") == ()
    confirms(candidate)
    assert powers.oversteps("confirmed") == ()
    site.beforehand.passes(candidate.profile.name)
    assert powers.oversteps("site-passed") == ()
    exam_area.beforehand.passes(candidate.profile.name)
    assert powers.oversteps("approved") == ()


@EVERYWHERE
@verifies("R3.n2c", "Q8", "D12", "D26")
def test_while_a_submission_is_withdrawn_nobody_decides_upon_it(candidate: Candidate, powers: Powers) -> None:
    candidate.beforehand.submits()
    assert powers.oversteps("submitted") == ()
    candidate.beforehand.withdraws()
    assert powers.oversteps("draft") == ()


@EVERYWHERE
@verifies("Q23a", "Q23b", "D26")
def test_after_a_failed_review_only_the_site_does_anything(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], site: Site, powers: Powers
) -> None:
    candidate.beforehand.submits()
    confirms(candidate)
    site.beforehand.fails(candidate.profile.name, "工作年限不足")
    assert powers.oversteps("review-rejected") == ()


@ONLINE
@verifies("Q20", "R4.3b", "D26")
def test_after_a_rejection_only_the_candidate_does_anything(
    candidate: Candidate, institution: Institution, powers: Powers
) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "材料不清晰")
    assert powers.oversteps("confirm-rejected") == ()


@PAYING
@verifies("R3.1a", "Q14", "D26")
def test_who_has_paid_is_at_nobodys_mercy(approved: Candidate, powers: Powers) -> None:
    approved.beforehand.pays()
    assert powers.oversteps("paid") == ()
