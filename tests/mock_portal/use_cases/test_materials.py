"""Materials put there, taken away and looked at (R2.4.8, R4.3b, Q20, D26)."""

import pytest

from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.terms import State
from mock_portal.material_checks import Upload
from mock_portal.portal import Portal
from mock_portal.use_cases.materials import MaterialDesk, discard, look_at_materials, own_material, upload
from tests.mock_portal.world import Filled, a_filled_enrollment, a_photo, a_project, an_account, an_online_area

SCAN = Upload("扫描件.jpg", a_photo())


def reason_of(answer: object) -> Reason | None:
    return answer.reason if isinstance(answer, Refusal) else None


@pytest.fixture
def filled(portal: Portal) -> Filled:
    """A draft of an online area with photo, before materials."""
    person = an_account(portal)
    return a_filled_enrollment(portal, a_project(portal, admitted=[person]), person, area=an_online_area())


def puts(portal: Portal, filled: Filled, *uploads: Upload, kind: str = "毕业证书") -> Refusal | None:
    return upload(portal, filled.person, filled.project_id, kind, uploads)


def desk_of(portal: Portal, filled: Filled) -> MaterialDesk:
    desk = look_at_materials(portal, filled.person, filled.project_id)
    assert isinstance(desk, MaterialDesk)
    return desk


def test_uploaded_files_are_there_and_no_longer_missing(portal: Portal, filled: Filled) -> None:
    assert desk_of(portal, filled).missing == ("毕业证书", "工作年限证明")
    assert puts(portal, filled, SCAN, Upload("第二页.jpg", a_photo(100))) is None
    desk = desk_of(portal, filled)
    assert [m.name for m in desk.of_kind("毕业证书")] == ["扫描件.jpg", "第二页.jpg"]
    assert desk.missing == ("工作年限证明",)


def test_of_several_files_all_are_taken_or_none(portal: Portal, filled: Filled) -> None:
    assert reason_of(puts(portal, filled, SCAN, Upload("空.jpg", b""))) is Reason.MATERIAL_REFUSED
    assert desk_of(portal, filled).materials == ()


def test_no_more_files_than_the_area_allows(portal: Portal, filled: Filled) -> None:
    assert puts(portal, filled, SCAN, SCAN) is None
    refusal = puts(portal, filled, Upload("第三页.jpg", a_photo(100)))
    assert refusal is not None
    assert "最多上传2个文件" in refusal.words


def test_what_is_there_already_is_not_put_there_again(portal: Portal, filled: Filled) -> None:
    for _ in range(3):
        assert puts(portal, filled, SCAN) is None
    assert [m.name for m in desk_of(portal, filled).materials] == ["扫描件.jpg"]


@pytest.mark.parametrize(
    ("kind", "uploads", "reason"),
    [("户口本", (SCAN,), Reason.NOT_FOUND), ("毕业证书", (), Reason.MATERIAL_REFUSED)],
    ids=["unknown kind", "no file"],
)
def test_only_kinds_of_the_area_and_real_files(
    portal: Portal, filled: Filled, kind: str, uploads: tuple[Upload, ...], reason: Reason
) -> None:
    assert reason_of(puts(portal, filled, *uploads, kind=kind)) is reason


def test_a_path_in_a_name_is_cut_off(portal: Portal, filled: Filled) -> None:
    assert puts(portal, filled, Upload("../../扫描件.jpg", a_photo())) is None
    assert [m.name for m in desk_of(portal, filled).materials] == ["扫描件.jpg"]


def test_a_file_can_be_looked_at_and_taken_away_by_its_owner_only(portal: Portal, filled: Filled) -> None:
    puts(portal, filled, SCAN)
    material = desk_of(portal, filled).materials[0]
    stranger = an_account(portal, 2)
    a_filled_enrollment(portal, filled.project_id, stranger, area=an_online_area())
    assert reason_of(own_material(portal, stranger, filled.project_id, material.id)) is Reason.NOT_FOUND
    assert reason_of(discard(portal, stranger, filled.project_id, material.id)) is Reason.NOT_FOUND
    stored = own_material(portal, filled.person, filled.project_id, material.id)
    assert not isinstance(stored, Refusal)
    assert (stored.content, stored.media_type) == (a_photo(), "image/jpeg")
    assert discard(portal, filled.person, filled.project_id, material.id) is None
    assert desk_of(portal, filled).materials == ()


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.DRAFT, None),
        (State.CONFIRM_REJECTED, None),
        (State.SUBMITTED, Reason.NOT_EDITABLE),
        (State.CONFIRMED, Reason.NOT_EDITABLE),
    ],
    ids=str,
)
def test_files_are_exchanged_before_submission_and_after_a_rejection(
    portal: Portal, state: State, reason: Reason | None
) -> None:
    person = an_account(portal)
    project = a_project(portal, admitted=[person])
    filled = a_filled_enrollment(portal, project, person, area=an_online_area(), state=state.value, version=1)
    assert reason_of(puts(portal, filled, SCAN)) is reason


def test_on_site_areas_take_no_materials(portal: Portal) -> None:
    person = an_account(portal)
    filled = a_filled_enrollment(portal, a_project(portal, admitted=[person]), person)
    assert reason_of(puts(portal, filled, SCAN)) is Reason.NO_MATERIALS_HERE


def test_an_upload_counts_as_a_change_of_the_enrollment(portal: Portal, filled: Filled) -> None:
    before = filled.case(portal).enrollment.revision
    puts(portal, filled, SCAN)
    assert filled.case(portal).enrollment.revision == before + 1
