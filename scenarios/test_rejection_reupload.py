"""Path rejection-reupload: rejected with a reason, re-upload, pass; several rounds; a missed deadline is abandonment."""

from scenarios.actors import Candidate, Institution
from scenarios.areas import AreaType
from scenarios.control import Stage
from scenarios.process import is_a_no
from scenarios.verifies import on_areas, path, verifies

pytestmark = path("rejection-reupload")
ONLINE = on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)


@ONLINE
@verifies("R4.3a", "R4.3b", "R4.4a", "R4.4b", "Q20", "D22")
def test_a_rejected_candidate_uploads_again_and_passes(candidate: Candidate, institution: Institution) -> None:
    candidate.beforehand.submits()
    assert institution.rejects(candidate.profile.name, "毕业证书照片不清晰").accepted
    assert candidate.sees_flow().shows("confirm-rejected")
    assert candidate.sees_reason() == "毕业证书照片不清晰"
    assert is_a_no(candidate.sees_history()[-1])
    candidate.replaces_material("毕业证书")
    assert candidate.submits_again().accepted
    assert candidate.sees_flow().shows("submitted")
    assert institution.passes(candidate.profile.name).accepted
    assert candidate.sees_flow().shows("confirmed")


@ONLINE
@verifies("R4.3b", "Q20", "R3.1e")
def test_rejection_and_repair_may_go_several_rounds(candidate: Candidate, institution: Institution) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "缺少公章")
    candidate.beforehand.replaces_material("工作年限证明")
    candidate.beforehand.submits_again()
    institution.rejects(candidate.profile.name, "公章单位与填报单位不一致")
    assert candidate.sees_reason() == "公章单位与填报单位不一致"
    candidate.replaces_material("工作年限证明")
    candidate.submits_again()
    assert institution.passes(candidate.profile.name).accepted
    assert candidate.sees_flow().shows("confirmed")


@ONLINE
@verifies("R4.3b", "R4.3c", "Q2")
def test_who_does_not_repair_in_time_has_abandoned(
    candidate: Candidate, institution: Institution, stage: Stage
) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "身份证件不完整")
    stage.travels_to(stage.calendar.resubmission.closes)
    assert candidate.insists_on_submission().refused
    assert candidate.sees_flow().shows("abandoned")


@ONLINE
@verifies("R4.3b")
def test_a_repair_in_the_last_minute_is_in_time(candidate: Candidate, institution: Institution, stage: Stage) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "身份证件不完整")
    stage.stands_at(stage.calendar.resubmission.last_moment)
    candidate.replaces_material("身份证件")
    assert candidate.submits_again().accepted
    assert candidate.sees_flow().shows("submitted")


@ONLINE
@verifies("R4.3b", "Q20")
def test_a_rejection_needs_a_reason(candidate: Candidate, institution: Institution) -> None:
    candidate.beforehand.submits()
    assert institution.rejects(candidate.profile.name, "").refused_because("reason-missing")
    assert candidate.sees_flow().shows("submitted")


@ONLINE
@verifies("R4.3b", "Q20", "Q24")
def test_a_rejected_candidate_may_also_correct_what_was_filled_in(
    candidate: Candidate, institution: Institution
) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "单位名称与证明不一致")
    candidate.corrects(employer=None, other_employer="平凉市崆峒区柳湖镇中心卫生院新址")
    assert candidate.sees_flow().shows("confirm-rejected")
    assert candidate.submits_again().accepted
    assert candidate.sees_submitted("其它单位") == "平凉市崆峒区柳湖镇中心卫生院新址"
    assert candidate.sees_flow().shows("submitted")


@ONLINE
@verifies("R4.3a", "R4.3b")
def test_the_list_of_the_institution_follows_the_rounds(candidate: Candidate, institution: Institution) -> None:
    candidate.beforehand.submits()
    assert candidate.profile.name in institution.sees_queue()
    institution.rejects(candidate.profile.name, "缺少公章")
    assert candidate.profile.name not in institution.sees_queue()
    candidate.beforehand.replaces_material("工作年限证明")
    candidate.beforehand.submits_again()
    assert candidate.profile.name in institution.sees_queue()


@ONLINE
@verifies("Q21", "Q20")
def test_a_rejection_is_no_reason_to_withdraw(candidate: Candidate, institution: Institution) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "缺少公章")
    assert "撤回信息提交" not in candidate.sees_actions()
    assert candidate.insists_on_withdrawal().refused
    assert candidate.sees_flow().shows("confirm-rejected")


@ONLINE
@verifies("R4.3b", "Q20")
def test_whoever_is_refused_after_a_rejection_is_not_told_of_another_state(
    candidate: Candidate, institution: Institution
) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "缺少公章")
    refused = candidate.insists_on_withdrawal()
    assert refused.refused
    assert not [words for words in refused.page.alerts if "未提交报名信息" in words]
