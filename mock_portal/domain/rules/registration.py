"""What a registration must look like, field by field (P0, E1, Q16, Q19, Q43)."""

import re
from collections.abc import Mapping
from datetime import date

from mock_portal.domain.identity import (
    OF_FOREIGNERS,
    IdType,
    birth_date_of,
    looks_like_a_number,
    normal_form,
    number_problem,
    sex_of,
)
from mock_portal.domain.registration import (
    CHINESE,
    NATIONALITIES,
    OTHER_NATIONALITY,
    QUESTIONS,
    SEXES,
    Registration,
    date_of,
)
from mock_portal.domain.rules.typed import TypedRules

USERNAME = re.compile(r"[0-9A-Za-z]{6,20}")
PASSWORD = re.compile(r"(?=.*[A-Za-z])(?=.*[0-9])[0-9A-Za-z]{8,20}")
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LATIN = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"
NAME = re.compile(rf"[{HAN}{LATIN}]+(?:[·' -][{HAN}{LATIN}]+)*")
FOREIGN_DOTS = re.compile(r"[•‧∙⋅・･．.]")
LONGEST_HAN_NAME, LONGEST_LATIN_NAME = 20, 40
SHORTEST_ANSWER, LONGEST_ANSWER = 4, 30
LONGEST_COUNTRY = 40
EARLIEST_BIRTH = date(1900, 1, 1)


def known_id_type(text: str) -> IdType | None:
    """The kind of document of that name."""
    return next((id_type for id_type in IdType if id_type == text), None)


