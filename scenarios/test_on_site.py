"""Path on-site: fill in, submit, print, confirm at the desk, two reviews, success, with and without online payment."""

from scenarios.actors import Candidate, ExamArea, RegistrationPoint, Site
from scenarios.areas import AreaType
from scenarios.control import Stage
from scenarios.verifies import on_areas, path, verifies

pytestmark = path("on-site")


@on_areas(AreaType.ON_SITE_PAY)
@verifies("R0.1a", "R0.1b", "R0.2a", "R1.1a", "R2.1a", "R2.1b", "R2.2a", "R2.2b", "R2.3c", "R2.4a", "R2.4b", "R2.4.1a")
@verifies("R2.4.7a", "R2.4.7d", "R2.4.8e", "R2.4.8g", "R2.4.9a", "R2.4.9b", "R4.2a", "R4.4a", "R4.4b", "R5.3", "R6.2e")
def test_from_registration_to_a_paid_enrollment(
    newcomer: Candidate, registration_point: RegistrationPoint, site: Site, exam_area: ExamArea, stage: Stage
) -> None:
    newcomer.gets_ready()
    form = newcomer.submits_and_prints()
    assert registration_point.confirms(form).accepted
    assert newcomer.sees_flow().shows("confirmed")
    assert site.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("site-passed")
    assert exam_area.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("approved")
    stage.travels_to(stage.calendar.payment.noon)
    assert newcomer.pays().accepted
    assert newcomer.sees_flow().shows("paid")


@on_areas(AreaType.ON_SITE_FREE)
@verifies("R2.4.9c", "R4.1b", "R4.2b", "R5.1a", "R5.1b", "R5.2", "R6.3")
def test_from_registration_to_success_where_nothing_is_paid_online(
    newcomer: Candidate, registration_point: RegistrationPoint, site: Site, exam_area: ExamArea
) -> None:
    newcomer.gets_ready()
    form = newcomer.submits_and_prints()
    assert registration_point.confirms(form).accepted
    assert site.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("site-passed")
    assert exam_area.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("approved")


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("R2.4.9a", "R2.4.9b", "R2.4.9c")
def test_the_printed_form_bears_what_was_submitted_and_its_code_twice(candidate: Candidate) -> None:
    candidate.beforehand.fills_in_everything()
    form = candidate.submits_and_prints()
    assert form.verification_code == form.qr_code
    assert candidate.profile.name in form.text
    assert candidate.profile.id_number in form.text
    assert candidate.prints().verification_code == form.verification_code


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("R4.1b", "R4.2a")
def test_a_refusal_at_the_desk_gives_the_reason_and_leaves_the_submission(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    form = candidate.beforehand.submits_and_prints()
    assert registration_point.refuses(form, "工作证明缺少公章").accepted
    assert candidate.sees_reason() == "工作证明缺少公章"
    assert candidate.sees_flow().shows("submitted")


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("R4.2b", "R4.1b")
def test_a_form_of_another_city_is_refused_at_the_desk(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    candidate.lives_in(candidate.area, candidate.area.cities[1].name)
    form = candidate.beforehand.submits_and_prints()
    assert registration_point.confirms(form).refused_because("out-of-scope")
    assert candidate.sees_flow().shows("submitted")


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("R4.1a")
def test_who_is_not_confirmed_in_time_has_abandoned(
    candidate: Candidate, registration_point: RegistrationPoint, stage: Stage
) -> None:
    form = candidate.beforehand.submits_and_prints()
    stage.travels_to(stage.calendar.confirmation.closes)
    assert registration_point.confirms(form).refused_because("confirmation-closed")
    assert candidate.sees_flow().shows("abandoned")
