"""At the desks: codes that are no good, other places' candidates, screens that have gone stale, and the center's file."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from fixtures.printed_form import PrintedForm
from scenarios.actors import (
    Candidate,
    ExamArea,
    Institution,
    Intruder,
    NationalCenter,
    Outcome,
    RegistrationPoint,
    Site,
)
from scenarios.actors.answers import FormPage
from scenarios.areas import AREAS, Area, AreaType, City, institutions
from scenarios.cast import People, Staff
from scenarios.control import Stage
from scenarios.verifies import not_verified, on_areas, verifies

EVERYWHERE = on_areas(*AreaType)
ON_SITE = on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
ONLINE = on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)
NOBODYS_POSTCODE = "744999"  # none of the made-up people's counties has it, so that it always corrects something
SHARED_LETTERS = 5  # of two codes, more than chance explains
FORMULAS = tuple(f"{sign}1+1" for sign in "=+-@")
TEMPTING = AREAS[AreaType.ONLINE_FREE].with_(cities=tuple(City(name, institutions=("医院",)) for name in FORMULAS))

SWITCHES = {"confirms_unchanged_repeaters": True, "review_ends_with_payment": True}
PARTICULAR = AREAS[AreaType.ONLINE_PAY].with_(
    cities=(institutions("和平区"), replace(institutions("南开区"), online_payment=False)),
    fixed_fee=1000,
    also=SWITCHES,
)


@pytest.fixture
def neighbour(people: People) -> Candidate:
    """Somebody else of the same city."""
    return people.candidate()


@ON_SITE
@verifies("Q7", "R4.2a")
def test_a_code_that_nobody_has_is_unknown(registration_point: RegistrationPoint) -> None:
    assert registration_point.looks_up("ZZZZZZZZZZ99").refused_because("unknown-form")
    assert registration_point.page.field("验证码").value == "ZZZZZZZZZZ99"


@ON_SITE
@verifies("Q11", "D12", "D3")
def test_a_code_opens_the_enrollment_of_its_own_holder_and_no_other(
    candidate: Candidate, neighbour: Candidate, registration_point: RegistrationPoint, center: NationalCenter
) -> None:
    forms = [candidate.beforehand.submits_and_prints(), neighbour.beforehand.submits_and_prints()]
    assert registration_point.confirms(forms[1]).accepted
    assert candidate.sees_flow().shows("submitted")
    assert neighbour.sees_flow().shows("confirmed")
    assert registration_point.looks_up(forms[0].verification_code or "").page.says(candidate.profile.id_number)
    assert registration_point.sees_photo() == candidate.sees_photo()
    assert {row["验证码"] for row in center.sees_records()} == {form.verification_code for form in forms}


@ON_SITE
@verifies("Q11")
def test_who_knows_one_code_cannot_work_out_the_next(candidate: Candidate, neighbour: Candidate) -> None:
    first = candidate.beforehand.submits_and_prints()
    candidate.beforehand.withdraws()
    candidate.beforehand.corrects(address="柳湖路8号")
    second = candidate.submits_and_prints()
    others = neighbour.beforehand.submits_and_prints()
    assert in_common(first, second) < SHARED_LETTERS
    assert in_common(second, others) < SHARED_LETTERS


def in_common(one: PrintedForm, other: PrintedForm) -> int:
    """How many letters two codes have in the same places, the count at their ends left out."""
    codes = [(form.verification_code or "")[:-2] for form in (one, other)]
    return sum(a == b for a, b in zip(*codes, strict=False))


@ON_SITE
@verifies("R4.2b", "D26")
def test_a_desk_sees_only_the_candidates_of_its_own_city(candidate: Candidate, staff: Staff) -> None:
    form = candidate.beforehand.submits_and_prints()
    assert candidate.profile.name in staff.point().sees_waiting()
    for desk in (staff.point(city=1), staff.site(city=1)):
        assert candidate.profile.name not in desk.sees_waiting()
        assert desk.confirms(form).refused_because("out-of-scope")
    assert staff.site(city=1).finds_holder(candidate.profile.id_number).refused_because("out-of-scope")
    assert candidate.sees_flow().shows("submitted")


@ON_SITE
@verifies("Q22", "R4.4a", "R4.1b")
def test_any_registration_point_of_the_city_confirms(candidate: Candidate, staff: Staff) -> None:
    form = candidate.beforehand.submits_and_prints()
    assert staff.point(unit=1).confirms(form).accepted
    assert candidate.sees_flow().shows("confirmed")


@ONLINE
@verifies("R4.1b", "R2.4.8c", "D26")
def test_an_institution_looks_through_the_files_that_this_candidate_has_uploaded(
    candidate: Candidate, neighbour: Candidate, institution: Institution, intruder: Intruder
) -> None:
    candidate.beforehand.submits()
    neighbour.beforehand.submits()
    institution.opens(candidate.profile.name)
    files = institution.sees_files(candidate.area.materials)
    opened = {intruder.gets(address, institution).body for address in files}
    assert opened == {candidate.scan_of(kind).content for kind in candidate.area.materials}


@ONLINE
@verifies("Q22", "D26", "R4.1b", "R3.1d", "R2.4.1d")
def test_only_the_chosen_institution_sees_the_materials(candidate: Candidate, staff: Staff) -> None:
    candidate.beforehand.submits()
    assert candidate.profile.name in staff.institution().sees_queue()
    for desk in (staff.institution(unit=1), staff.institution(city=1)):
        assert candidate.profile.name not in desk.sees_queue()
        assert desk.finds_holder(candidate.profile.id_number).refused_because("out-of-scope")
    candidate.beforehand.withdraws()
    candidate.lives_in(candidate.area, institution=candidate.area.city.institutions[1])
    candidate.opens_form_page(FormPage.CITY)
    candidate.fills_in(FormPage.CITY)
    candidate.submits_again()
    assert candidate.profile.name not in staff.institution().sees_queue()
    assert candidate.profile.name in staff.institution(unit=1).sees_queue()


@ONLINE
@verifies("D26")
def test_an_institution_opens_no_scan_of_anybody_who_has_not_chosen_it(
    candidate: Candidate, neighbour: Candidate, staff: Staff, intruder: Intruder
) -> None:
    here, there = staff.institution(), staff.institution(unit=1)
    neighbour.lives_in(neighbour.area, institution=neighbour.area.city.institutions[1])
    candidate.beforehand.submits()
    neighbour.beforehand.submits()
    own, strange = scan_shown(here, candidate), scan_shown(there, neighbour)
    assert intruder.gets(own, here).body == candidate.scan_of("身份证件").content
    assert intruder.gets(strange, here).denied
    assert intruder.gets(beside(own, strange), here).denied
    assert candidate.takes_photo().content not in pictures_shown(there, intruder)


def scan_shown(desk: Institution, candidate: Candidate) -> str:
    """The address of the scan of somebody's ID document, on the page that the desk opens."""
    desk.opens(candidate.profile.name)
    return desk.page.link(candidate.scan_of("身份证件").filename).address