class RegistrationRules(TypedRules):
    """One method for each field; each says in words what is wrong, or nothing."""

    def username_problem(self, username: str) -> str:
        """6 to 20 letters and digits that cannot be taken for an ID number (Q43)."""
        if not USERNAME.fullmatch(username):
            return "用户名应为 6 至 20 位字母或数字"
        return "用户名不能使用证件号码形式" if looks_like_a_number(username) else ""

    def password_problem(self, password: str) -> str:
        """8 to 20 letters and digits, at least one of each."""
        return "" if PASSWORD.fullmatch(password) else "密码应为 8 至 20 位，且同时包含字母和数字"

    def name_problem(self, name: str) -> str:
        """Han characters (rare ones included), latin letters, “·” (D16)."""
        if not name:
            return "请填写姓名"
        if FOREIGN_DOTS.search(name):
            return "姓名中的间隔号请使用“·”"
        if not NAME.fullmatch(name):
            return "姓名只能包含汉字、字母和“·”"
        longest = LONGEST_HAN_NAME if re.search(f"[{HAN}]", name) else LONGEST_LATIN_NAME
        return f"姓名不能超过 {longest} 个字" if len(name) > longest else ""

    def id_number_problem(self, id_type: IdType, number: str, today: date) -> str:
        """The rule of the document's kind; ``number`` is in its normal form."""
        return number_problem(id_type, number, today)

    def registered_sex_problem(self, id_type: IdType | None, number: str, sex: str) -> str:
        """May be left open; what is chosen must agree with an 18-digit number (Q16)."""
        if sex and sex not in SEXES:
            return "请从列表中选择性别"
        told = self.sex_told(id_type, number) if id_type else ""
        return "性别与证件号码不一致" if sex and told and sex != told else ""

    def registered_birth_date_problem(self, id_type: IdType | None, number: str, text: str, today: date) -> str:
        """May be left open; what is given must agree with an 18-digit number and lie in the past (Q16)."""
        if not text:
            return ""
        birth_date = date_of(text)
        if birth_date is None or birth_date < EARLIEST_BIRTH:
            return "出生日期不正确，请按“年-月-日”填写"
        if birth_date > today:
            return "出生日期不能晚于今天"
        told = self.birth_date_told(id_type, number) if id_type else None
        return "出生日期与证件号码不一致" if told and told != birth_date else ""

    def registered_nationality_problem(self, id_type: IdType | None, nationality: str) -> str:
        """Holders of the two documents for foreigners choose 其他, all others are 中国 or leave it open (Q19)."""
        if nationality and nationality not in NATIONALITIES:
            return "请从列表中选择国籍"
        if id_type in OF_FOREIGNERS and nationality != OTHER_NATIONALITY:
            return f"持{id_type}报名，国籍请选择“其他”"
        if id_type and id_type not in OF_FOREIGNERS and nationality == OTHER_NATIONALITY:
            return f"持{id_type}报名，国籍请选择“中国”"
        return ""

    def registered_foreign_nationality_problem(self, nationality: str, country: str) -> str:
        """Asked for with 国籍 = 其他 only (Q19)."""
        if nationality != OTHER_NATIONALITY:
            return ""
        if not country:
            return "请填写外国人员国籍"
        return "" if NAME.fullmatch(country) and len(country) <= LONGEST_COUNTRY else "请填写国家名称"

    def answer_problem(self, answer: str) -> str:
        """4 to 30 characters."""
        return "" if SHORTEST_ANSWER <= len(answer) <= LONGEST_ANSWER else "密码找回答案应为 4 至 30 个字"

    def nationality_of(self, id_type: IdType, nationality: str) -> str:
        """The nationality that counts when none was chosen."""
        return nationality or (OTHER_NATIONALITY if id_type in OF_FOREIGNERS else CHINESE)

    def sex_told(self, id_type: IdType, number: str) -> str:
        """The sex that a number tells, empty if it tells none."""
        return sex_of(id_type, number)

    def birth_date_told(self, id_type: IdType, number: str) -> date | None:
        """The birth date that a number tells, if it tells one."""
        return birth_date_of(id_type, number)

    def number_kept(self, typed: str) -> str:
        """The number under which an account is kept: one form, whichever way it was typed (Q51)."""
        return normal_form(typed)

    def name_kept(self, typed: str) -> str:
        """The name as it is kept: every character of it (D16)."""
        return typed

    def entries_agree(self, first: str, second: str) -> bool:
        """Whether somebody has entered the same twice."""
        return first == second

    def numbers_agree(self, first: str, second: str) -> bool:
        """The same for a number, whose letters may be small once and capital then."""
        return self.entries_agree(normal_form(first), normal_form(second))

    def registration_problems(self, form: Registration, today: date) -> Mapping[str, str]:
        """What is wrong with which field; empty if the registration can be taken."""
        id_type, number = known_id_type(form.id_type), normal_form(form.id_number)
        wrong_number = self.id_number_problem(id_type, number, today) if id_type else ""
        telling = None if wrong_number else id_type  # a wrong number tells nothing that other fields could contradict
        problems = {
            "username": self.username_problem(form.username),
            "password": self.password_problem(form.password),
            "password_again": "" if form.password_again == form.password else "两次输入的密码不一致",
            "name": self.name_problem(form.name),
            "name_again": "" if self.entries_agree(form.name, form.name_again) else "两次输入的姓名不一致",
            "id_type": "" if id_type else "请选择证件类型",
            "id_type_again": "" if self.entries_agree(form.id_type, form.id_type_again) else "两次选择的证件类型不一致",
            "id_number": wrong_number,
            "id_number_again": "" if self.numbers_agree(number, form.id_number_again) else "两次输入的证件号码不一致",
            "sex": self.registered_sex_problem(telling, number, form.sex),
            "birth_date": self.registered_birth_date_problem(telling, number, form.birth_date, today),
            "nationality": self.registered_nationality_problem(id_type, form.nationality),
            "foreign_nationality": self.registered_foreign_nationality_problem(
                form.nationality, form.foreign_nationality
            ),
            "question": "" if form.question in QUESTIONS else "请选择密码找回问题",
            "answer": self.answer_problem(form.answer),
        }
        return {field: words for field, words in problems.items() if words}
