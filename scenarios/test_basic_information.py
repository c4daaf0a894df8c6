"""Basic information: what enrolling presupposes, the photo and every way to spoil one, entries of 学历 and 学位."""

from dataclasses import replace
from datetime import date

import pytest

from fixtures.documents import SPOILINGS, Document, a_photo, spoil
from fixtures.people import Degree, Education, Trait
from fixtures.published.choices import DegreeLevel, EducationLevel, Verification
from scenarios.actors import Candidate, answers
from scenarios.actors.account_help import AccountDesk
from scenarios.cast import People
from scenarios.verifies import needs, over_http, verifies

NAMED_SPOILINGS = sorted(SPOILINGS)
KIB = 1024


@pytest.fixture
def beginner(people: People) -> Candidate:
    """Somebody with an account, signed in, without any basic information."""
    return a_beginner(people)


def a_beginner(people: People, trait: Trait | None = None) -> Candidate:
    """Somebody of a certain kind, as far as a beginner has got."""
    newcomer = people.newcomer(trait=trait)
    newcomer.beforehand.registers()
    newcomer.beforehand.signs_in()
    return newcomer


def an_education(number: int, **differently: object) -> Education:
    """One of many entries, checked by 学信网 and found right."""
    entry = Education(
        EducationLevel.BACHELOR,
        "北京大学",
        "临床医学",
        date(2015, 7, 1),
        f"10001201505{number:06}",
        Verification.PASSED,
    )
    return replace(entry, **differently)  # type: ignore[arg-type]  # fields of an entry by name


@verifies("R0.1b")
def test_without_complete_basic_information_nobody_enrolls(beginner: Candidate) -> None:
    assert beginner.tries_to_enter().refused_because("basics-incomplete")


@verifies("R0.1b")
def test_without_photo_nobody_enrolls(beginner: Candidate) -> None:
    beginner.beforehand.adds_education(an_education(1))
    beginner.beforehand.completes_wechat()
    assert beginner.tries_to_enter().refused_because("basics-incomplete")
    assert beginner.page.says("基本照片")


@verifies("R0.1b")
def test_without_education_nobody_enrolls(beginner: Candidate) -> None:
    beginner.beforehand.uploads_photo()
    beginner.beforehand.completes_wechat()
    beginner.beforehand.adds_degree(
        Degree(DegreeLevel.BACHELOR, "北京大学", "医学", date(2015, 7, 1), "1000142015000123")
    )
    assert beginner.tries_to_enter().refused_because("basics-incomplete")
    assert beginner.page.says("学历信息")


@needs("wechat-simulator")
@verifies("R0.1b", "Q46")
def test_without_wechat_nobody_enrolls(beginner: Candidate) -> None:
    beginner.beforehand.uploads_photo()
    beginner.beforehand.adds_education(an_education(1))
    assert beginner.tries_to_enter().refused_because("basics-incomplete")
    assert beginner.page.says("微信绑定")


@needs("wechat-simulator")
@verifies("R0.1b", "R0.2a", "D15")
def test_photo_one_education_and_wechat_are_enough(beginner: Candidate) -> None:
    beginner.uploads_photo()
    beginner.adds_education(an_education(1))
    beginner.binds_wechat()
    assert beginner.enters_enrollment().has_field("所在省份")


@verifies("D21", "D27")
@pytest.mark.parametrize("spoiling", NAMED_SPOILINGS)
@over_http
def test_a_spoiled_photo_is_refused_or_taken_safely(beginner: Candidate, spoiling: str) -> None:
    beginner.beforehand.uploads_photo()
    right = beginner.sees_photo()
    outcome = beginner.uploads_photo(spoil(a_photo(beginner.profile), spoiling))
    assert outcome.page.status < 500
    assert outcome.refused or SPOILINGS[spoiling].tolerable
    assert outcome.accepted or beginner.sees_photo() == right


@verifies("D21")
@pytest.mark.parametrize(
    ("width", "height", "kib"), [(296, 414, 47), (480, 640, 51), (1200, 1600, 1500), (2400, 3000, 2500)]
)
@over_http
def test_a_right_photo_of_any_size_is_taken_whole(beginner: Candidate, width: int, height: int, kib: int) -> None:
    photo = a_photo(beginner.profile, width=width, height=height, min_kb=kib)
    assert beginner.uploads_photo(photo).accepted
    assert beginner.sees_photo() == photo.content


@verifies("D21")
@pytest.mark.parametrize("name", ["报名照片.JPG", "报名照片.jpeg", "张三报名照片(1).jpg", "报名照片 2023.JPEG"])
@over_http
def test_a_right_photo_is_taken_under_any_name_of_the_tool(beginner: Candidate, name: str) -> None:
    photo = a_photo(beginner.profile)
    assert beginner.uploads_photo(Document(name, photo.media_type, photo.content)).accepted


@verifies("D21")
@pytest.mark.parametrize(("width", "height"), [(295, 600), (600, 413), (295, 413)])
@over_http
def test_a_photo_must_be_larger_than_the_least_size_each_way(beginner: Candidate, width: int, height: int) -> None:
    photo = a_photo(beginner.profile, width=width, height=height, min_kb=60)
    assert beginner.uploads_photo(photo).refused_because("photo-refused")
    assert beginner.page.says("像素")


@verifies("Q68", "D21")
def test_a_photo_can_be_replaced_until_it_is_confirmed_in_an_enrollment(candidate: Candidate) -> None:
    other = a_photo(candidate.profile, width=600, height=800)
    assert candidate.uploads_photo(other).accepted
    candidate.beforehand.fills_in_everything()
    candidate.goes_to("photo")
    assert not candidate.page.has_button("上传")
    assert candidate.sees_photo() == other.content


