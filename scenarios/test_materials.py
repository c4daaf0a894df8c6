"""【上传材料】: what the area requires, what is taken and what is not, whose it is."""

from dataclasses import replace

from fixtures.documents import ScanFormat, a_scan, spoil
from fixtures.documents.materials import Material
from scenarios.actors import Candidate, ExamArea, Institution, Intruder
from scenarios.actors.registrant import attached
from scenarios.areas import AREAS, AreaType
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.verifies import not_verified, on_areas, verifies

ONLINE = on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)
IN_ONE = on_areas(AreaType.ONLINE_PAY)
KIND = "身份证件"
TWO_SCANS = (ScanFormat.PNG, ScanFormat.PDF)
MARKUP = "<b>"
FAR_TOO_MANY = 17 * 1024 * 1024  # bytes
HOSTILE = (
    *("empty", "truncated", "too-large", "decompression-bomb", "double-extension"),
    *(
        "gif-under-its-name",
        "bmp-under-its-name",
        "png-under-its-name",
        "html-under-its-name",
        "program-under-its-name",
    ),
)


@ONLINE
@verifies("R2.4.8a", "R2.4.8c", "Q69")
def test_each_required_kind_is_wanted_and_named(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    assert candidate.confirms_photo().page.heading == "上传材料"
    assert candidate.presses_submit().refused_because("materials-missing")
    assert [kind for kind in candidate.area.materials if kind not in " ".join(candidate.page.alerts)] == []


@ONLINE
@verifies("R2.4.8b", "R2.4.8c", "R2.4.8d", "Q69", "Q24")
def test_only_when_the_last_required_kind_is_there_can_one_submit(candidate: Candidate) -> None:
    candidate.beforehand.reaches_materials()
    *first, last = candidate.area.materials
    uploaded = [candidate.uploads(kind).accepted for kind in first]
    assert candidate.sees_flow().nodes["上传材料"] != "green"
    candidate.follows_node("上传材料")
    assert candidate.presses_submit().refused_because("materials-missing")
    assert last in " ".join(candidate.page.alerts)
    candidate.follows_node("上传材料")
    assert [*uploaded, candidate.uploads(last).accepted] == [True] * len(candidate.area.materials)
    assert candidate.presses_submit().accepted
    assert candidate.sees_flow().shows("submitted")


@ONLINE
@verifies("R2.4.8c", "R2.4.8d")
def test_what_was_submitted_names_the_scan_of_every_kind(candidate: Candidate) -> None:
    candidate.beforehand.submits()
    submitted = {kind: candidate.sees_submitted(kind) for kind in candidate.area.materials}
    assert submitted == {kind: candidate.scan_of(kind).filename for kind in candidate.area.materials}


@IN_ONE
@verifies("R2.4.8d", "Q48", "D12")
def test_a_page_of_checking_submits_no_other_scans_than_it_names(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.fills_in_everything()
    with_one = candidate.opens_submission()
    candidate.follows_node("上传材料")
    second = a_scan(candidate.profile, Material(KIND), ScanFormat.PDF)
    candidate.uploads(KIND, second)
    assert intruder.presses("提交报名信息", with_one, candidate).refused_because("changed-meanwhile")
    with_two = candidate.opens_submission()
    candidate.follows_node("上传材料")
    candidate.discards(second.filename)
    assert intruder.presses("提交报名信息", with_two, candidate).refused_because("changed-meanwhile")
    assert candidate.submits_again().accepted


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("R2.4.8e", "R2.4.8f", "R2.4.8g")
def test_on_site_areas_ask_for_no_materials(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    assert candidate.confirms_photo().page.has_button("提交报名信息")
    assert "上传材料" not in candidate.sees_flow().nodes
    assert candidate.follows_node("提交信息").has_button("提交报名信息")


@IN_ONE
@verifies("R2.4.8c", "D21")
def test_scans_are_taken_as_jpeg_png_and_pdf(candidate: Candidate) -> None:
    candidate.beforehand.reaches_materials()
    scans = {scan: a_scan(candidate.profile, Material(KIND), scan) for scan in ScanFormat}
    assert candidate.uploads_that_are_taken(KIND, scans) == tuple(ScanFormat)


@IN_ONE
@verifies("R2.4.8c", "D27")
def test_nothing_is_taken_that_is_no_whole_scan(candidate: Candidate) -> None:
    candidate.beforehand.reaches_materials()
    scan = a_scan(candidate.profile, Material(KIND))
    hostile = {name: spoil(scan, name) for name in HOSTILE}
    assert candidate.beforehand.uploads_that_are_taken(KIND, hostile) == ()
    assert candidate.beforehand.uploads(KIND, hostile["truncated"]).refused_because("material-refused")
    assert candidate.beforehand.uploads(KIND).accepted


@IN_ONE
@verifies("D27")
def test_markup_in_the_name_of_a_file_is_no_part_of_any_page(candidate: Candidate, institution: Institution) -> None:
    candidate.beforehand.reaches_materials()
    scan = replace(candidate.scans(Material(KIND)), filename=f"{MARKUP}证件.jpg")
    assert MARKUP not in candidate.uploads(KIND, scan).page.html
    for_all = [candidate.beforehand.uploads(kind).accepted for kind in candidate.area.materials if kind != KIND]
    assert all(for_all)
    assert candidate.submits_again().accepted
    assert MARKUP not in candidate.page.html
    assert MARKUP not in institution.opens(candidate.profile.name).page.html


@IN_ONE
@verifies("R2.4.8c")
def test_a_file_larger_than_any_form_may_be_is_refused_as_a_file(candidate: Candidate) -> None:
    candidate.beforehand.reaches_materials()
    scan = a_scan(candidate.profile, Material(KIND))
    huge = replace(scan, content=scan.content + bytes(FAR_TOO_MANY))
    assert candidate.beforehand.uploads(KIND, huge).refused_because("material-refused")


@IN_ONE
@verifies("R2.4.8c")
def test_no_more_files_of_a_kind_are_taken_than_the_area_wants(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.reaches_materials()
    page = candidate.beforehand.page
    candidate.beforehand.uploads(KIND, a_scan(candidate.profile, Material(KIND), ScanFormat.PNG))
    candidate.beforehand.uploads(KIND, a_scan(candidate.profile, Material(KIND), ScanFormat.PDF))
    scan = candidate.scan_of(KIND)
    answer = intruder.presses("上传", page, candidate, within=KIND, **{page.field("选择文件", KIND).name: scan})
    assert answer.refused_because("material-refused")


@IN_ONE
@verifies("R2.4.8c", "D3")
def test_of_two_scans_that_are_chosen_at_once_both_are_there(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.reaches_materials()
    page, scans = candidate.beforehand.page, [a_scan(candidate.profile, Material(KIND), scan) for scan in TWO_SCANS]
    chooser = page.finder.field("选择文件", KIND).first
    if not chooser.multiple:
        not_verified("only one file at a time can be chosen, which is allowed")
    sent = {chooser.name: [attached(scan) for scan in scans]}
    assert intruder.presses("上传", page, candidate, within=KIND, **sent).accepted
    candidate.follows_node("上传材料")
    assert [scan.filename for scan in scans if not candidate.page.has_link(scan.filename)] == []


@IN_ONE
@verifies("R2.4.8c", "D3")
def test_of_two_scans_of_a_kind_the_one_is_deleted_beside_which_one_has_pressed(candidate: Candidate) -> None:
    candidate.beforehand.reaches_materials()
    first, second = (a_scan(candidate.profile, Material(KIND), scan).filename for scan in TWO_SCANS)
    for scan in TWO_SCANS:
        candidate.uploads(KIND, a_scan(candidate.profile, Material(KIND), scan))
    assert candidate.discards(second).accepted
    assert (candidate.page.has_link(first), candidate.page.has_link(second)) == (True, False)


@IN_ONE
@verifies("R2.4.8c", "Q70")
def test_a_scan_that_is_sent_three_times_is_there_once(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.reaches_materials()
    page, scan = candidate.beforehand.page, candidate.scan_of(KIND)
    chooser = {page.field("选择文件", KIND).name: scan}
    answers = [intruder.presses("上传", page, candidate, within=KIND, **chooser) for _ in range(3)]
    assert all(answer.accepted for answer in answers)
    candidate.follows_node("上传材料")
    assert len([link for link in candidate.page.links if link.text == scan.filename]) == 1
    for_another_kind = candidate.uploads(candidate.area.materials[1], candidate.scans(Material(KIND)))
    candidate.follows_node("上传材料")
    assert len([link for link in candidate.page.links if link.text == scan.filename]) == 1 + for_another_kind.accepted


@ONLINE
@verifies("R3.1c", "R3.1d", "D12")
def test_a_page_left_open_takes_nothing_in_or_away_after_submission(
    candidate: Candidate, intruder: Intruder, stage: Stage
) -> None:
    candidate.beforehand.fills_in_everything()
    left_open = candidate.follows_node("上传材料")
    assert candidate.submits_again().accepted
    before, another = stage.records()[0]["revision"], candidate.scan_of(candidate.area.materials[1])
    chooser = {left_open.field("选择文件", KIND).name: another}
    assert intruder.presses("上传", left_open, candidate, within=KIND, **chooser).denied
    assert intruder.presses("删除", left_open, candidate, within=KIND).denied
    assert stage.records()[0]["revision"] == before


@IN_ONE
@verifies("D26", "D11", "R2.4.8c")
def test_other_candidates_can_neither_open_nor_delete_a_material_by_its_address(
    candidate: Candidate, people: People, intruder: Intruder
) -> None:
    candidate.beforehand.reaches_materials()
    candidate.uploads(KIND)
    address = candidate.sees_material(KIND)
    other = people.candidate()
    other.beforehand.reaches_materials()
    assert intruder.gets(address, candidate).body == candidate.scan_of(KIND).content
    assert intruder.gets(address, other).denied
    assert intruder.gets(address).denied
    sent_by_other = {name: other.page.carries(name) for name in (intruder.token_field, intruder.owner_field)}
    assert intruder.presses("删除", candidate.page, other, within=KIND, **sent_by_other).denied
    other.beforehand.changes_area(AREAS[AreaType.ON_SITE_PAY])
    assert intruder.gets(address, candidate).accepted


@IN_ONE
@verifies("R2.4.8c", "R2.4.8d")
def test_a_file_of_a_kind_that_the_area_has_renamed_is_seen_and_can_be_deleted(
    candidate: Candidate, exam_area: ExamArea
) -> None:
    candidate.beforehand.reaches_materials()
    candidate.uploads(KIND)
    assert exam_area.beforehand.sets({"证明材料": "居民身份证，必传，2个，2048KB"}).accepted
    candidate.follows_node("上传材料")
    assert candidate.discards(KIND).accepted
    candidate.uploads("居民身份证", candidate.scans(Material(KIND)))
    assert candidate.presses_submit().accepted
    assert candidate.sees_submitted("居民身份证")
    assert KIND not in candidate.page.facts