def beside(own: str, strange: str) -> str:
    """One's own address with the end of the other in it."""
    return f"{own.rpartition('/')[0]}/{strange.rpartition('/')[2]}"


def pictures_shown(desk: Institution, intruder: Intruder) -> set[bytes]:
    """Every picture on the page that lies open at a desk."""
    return {intruder.gets(image.address, desk).body for image in desk.page.images}


@ONLINE
@verifies("Q13", "Q22", "R4.1b")
def test_where_materials_are_uploaded_no_printed_form_is_confirmed(candidate: Candidate, site: Site) -> None:
    candidate.beforehand.submits()
    if "打印报名表" not in candidate.sees_actions():
        not_verified("there is no form where materials are uploaded, which is allowed (Q13)")
    assert site.confirms_if_offered(candidate.prints()).refused
    assert candidate.sees_flow().shows("submitted")


@EVERYWHERE
@verifies("R5.1b", "D26")
def test_an_area_sees_only_its_own_candidates(
    candidate: Candidate, site: Site, confirms: Callable[[Candidate], Outcome], staff: Staff
) -> None:
    candidate.beforehand.submits()
    confirms(candidate)
    site.beforehand.passes(candidate.profile.name)
    elsewhere = staff.exam_area(next(area for area in AREAS.values() if area.name != candidate.area.name))
    assert candidate.profile.name in staff.exam_area().sees_queue()
    assert candidate.profile.name not in elsewhere.sees_queue()
    assert elsewhere.finds_holder(candidate.profile.id_number).refused_because("out-of-scope")