@verifies("Q48", "R2.4.7c", "R2.4.7d")
def test_a_photo_that_was_not_shown_is_not_confirmed(candidate: Candidate) -> None:
    candidate.beforehand.reaches_photo()
    candidate.follows_node("确认照片")
    other = a_photo(candidate.profile, width=600, height=800)
    assert candidate.in_another_tab.uploads_photo(other).accepted
    assert candidate.confirms_photo().refused_because("changed-meanwhile")
    assert candidate.confirms_photo().accepted
    assert candidate.sees_photo_of_submission() == other.content


@verifies("Q68", "D21", "D33")
def test_a_confirmed_photo_cannot_be_replaced_by_a_page_that_lay_open(candidate: Candidate) -> None:
    early = candidate.at_another_computer()
    early.signs_in()
    early.goes_to("photo")
    candidate.beforehand.submits()
    before = candidate.sees_photo()
    attempt = early.presses_upload(a_photo(candidate.profile, width=600, height=800))
    assert attempt.refused_because("photo-fixed")
    assert candidate.sees_photo() == before


@verifies("Q62")
def test_five_entries_and_no_sixth(beginner: Candidate) -> None:
    degree = Degree(DegreeLevel.BACHELOR, "北京大学", "临床医学", date(2015, 7, 1), "1000142015000001")
    assert beginner.beforehand.adds_degree(degree).accepted
    assert [beginner.adds_education(an_education(number)).accepted for number in range(5)] == [True] * 5
    assert beginner.adds_education(an_education(6)).refused_because("too-many-credentials")
    assert len(beginner.sees_educations()) == 5


@verifies("Q62")
def test_the_same_entry_sent_twice_is_one_entry_and_a_corrected_one_another(beginner: Candidate) -> None:
    beginner.adds_education(an_education(1))
    beginner.adds_education(an_education(1))
    assert len(beginner.sees_educations()) == 1
    assert beginner.adds_education(an_education(1, graduated_on=date(2015, 6, 30))).accepted
    assert len(beginner.sees_educations()) == 2


@verifies("Q63", "Q62")
def test_after_five_entries_only_the_site_can_add_one(beginner: Candidate, account_desk: AccountDesk) -> None:
    for number in range(5):
        beginner.beforehand.adds_education(an_education(number, school="北京大雪"))
    assert beginner.adds_education(an_education(6)).refused_because("too-many-credentials")
    assert account_desk.adds_education(beginner.profile.id_number, an_education(6)).accepted
    added = [entry["核验状态"] for entry in beginner.sees_educations() if entry["毕业院校"] == "北京大学"]
    assert added == [Verification.PASSED]


@verifies("Q62")
@pytest.mark.parametrize(
    ("entry", "state", "usable"),
    [
        (an_education(1), "核验通过", True),
        (an_education(1, certificate_no="100012015050000099"), "核验未通过", True),
        (an_education(1, certificate_no="100012015050000098"), "未核验", False),
        (an_education(1, graduated_on=date(2001, 7, 1)), "未核验", True),
        (an_education(1, level=EducationLevel.COLLEGE), "未核验", True),
        (an_education(1, level=EducationLevel.SECONDARY), "未核验", True),
    ],
    ids=["passed", "failed", "waiting", "before-2002", "college", "secondary"],
)
@over_http
def test_what_may_be_used_depends_on_what_the_register_says(
    candidate: Candidate,
    entry: Education,
    state: str,
    usable: bool,  # noqa: FBT001  a column of the table above
) -> None:
    candidate.beforehand.adds_education(entry)
    assert candidate.sees_educations()[-1]["核验状态"] == state
    candidate.beforehand.begins()
    assert candidate.is_offered(entry) == usable


@verifies("Q62", "D19")
@pytest.mark.parametrize(
    ("wrong", "label"),
    [
        ({"graduated_on": date(2099, 7, 1)}, "毕业时间"),
        ({"school": ""}, "毕业院校"),
        ({"school": "学" * 101}, "毕业院校"),
        ({"major": ""}, "所学专业"),
        ({"certificate_no": ""}, "毕业证书编号"),
        ({"certificate_no": "1" * 41}, "毕业证书编号"),
    ],
    ids=["future", "no-school", "long-school", "no-major", "no-number", "long-number"],
)
@over_http
def test_a_wrong_entry_is_refused_beside_its_field_and_nothing_is_lost(
    beginner: Candidate, wrong: dict[str, object], label: str
) -> None:
    entry = an_education(1, **wrong)
    assert beginner.adds_education(entry).refused
    assert beginner.sees_complaint_at(label)
    typed = answers.credential(entry)
    assert {known: beginner.page.field(known).value for known in typed} == typed
    assert not beginner.sees_educations()


@verifies("Q62", "D19")
@over_http
def test_nobody_whose_number_tells_the_birth_date_has_graduated_before(people: People) -> None:
    beginner = a_beginner(people, Trait.HAN)
    assert beginner.adds_education(an_education(1, graduated_on=date(1901, 7, 1))).refused
    assert beginner.sees_complaint_at("毕业时间")


@verifies("D27", "D16")
@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>大学", "'; DROP TABLE account; --", "{{7*7}}大学", "𬭎大学·分校"]
)
@over_http
def test_hostile_text_in_an_entry_stays_text(beginner: Candidate, hostile: str) -> None:
    assert beginner.adds_education(an_education(1, school=hostile)).accepted
    assert beginner.sees_educations()[0]["毕业院校"] == hostile
    assert "<script>alert" not in beginner.page.html
