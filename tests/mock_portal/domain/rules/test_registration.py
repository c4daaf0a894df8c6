"""Registration field by field: what is right, what is wrong, and that one wrong field is one message."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mock_portal.domain.registration import QUESTIONS, Registration
from mock_portal.domain.rules import Rules
from tests.mock_portal.world import resident_id

RULES = Rules()
TODAY = date(2023, 1, 5)
NUMBER = resident_id(1)


def a_registration(**overrides: Any) -> Registration:
    usual = Registration(
        username="zhangsan1",
        password="secret123",
        password_again="secret123",
        name="张三",
        name_again="张三",
        id_type="居民身份证",
        id_type_again="居民身份证",
        id_number=NUMBER,
        id_number_again=NUMBER,
        question=QUESTIONS[0],
        answer="北京市朝阳区",
    )
    return replace(usual, **overrides)


def of_foreigner(**overrides: Any) -> Registration:
    usual = {
        "id_type": "外国人永久居留身份证",
        "id_type_again": "外国人永久居留身份证",
        "id_number": "DEU110199001011",
        "id_number_again": "DEU110199001011",
        "nationality": "其他",
        "foreign_nationality": "德国",
    }
    return a_registration(**usual | overrides)


def named(name: str) -> Registration:
    return a_registration(name=name, name_again=name)


GOOD = {
    "usual": a_registration(),
    "all-told": a_registration(sex="男", birth_date="1985-01-01", nationality="中国"),
    "username-6": a_registration(username="abcdef"),
    "username-20": a_registration(username="a" * 20),
    "password-8": a_registration(password="abcdefg1", password_again="abcdefg1"),
    "password-20": a_registration(password="a1" * 10, password_again="a1" * 10),
    "small-x": a_registration(id_number="11010519491231002x", id_number_again="11010519491231002X"),
    "dotted-name": named("阿卜杜热合曼·买买提"),
    "name-20": named("阿" * 20),
    "rare-extension-a": named("㛃明"),
    "rare-extension-b": named("𪟝明"),
    "rare-extension-e": named("𬭎"),
    "pinyin-for-a-rare-character": named("王yan"),
    "latin-40": named("A" * 40),
    "latin-words": named("MARIE-LOUISE O'BRIEN"),
    "latin-umlaut": named("MÜLLER"),
    "foreigner": of_foreigner(),
    "answer-4": a_registration(answer="北京朝阳"),
    "answer-30": a_registration(answer="京" * 30),
}
BAD = {
    "username-5": ("username", a_registration(username="abcde")),
    "username-21": ("username", a_registration(username="a" * 21)),
    "username-blank": ("username", a_registration(username="abc def")),
    "username-chinese": ("username", a_registration(username="张三张三张三")),
    "username-as-a-number": ("username", a_registration(username=NUMBER)),
    "password-7": ("password", a_registration(password="abcdef1", password_again="abcdef1")),
    "password-21": ("password", a_registration(password="a1" * 10 + "b", password_again="a1" * 10 + "b")),
    "password-letters": ("password", a_registration(password="abcdefgh", password_again="abcdefgh")),
    "password-digits": ("password", a_registration(password="12345678", password_again="12345678")),
    "password-again-in-capitals": ("password_again", a_registration(password_again="SECRET123")),
    "name-empty": ("name", named("")),
    "name-with-digit": ("name", named("张三1")),
    "name-markup": ("name", named("<b>张三</b>")),
    "name-blank-between": ("name", named("张  三")),
    "name-wrong-dot": ("name", named("阿依•买买提")),
    "name-begins-with-dot": ("name", named("·买买提")),
    "name-21": ("name", named("阿" * 21)),
    "latin-41": ("name", named("A" * 41)),
    "name-again": ("name_again", a_registration(name_again="张四")),
    "type-missing": ("id_type", a_registration(id_type="", id_type_again="")),
    "type-invented": ("id_type", a_registration(id_type="学生证", id_type_again="学生证")),
    "type-again": ("id_type_again", a_registration(id_type_again="军人证件")),
    "number": ("id_number", a_registration(id_number="1", id_number_again="1")),
    "number-again": ("id_number_again", a_registration(id_number_again=resident_id(2))),
    "sex-of-another": ("sex", a_registration(sex="女")),
    "sex-invented": ("sex", a_registration(sex="x")),
    "birth-of-another": ("birth_date", a_registration(birth_date="1985-01-02")),
    "birth-no-date": ("birth_date", of_foreigner(birth_date="1985-02-30")),
    "birth-tomorrow": ("birth_date", of_foreigner(birth_date="2023-01-06")),
    "birth-before-1900": ("birth_date", of_foreigner(birth_date="1899-12-31")),
    "foreigner-chinese": ("nationality", of_foreigner(nationality="中国", foreign_nationality="")),
    "foreigner-open": ("nationality", of_foreigner(nationality="", foreign_nationality="")),
    "country-missing": ("foreign_nationality", of_foreigner(foreign_nationality="")),
    "country-markup": ("foreign_nationality", of_foreigner(foreign_nationality="<i>")),
    "resident-other": ("nationality", a_registration(nationality="其他", foreign_nationality="德国")),
    "question-missing": ("question", a_registration(question="")),
    "question-invented": ("question", a_registration(question="1+1=?")),
    "answer-3": ("answer", a_registration(answer="北京市")),
    "answer-31": ("answer", a_registration(answer="京" * 31)),
}


@pytest.mark.parametrize("form", GOOD.values(), ids=GOOD)
def test_a_right_registration_has_no_problem(form: Registration) -> None:
    assert RULES.registration_problems(form, TODAY) == {}


@pytest.mark.parametrize(("field", "form"), BAD.values(), ids=BAD)
def test_one_wrong_field_is_one_message_at_that_field(field: str, form: Registration) -> None:
    assert set(RULES.registration_problems(form, TODAY)) == {field}


def test_every_field_can_be_wrong() -> None:
    assert {field for field, _ in BAD.values()} == set(Registration.__slots__)


def test_the_nationality_follows_from_the_document_when_it_is_left_open() -> None:
    from mock_portal.domain.identity import IdType

    assert RULES.nationality_of(IdType.TAIWAN, "") == "中国"
    assert RULES.nationality_of(IdType.OVERSEAS_TALENT, "") == "其他"