@ON_SITE
@verifies("Q21")
def test_who_is_refused_at_the_desk_is_told_why_and_comes_back(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    form = candidate.beforehand.submits_and_prints()
    assert registration_point.refuses(form, "").refused_because("reason-missing")
    assert registration_point.refuses(form, "工作证明缺少公章").accepted
    assert candidate.sees_reason() == "工作证明缺少公章"
    assert candidate.sees_flow().shows("submitted")
    assert candidate.withdraws().accepted
    candidate.corrects(address="柳湖路8号")
    assert registration_point.confirms(candidate.submits_and_prints()).accepted


@ON_SITE
@verifies("Q21", "D35")
def test_a_desk_that_comes_second_either_refuses_too_or_keeps_the_reason_that_it_typed(
    candidate: Candidate, staff: Staff
) -> None:
    form = candidate.beforehand.submits_and_prints()
    first, second = staff.point(), staff.point()
    second.looks_up(form.verification_code or "")
    assert first.refuses(form, "工作证明缺少公章").accepted
    assert second.presses("不予确认", "照片不符").accepted or second.page.field("原因").value == "照片不符"


@ONLINE
@verifies("Q15", "D35", "R3.1e")
def test_an_institution_does_not_decide_upon_a_version_that_it_has_not_seen(
    candidate: Candidate, institution: Institution, intruder: Intruder
) -> None:
    candidate.beforehand.submits()
    institution.opens(candidate.profile.name)
    candidate.withdraws()
    candidate.corrects(address="柳湖路8号")
    candidate.submits_again()
    left_open = institution.page
    assert institution.presses("确认不通过", "材料不清晰").refused_because("changed-meanwhile")
    assert institution.page.field("原因").value == "材料不清晰"
    assert intruder.presses("通过", left_open, institution).refused_because("changed-meanwhile")
    assert candidate.sees_flow().shows("submitted")
    assert candidate.profile.name in institution.sees_queue()
    assert institution.passes(candidate.profile.name).accepted


@ON_SITE
@verifies("Q15", "D35", "R3.n2c")
def test_a_desk_does_not_confirm_what_was_withdrawn_while_it_looked(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    form = candidate.beforehand.submits_and_prints()
    registration_point.looks_up(form.verification_code or "")
    candidate.withdraws()
    assert registration_point.presses("确认").refused
    assert candidate.sees_flow().shows("draft")
    candidate.submits_again()
    registration_point.looks_up(candidate.prints().verification_code or "")
    assert registration_point.presses("确认").accepted


@ON_SITE
@verifies("D35", "Q37")
def test_of_two_corrections_at_once_the_second_is_refused_and_keeps_what_was_typed(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], staff: Staff
) -> None:
    candidate.beforehand.submits()
    confirms(candidate)
    first, second = staff.site(), staff.site()
    second.opens_for_correction(candidate.profile.id_number, "联系方式")
    assert first.corrects(candidate.profile.id_number, "联系方式", {"地址": "柳湖路8号"}, "书面申请").accepted
    assert second.saves_correction({"邮编": NOBODYS_POSTCODE}, "邮编有误").refused_because("changed-meanwhile")
    assert second.page.field("邮编").value == NOBODYS_POSTCODE
    assert second.page.field("更正原因").value == "邮编有误"
    assert candidate.sees_submitted("地址") == "柳湖路8号"
    assert second.corrects(candidate.profile.id_number, "联系方式", {"邮编": NOBODYS_POSTCODE}, "邮编有误").accepted
    assert (candidate.sees_submitted("地址"), candidate.sees_submitted("邮编")) == ("柳湖路8号", NOBODYS_POSTCODE)


@ON_SITE
@verifies("R4.1b", "R5.1a")
def test_an_id_number_that_finds_nobody_stays_to_be_corrected(candidate: Candidate, staff: Staff) -> None:
    nobody = candidate.profile.id_number  # who has not begun to enroll
    assert staff.point().looks_for(nobody).page.field("证件号码").value == nobody
    searched = staff.site().finds_holder(nobody)
    assert searched.refused
    assert searched.page.field("证件号码").value == nobody


@ONLINE
@verifies("Q15", "D35")
def test_of_two_screens_the_second_cannot_reverse_the_first(candidate: Candidate, staff: Staff) -> None:
    candidate.beforehand.submits()
    first, second = staff.institution(), staff.institution()
    first.opens(candidate.profile.name)
    second.opens(candidate.profile.name)
    assert first.presses("通过").accepted
    assert second.presses("确认不通过", "材料不清晰").refused
    assert candidate.sees_flow().shows("confirmed")


@ON_SITE
@verifies("D13")
def test_the_history_tells_of_every_submission_and_withdrawal(candidate: Candidate) -> None:
    candidate.beforehand.submits()
    candidate.beforehand.withdraws()
    candidate.beforehand.submits_again()
    seen = candidate.sees_history()
    assert len([words for words in seen if "提交报名信息" in words]) == 2
    assert len([words for words in seen if "撤回" in words]) == 1


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_FREE)
@verifies("D3", "D12", "Q5")
def test_the_center_has_one_row_for_everybody_in_whatever_state(
    people: People, center: NationalCenter, stage: Stage
) -> None:
    drafting, submitted, twice = people.candidate(), people.candidate(), people.candidate()
    drafting.beforehand.begins()
    submitted.beforehand.submits()
    twice.beforehand.submits()
    twice.beforehand.withdraws()
    twice.beforehand.corrects(subjects=frozenset({"基础知识"}))
    twice.beforehand.submits_again()
    records = center.sees_records()
    assert sorted(row["报名表版本"] for row in records) == ["0", "1", "2"]
    rows = {row["证件号码"]: row for row in records}
    first, second, third = (rows.pop(one.profile.id_number) for one in (drafting, submitted, twice))
    assert not rows
    assert first["状态"] != second["状态"] == third["状态"]
    assert third["报考科目"] == "基础知识"
    stage.travels_to(stage.calendar.confirmation.closes)
    lapsed = center.sees_records()
    assert len(lapsed) == len((first, second, third))
    assert all("放弃" in row["状态"] for row in lapsed)


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
@verifies("D3", "D5", "R6.2e")
def test_the_center_reads_of_a_payer_what_the_payer_reads(approved: Candidate, center: NationalCenter) -> None:
    submitted, fee = approved.sees_submission(), approved.fee_in_words().removesuffix("元")
    assert center.reads_otherwise({"应缴金额": fee, "已收金额": "0.00", "报名成功": "否"}) == {}
    approved.beforehand.pays()
    (order,) = approved.sees_orders()
    told = {label: submitted[label] for label in ("姓名", "报名地市", "报考专业", "报考科目")}
    money = {"应缴金额": fee, "已收金额": fee, "已退金额": "0.00", "待退金额": "0.00", "订单号": order["订单号"]}
    where = {"考区": approved.area.name, "网上确认机构": approved.institution, "报名表版本": "1"}
    assert center.reads_otherwise({**told, **money, **where, "报名成功": "是"}) == {}


