"""Numbers of the seven documents: what is a number, what it tells, and what a person is told whose number is none."""

from datetime import date

import pytest

from mock_portal.domain.identity import (
    IdType,
    birth_date_of,
    check_character,
    looks_like_a_number,
    normal_form,
    number_problem,
    sex_of,
)

TODAY = date(2023, 1, 5)


def sealed(first_seventeen: str) -> str:
    return first_seventeen + check_character(first_seventeen)


RIGHT = {
    "example-of-the-standard-x": (IdType.RESIDENT, "11010519491231002X"),
    "example-of-the-standard-digit": (IdType.RESIDENT, "440524188001010014"),
    "leap-day": (IdType.RESIDENT, sealed("43010420000229101")),
    "born-today": (IdType.RESIDENT, sealed("43010420230105101")),
    "residence-permit-hong-kong": (IdType.RESIDENCE_PERMIT, sealed("81000019900101101")),
    "residence-permit-macao": (IdType.RESIDENCE_PERMIT, sealed("82000019900101101")),
    "residence-permit-taiwan": (IdType.RESIDENCE_PERMIT, sealed("83000019900101101")),
    "hong-kong-8": (IdType.HONG_KONG_MACAO, "H12345678"),
    "macao-10": (IdType.HONG_KONG_MACAO, "M1234567801"),
    "taiwan-8": (IdType.TAIWAN, "12345678"),
    "taiwan-10": (IdType.TAIWAN, "1234567801"),
    "foreign": (IdType.FOREIGN_PERMANENT, "DEU110199001011"[:15]),
    "military": (IdType.MILITARY, "军字第12345678号"),
    "military-shortest": (IdType.MILITARY, "军123"),
    "talent-longest": (IdType.OVERSEAS_TALENT, "A" * 30),
}
WRONG = {
    "empty": (IdType.RESIDENT, "", "请填写"),
    "wrong-check": (IdType.RESIDENT, "130402198207290622", "校验位"),
    "impossible-date": (IdType.RESIDENT, sealed("43010419990230101"), "不存在"),
    "no-leap-year": (IdType.RESIDENT, sealed("43010419000229101"), "不存在"),
    "born-tomorrow": (IdType.RESIDENT, sealed("43010420230106101"), "晚于今天"),
    "fifteen-digits": (IdType.RESIDENT, "430104850101101", "15 位"),
    "seventeen": (IdType.RESIDENT, "11010519491231002", "18 位"),
    "nineteen": (IdType.RESIDENT, "11010519491231002X0", "18 位"),
    "letter-inside": (IdType.RESIDENT, "1101051949A231002X", "18 位"),
    "blank-inside": (IdType.RESIDENT, "110105 19491231002X", "空格"),
    "wide-blank-inside": (IdType.RESIDENT, "110105\u300019491231002X", "空格"),
    "full-width": (IdType.RESIDENT, "１１０１０５１９４９１２３１００２Ｘ", "半角"),
    "arabic-digits": (IdType.RESIDENT, "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "18 位"),
    "permit-as-resident": (IdType.RESIDENT, sealed("81000019900101101"), "居住证"),
    "resident-as-permit": (IdType.RESIDENCE_PERMIT, "11010519491231002X", "810000"),
    "hong-kong-7": (IdType.HONG_KONG_MACAO, "H1234567", "H 或 M"),
    "hong-kong-9": (IdType.HONG_KONG_MACAO, "H123456789", "H 或 M"),
    "hong-kong-t": (IdType.HONG_KONG_MACAO, "T12345678", "H 或 M"),
    "taiwan-9": (IdType.TAIWAN, "123456789", "8 位或 10 位"),
    "foreign-2-letters": (IdType.FOREIGN_PERMANENT, "DE123456789012", "3 位字母"),
    "military-3": (IdType.MILITARY, "军12", "4 至 30"),
    "talent-31": (IdType.OVERSEAS_TALENT, "A" * 31, "4 至 30"),
    "military-markup": (IdType.MILITARY, "<B>123</B>", "4 至 30"),
}


@pytest.mark.parametrize(("id_type", "number"), RIGHT.values(), ids=RIGHT)
def test_a_right_number_has_no_problem(id_type: IdType, number: str) -> None:
    assert number_problem(id_type, number, TODAY) == ""


@pytest.mark.parametrize(("id_type", "number", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_number_is_told_what_is_wrong(id_type: IdType, number: str, words: str) -> None:
    assert words in number_problem(id_type, number, TODAY)


def test_every_kind_of_document_has_a_rule() -> None:
    assert {id_type for id_type, _ in RIGHT.values()} == set(IdType)


def test_the_normal_form_has_a_capital_x_and_no_blanks_around() -> None:
    assert normal_form(" 11010519491231002x\u3000") == "11010519491231002X"


@pytest.mark.parametrize(("number", "sex"), [("11010519491231002X", "女"), (sealed("43010419900101101"), "男")])
def test_the_seventeenth_digit_tells_the_sex(number: str, sex: str) -> None:
    assert sex_of(IdType.RESIDENT, number) == sex


def test_only_eighteen_digits_tell_birth_and_sex() -> None:
    assert birth_date_of(IdType.RESIDENT, "11010519491231002X") == date(1949, 12, 31)
    assert birth_date_of(IdType.MILITARY, "11010519491231002X") is None
    assert sex_of(IdType.TAIWAN, "12345678") == ""


@pytest.mark.parametrize(
    "text", ["11010519491231002x", "h12345678", "12345678", "1234567890", "123456789012345", "abc123456789012"]
)
def test_what_could_be_somebodys_number_is_recognised(text: str) -> None:
    assert looks_like_a_number(text)


@pytest.mark.parametrize("text", ["zhangsan", "123456789", "a12345678", "wang2023", "1234567"])
def test_other_names_are_no_numbers(text: str) -> None:
    assert not looks_like_a_number(text)
