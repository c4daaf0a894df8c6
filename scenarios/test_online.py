"""Path online: fill in, upload, submit, the institution passes, two reviews, success, with and without online payment."""

from scenarios.actors import Candidate, ExamArea, Institution, Site
from scenarios.areas import AreaType
from scenarios.control import Stage
from scenarios.verifies import on_areas, path, verifies

pytestmark = path("online")


@on_areas(AreaType.ONLINE_PAY)
@verifies("R0.1a", "R0.1b", "R0.2a", "R2.4.1d", "R2.4.1e", "R2.4.8a", "R2.4.8c", "R2.4.8d", "R4.3a", "R4.4a", "R4.4b")
@verifies("R5.1a", "R5.1b", "R5.3", "R6.1a", "R6.2a", "R6.2d", "R6.2e")
def test_from_registration_to_a_paid_enrollment(
    newcomer: Candidate, institution: Institution, site: Site, exam_area: ExamArea, stage: Stage
) -> None:
    newcomer.gets_ready()
    assert newcomer.submits().accepted
    assert newcomer.sees_flow().shows("submitted")
    assert institution.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("confirmed")
    assert site.passes(newcomer.profile.name).accepted
    assert exam_area.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("approved")
    stage.travels_to(stage.calendar.payment.noon)
    assert newcomer.pays().accepted
    assert newcomer.sees_flow().shows("paid")


@on_areas(AreaType.ONLINE_FREE)
@verifies("R2.4.1d", "R2.4.8a", "R2.4.8d", "R4.3a", "R5.2", "R5.3", "R6.3")
def test_from_registration_to_success_where_nothing_is_paid_online(
    newcomer: Candidate, institution: Institution, site: Site, exam_area: ExamArea
) -> None:
    newcomer.gets_ready()
    assert newcomer.submits().accepted
    assert institution.passes(newcomer.profile.name).accepted
    assert site.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("site-passed")
    assert exam_area.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("approved")


@on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)
@verifies("R2.4.8c", "R2.4.8d", "Q69")
def test_without_the_required_materials_nothing_is_submitted(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    candidate.beforehand.confirms_photo()
    candidate.uploads(candidate.area.materials[0])
    assert candidate.presses_submit().refused_because("materials-missing")
    assert candidate.sees_flow().shows("draft")


@on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)
@verifies("R2.4.1c", "R2.4.1d")
def test_only_active_institutions_of_the_city_are_listed(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    listed = candidate.sees_institutions()
    assert set(candidate.area.city.institutions) <= set(listed)
    assert not set(candidate.area.city.closed_institutions) & set(listed)
    assert not set(candidate.area.cities[1].institutions) & set(listed)


@on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)
@verifies("R2.4.8b", "R2.4.8f", "R2.4.7b", "R2.4.7c", "Q24")
def test_every_node_of_the_flow_bar_leads_to_its_page(candidate: Candidate) -> None:
    candidate.beforehand.fills_in_everything()
    assert candidate.follows_node("确认照片").image("基本照片")
    assert candidate.follows_node("上传材料").has_button("上传")
    assert candidate.follows_node("提交信息").has_button("提交报名信息")
