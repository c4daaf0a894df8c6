"""What single fields of the form accept, at their boundaries and across them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from mock_portal.domain.calendar import BEIJING, Window
from mock_portal.domain.case import Case, Enrollment, Person, Project
from mock_portal.domain.catalogue.choices import EDUCATION_LEVELS
from mock_portal.domain.refusal import Reason
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import SUBJECTS, State
from tests.mock_portal.world import EXAM_DATE, REGISTRATION, TITLE, a_timetable, an_area, an_online_area

RULES = Rules()
BORN = date(1985, 1, 1)
TODAY = date(2023, 1, 5)
ZHANG = Person(1, "zhang", "张明", "居民身份证", "43010419850101101X", "", None, "中国")


@dataclass(frozen=True, slots=True)
class Exam:
    """A result of the year before."""

    name: str = "张明"
    id_number: str = ZHANG.id_number
    specialty: str = "303"
    outcome: str = "sat"
    passed: tuple[str, ...] = SUBJECTS[:1]


def a_case(*, online: bool = True) -> Case:
    project = Project(1, TITLE, REGISTRATION, EXAM_DATE)
    enrollment = Enrollment(1, 1, 1, State.DRAFT, "天津市", agreed=True)
    now = datetime(2023, 1, 5, 10, tzinfo=BEIJING)
    return Case(project, an_online_area() if online else an_area(), ZHANG, enrollment, now)


@pytest.mark.parametrize(
    ("exam", "ticks"),
    [
        pytest.param(Exam(), SUBJECTS[1:], id="history"),
        pytest.param(Exam(passed=()), SUBJECTS, id="nothing-passed"),
        pytest.param(Exam(passed=SUBJECTS), (), id="everything-passed"),
        pytest.param(Exam(passed=SUBJECTS[1:3]), (SUBJECTS[0], SUBJECTS[3]), id="order-kept"),
        pytest.param(Exam(name="张铭"), SUBJECTS, id="other-name"),
        pytest.param(Exam(id_number="11010519491231002X"), SUBJECTS, id="other-number"),
        pytest.param(Exam(specialty="304"), SUBJECTS, id="other-specialty"),
        pytest.param(Exam(outcome="absent"), SUBJECTS, id="absent"),
        pytest.param(Exam(outcome="disqualified"), SUBJECTS, id="disqualified"),
        pytest.param(Exam(outcome="not-held"), SUBJECTS, id="not-held"),
    ],
)
def test_default_ticks_follow_last_year_only_where_everything_matches(exam: Exam, ticks: tuple[str, ...]) -> None:
    assert RULES.default_subjects(ZHANG, "303", [exam]) == ticks


def test_one_result_among_several_is_found() -> None:
    assert RULES.default_subjects(ZHANG, "303", [Exam(specialty="304"), Exam()]) == SUBJECTS[1:]


ALL, REST = SUBJECTS, SUBJECTS[1:]


@pytest.mark.parametrize(
    ("shown_for", "ticks", "shown", "default", "resets"),
    [
        pytest.param("303", REST[:1], REST, REST, False, id="same-specialty"),
        pytest.param("", ALL, ALL, ALL, False, id="first-choice"),
        pytest.param("", ALL[:1], ALL, ALL, False, id="first-choice-with-fewer-ticks"),
        pytest.param("", ALL, ALL, REST, True, id="first-choice-with-history"),
        pytest.param("", REST, ALL, REST, False, id="already-as-default"),
        pytest.param("304", ALL[:1], ALL, ALL, True, id="changed-specialty"),
        pytest.param("304", ALL, ALL, ALL, False, id="changed-specialty-same-ticks"),
    ],
)
def test_ticks_give_way_to_the_defaults_of_another_specialty(
    shown_for: str, ticks: Sequence[str], shown: Sequence[str], default: Sequence[str], *, resets: bool
) -> None:
    answer = RULES.resets_subjects(shown_for=shown_for, specialty="303", ticks=ticks, shown=shown, default=default)
    assert answer is resets


def test_ticks_wait_for_a_specialty() -> None:
    assert not RULES.resets_subjects(shown_for="303", specialty="", ticks=(), shown=REST, default=ALL)


@pytest.mark.parametrize(
    ("last_day", "prompts"),
    [("2023-04-14", True), ("2023-04-15", False), ("2023-04-16", False), ("2020-01-01", True), ("", False)],
)
def test_the_prompt_is_due_strictly_before_the_first_exam_day(last_day: str, *, prompts: bool) -> None:
    assert RULES.id_expires_before_exam(a_case(), last_day) is prompts


@pytest.mark.parametrize(
    ("text", "holds"),
    [("", True), ("410000", True), ("41000", False), ("4100000", False), ("41000a", False), ("４１００００", False)],
)
def test_a_postcode_has_six_plain_digits_or_none(text: str, *, holds: bool) -> None:
    assert (RULES.postcode_problem(text) == "") is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("", True),
        ("13812345678", True),
        ("19912345678", True),
        ("12812345678", False),
        ("1381234567", False),
        ("１3812345678", False),
    ],
)
def test_a_mobile_number_is_one_of_the_mainland_or_none(text: str, *, holds: bool) -> None:
    assert (RULES.mobile_problem(text) == "") is holds


@pytest.mark.parametrize(
    ("years", "holds"),
    [(0, True), (22, True), (23, False), (60, False), (61, False)],
    ids=["none", "since-fifteen", "since-fourteen", "sixty", "beyond-sixty"],
)
def test_years_of_work_fit_the_age_at_the_end_of_the_year_before(years: int, *, holds: bool) -> None:
    assert (RULES.years_problem(years, exam_date=EXAM_DATE, born=BORN) == "") is holds


@pytest.mark.parametrize(
    ("month", "holds"),
    [("2015-06", True), ("2023-01", True), ("2023-02", False), ("1985-01", False), ("1985-02", True), ("", False)],
)
def test_a_title_was_obtained_after_birth_and_not_in_the_future(month: str, *, holds: bool) -> None:
    assert (RULES.title_date_problem(month, today=TODAY, born=BORN) == "") is holds


@pytest.mark.parametrize("highest", EDUCATION_LEVELS)
def test_the_highest_education_is_at_least_the_one_referred_to(highest: str) -> None:
    below = EDUCATION_LEVELS.index(highest) < EDUCATION_LEVELS.index("本科")
    assert bool(RULES.highest_education_problem(highest, "本科")) is below


@pytest.mark.parametrize(("sex", "holds"), [("男", True), ("女", False)])
def test_the_sex_agrees_with_the_number(sex: str, *, holds: bool) -> None:
    assert (RULES.sex_problem(ZHANG, sex) == "") is holds


def test_a_number_that_tells_nothing_lets_choose() -> None:
    soldier = replace(ZHANG, id_type="军人证件", id_number="军字第1234号")
    assert RULES.sex_problem(soldier, "女") == ""
    assert RULES.birth_date_problem(soldier, "1990-01-01", TODAY) == ""


@pytest.mark.parametrize(("day", "holds"), [("1985-01-01", True), ("1985-01-02", False), ("2023-01-06", False)])
def test_the_birth_date_agrees_with_the_number(day: str, *, holds: bool) -> None:
    assert (RULES.birth_date_problem(ZHANG, day, TODAY) == "") is holds


@pytest.mark.parametrize(("level", "holds"), [("中级", True), ("初级(师)", False), ("", False)])
def test_a_specialty_belongs_to_the_chosen_level(level: str, *, holds: bool) -> None:
    assert (RULES.specialty_problem(level, "303") == "") is holds


@pytest.mark.parametrize(("ticks", "holds"), [((), False), (SUBJECTS[:1], True), (SUBJECTS, True), (("英语",), False)])
def test_at_least_one_subject_of_the_four_is_chosen(ticks: tuple[str, ...], *, holds: bool) -> None:
    assert (RULES.ticks_problem(ticks) == "") is holds


@pytest.mark.parametrize(
    ("text", "lines", "holds"),
    [
        pytest.param("䶮𬭎㛃", False, True, id="rare-characters"),
        pytest.param("阿依古丽·买买提", False, True, id="middle-dot"),
        pytest.param("一" * 10, False, True, id="at-the-limit"),
        pytest.param("𬭎" * 10, False, True, id="rare-characters-at-the-limit"),
        pytest.param("一" * 11, False, False, id="beyond-the-limit"),
        pytest.param("甲\x00乙", False, False, id="control-character"),
        pytest.param("甲\u202e乙", False, False, id="turned-around"),
        pytest.param("甲\u200d乙", False, True, id="joined"),
        pytest.param("\u200b\ufeff", False, False, id="nothing-to-see"),
        pytest.param("\n", True, False, id="nothing-but-a-line-break"),
        pytest.param("", False, True, id="empty"),
        pytest.param("甲\n乙", False, False, id="line-break-in-a-line"),
        pytest.param("甲\n乙", True, True, id="line-break-in-an-area"),
    ],
)
def test_free_text_is_measured_in_characters_and_free_of_controls(text: str, *, lines: bool, holds: bool) -> None:
    assert (RULES.text_problem(text, 10, lines=lines) == "") is holds


REGISTER = {"a1": "北京协和医院", "a2": "武汉市第一医院"}


@pytest.mark.parametrize(
    ("typed", "chosen", "holds"),
    [
        pytest.param("北京协和医院", "a1", True, id="chosen"),
        pytest.param("北京协和", "a1", True, id="chosen-keyword-left-in-place"),
        pytest.param("北京协和医院", "", False, id="typed-but-not-chosen"),
        pytest.param("北京协和医院", "a2", False, id="another-one-chosen"),
        pytest.param("北京协和医院", "zz", False, id="unknown-id"),
        pytest.param("其它", "", True, id="other"),
        pytest.param("其他", "", False, id="other-misspelt"),
    ],
)
def test_an_employer_counts_when_it_was_chosen_from_the_list(typed: str, chosen: str, *, holds: bool) -> None:
    assert (RULES.employer_problem(typed, chosen, REGISTER) == "") is holds


@pytest.mark.parametrize(
    ("keyword", "found"),
    [
        ("北京协和医院", ["a1"]),
        ("京协和医", ["a1"]),
        ("北京医院", []),
        ("%", []),
        ("北京%医院", []),
        ("_" * 6, []),
    ],
)
def test_a_keyword_is_literally_a_part_of_the_full_name(keyword: str, found: list[str]) -> None:
    assert [employer_id for employer_id, _ in RULES.search(keyword, REGISTER)] == found


@pytest.mark.parametrize("keyword", ["", "院", "协和", "三院", "市一院"])
def test_abbreviations_are_no_keywords(keyword: str) -> None:
    assert "不能使用缩写、简称" in RULES.keyword_problem(keyword)


def test_only_active_institutions_of_the_city_can_be_chosen() -> None:
    assert RULES.institutions(a_case(), "和平区") == ("和平区卫生健康委",)
    assert RULES.institutions(a_case(), "长沙市") == ()


def test_on_site_areas_never_lack_an_institution() -> None:
    assert RULES.institution_refused(a_case(online=False), "长沙市") is None
    assert RULES.institution_refused(a_case(), "和平区") is None


def test_a_city_whose_institutions_are_all_closed_is_refused() -> None:
    case = a_case()
    closed = tuple(replace(city, institutions=()) for city in case.area.cities)
    refusal = RULES.institution_refused(replace(case, area=replace(case.area, cities=closed)), "和平区")
    assert refusal is not None
    assert refusal.reason is Reason.NO_INSTITUTION


def test_the_form_closes_with_registration_for_whoever_never_submitted() -> None:
    end = REGISTRATION.closes
    area = an_online_area(timetable=a_timetable(registration=Window(REGISTRATION.opens, end)))
    case = replace(a_case(), area=area)
    assert RULES.edit_refused(replace(case, now=end - timedelta(microseconds=1))) is None
    assert RULES.edit_refused(replace(case, now=end)) is not None