@pytest.mark.parametrize("area", [TEMPTING], ids=["names-like-formulas"])
@pytest.mark.parametrize("city", FORMULAS)
@verifies("D27")
def test_no_cell_of_the_centers_file_is_a_formula(candidate: Candidate, center: NationalCenter, city: str) -> None:
    candidate.lives_in(candidate.area, city)
    candidate.beforehand.submits()
    cells = [cell for row in center.sees_records() for cell in row.values()]
    assert [cell for cell in cells if city in cell]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@verifies("Q50")
def test_five_wrong_passwords_lock_a_desk_too_and_it_is_told_for_how_many_minutes(
    registration_point: RegistrationPoint, site: Site
) -> None:
    assert all(registration_point.signs_in("Wrong123").refused_because("wrong-password") for _ in range(4))
    locked = registration_point.signs_in("Wrong123")
    assert locked.refused_because("account-locked")
    assert locked.page.says("请于10分钟后")
    assert registration_point.signs_in().refused_because("account-locked")
    assert site.signs_in().accepted


@pytest.mark.parametrize("area", [PARTICULAR], ids=["particular"])
@verifies("Q26", "Q28", "Q41")
def test_whoever_saves_one_setting_leaves_the_others_as_they_were(exam_area: ExamArea, area: Area) -> None:
    settings = exam_area.sees_settings()
    assert settings[f"{area.cities[1].name}网上缴费"] == "不开通"
    assert not settings[f"{area.city.name}：{area.city.closed_institutions[0]}受理网上确认"]
    assert settings["信息未变更的往年考生提交后自动确认"]
    assert settings["缴费开始后停止资格审核"]
    assert exam_area.saves({"订单有效时间（分钟）": "45"}).accepted
    assert exam_area.sees_settings() == {**settings, "订单有效时间（分钟）": "45"}


@on_areas(AreaType.ON_SITE_FREE, AreaType.ONLINE_FREE)
@verifies("Q39", "Q28")
@pytest.mark.parametrize("fee", ["机考每科费用（元）", "纸笔考试每科费用（元）"])
def test_where_only_one_city_collects_a_subject_costs_something_too(exam_area: ExamArea, area: Area, fee: str) -> None:
    collecting = {f"{area.city.name}网上缴费": "开通"}
    assert exam_area.sets({fee: "0"}).accepted
    assert exam_area.sets(collecting).refused
    assert exam_area.page.field(fee).error
    assert exam_area.sets({**collecting, fee: "70"}).accepted
    assert exam_area.sets({fee: "0"}).refused


@verifies("Q2", "D29")
@pytest.mark.parametrize(
    ("of", "other"), [(Staff.exam_area, "缴费平台"), (Staff.center, "考试项目名称")], ids=["an area", "the project"]
)
def test_a_time_that_no_calendar_has_is_refused_and_what_was_typed_stays(
    staff: Staff, of: Callable[[Staff], ExamArea | NationalCenter], other: str
) -> None:
    typed = {"网上报名截至时间": "9999-12-31 24:00", other: "另一个"}
    refused = of(staff).sets(typed)
    assert refused.refused
    assert {label: refused.page.field(label).value for label in typed} == typed
    assert refused.page.field("网上报名截至时间").error
