"""What the fields of single form pages mean together: city and institution, identity, title, education, years (R2.4.1-R2.4.6)."""

from collections.abc import Collection, Iterable
from datetime import date

from mock_portal.domain.case import Case, Person
from mock_portal.domain.catalogue.choices import EDUCATION_LEVELS
from mock_portal.domain.catalogue.sheet import PastExam, Sheet, read_date, read_month
from mock_portal.domain.catalogue.specialties import find_specialty
from mock_portal.domain.identity import IdType, birth_date_of, sex_of
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.employers import EmployerRules
from mock_portal.domain.rules.typed import TypedRules
from mock_portal.domain.terms import SUBJECTS

MOST_YEARS = 60
YOUNGEST_WORKER = 15


class PageRules(TypedRules, EmployerRules):
    """Decisions about the meaning of a page."""

    # 报名地市

    def institutions(self, case: Case, city: str) -> tuple[str, ...]:
        """The institutions that may be chosen in a city: active ones only (Q26)."""
        found = case.area.city(city)
        return found.open_institutions if found else ()

    def institution_refused(self, case: Case, city: str) -> Refusal | None:
        """A city without an institution cannot be enrolled in online, and the page says whom to ask (Q26)."""
        if not case.area.confirms_online or case.area.city(city) is None:
            return None
        return None if self.institutions(case, city) else refuse(Reason.NO_INSTITUTION)

    def institution_problem(self, sheet: Sheet) -> str:
        """The institution belongs to the chosen city (R2.4.1d, Q27)."""
        holds = sheet.text("institution") in self.institutions(sheet.case, sheet.text("city"))
        return "" if holds else "请选择所选报名地市的网上确认机构"

    # 基本信息

    def sex_problem(self, person: Person, sex: str) -> str:
        """性别 agrees with the 17th digit of an 18-digit number: odd for men (Q16)."""
        told = sex_of(IdType(person.id_type), person.id_number)
        return "" if sex == told or not told else "与证件号码不一致"

    def birth_date_problem(self, person: Person, text: str, today: date) -> str:
        """出生日期 lies in the past and agrees with an 18-digit number (Q16)."""
        born = read_date(text)
        if born is None or born > today:
            return "不能晚于今天"
        told = birth_date_of(IdType(person.id_type), person.id_number)
        return "" if born == told or not told else "与证件号码不一致"

    def foreign_nationality_problem(self, foreign: str) -> str:
        """国籍 “其他” needs the country in 外国人员国籍 (Q19)."""
        return "" if foreign else "国籍为“其他”时，请填写外国人员国籍"

    def id_expires_before_exam(self, case: Case, valid_to: str) -> bool:
        """Whether the prompt is due: strictly earlier than the first exam day, never with “长期” (R2.4.2.n1, Q60, Q61)."""
        last_day = read_date(valid_to)
        return last_day is not None and last_day < case.project.exam_date

    def expiry_advice(self) -> str:
        """What the prompt says: renew in time, and go on enrolling (R2.4.2.n1b, R2.4.2.n1c)."""
        return "证件有效截至日期早于考试日期，请及时更换证件，以免影响参加考试。本提示不影响报名。"

    # 报考信息

    def default_subjects(self, person: Person, specialty: str, past_exams: Iterable[PastExam]) -> tuple[str, ...]:
        """All subjects, or those not passed by somebody who sat the same specialty last year (R2.4.4b, R2.4.4c, Q56-Q59)."""
        for exam in past_exams:
            if self.is_history_of(exam, person, specialty):
                return tuple(subject for subject in SUBJECTS if subject not in exam.passed)
        return SUBJECTS

    def is_history_of(self, exam: PastExam, person: Person, specialty: str) -> bool:
        """Same name, same ID number, same specialty, and really sat (Q56, Q59)."""
        same_person = exam.name == person.name and exam.id_number == person.id_number
        return same_person and exam.specialty == specialty and exam.outcome == "sat"

    def resets_subjects(
        self,
        *,
        shown_for: str,
        specialty: str,
        ticks: Collection[str],
        shown: Collection[str],
        default: Collection[str],
    ) -> bool:
        """Whether ticks made for one specialty give way to the defaults of another (Q55).

        Args:
            shown_for: the specialty whose default ticks the candidate saw, empty before one was chosen.
            specialty: the one now chosen.
            ticks: what was sent.
            shown: the default ticks of ``shown_for``.
            default: the default ticks of ``specialty``.
        """
        if not specialty or shown_for == specialty or set(ticks) == set(default):
            return False
        return bool(shown_for) or set(shown) != set(default)

    def specialty_problem(self, level: str, code: str) -> str:
        """报考专业 belongs to the chosen 报考级别."""
        specialty = find_specialty(code)
        return "" if specialty and specialty.level == level else "所选报考专业不属于所选报考级别，请重新选择"

    def title_date_problem(self, text: str, *, today: date, born: date | None) -> str:
        """现有技术资格取得时间: mandatory, after birth, not in the future (R2.4.4f); void where the title is 无."""
        if not text:
            return "请填写现有技术资格取得时间"
        since = read_month(text)
        if since is None or since > today:
            return "不能晚于今天"
        return "应晚于出生日期" if born and since <= born else ""

    # 教育情况

    def highest_education_problem(self, highest: str, referred: str) -> str:
        """最高学历 is not below the education referred to."""
        if highest not in EDUCATION_LEVELS or referred not in EDUCATION_LEVELS:
            return ""
        below = EDUCATION_LEVELS.index(highest) < EDUCATION_LEVELS.index(referred)
        return "不能低于所选学历" if below else ""

    # 工作情况

    def years_problem(self, years: int, *, exam_date: date, born: date | None) -> str:
        """从事本专业年限: 0 to 60, and not before the age of 15 at the end of the year before the exam."""
        if not 0 <= years <= MOST_YEARS:
            return f"请填写0至{MOST_YEARS}之间的整数"
        if born is None:
            return ""
        age = exam_date.year - 1 - born.year
        most = max(0, age - YOUNGEST_WORKER)
        return "" if years <= most else f"与年龄不符，最多可填{most}年"
