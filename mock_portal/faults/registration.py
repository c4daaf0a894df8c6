"""Faults of registration: numbers, names, second entries, nationality, one account per person."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from unicodedata import normalize

from mock_portal.domain.identity import IdType, check_character
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.registration import Registration
from mock_portal.domain.rules import Rules
from mock_portal.faults import fault

EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
BASIC_PLANE = 0xFFFF


def resealed(number: str) -> str:
    """The number with the check character that would be right."""
    return number[:17] + check_character(number[:17]) if EIGHTEEN.fullmatch(number) else number


@fault("id-checksum-unchecked", "D19", "R0.1a")
class IdChecksumUnchecked(Rules):
    """A resident ID number with a wrong check character can be registered."""

    def id_number_problem(self, id_type: IdType, number: str, today: date) -> str:
        return super().id_number_problem(id_type, resealed(number) if id_type is IdType.RESIDENT else number, today)


@fault("permit-checksum-unchecked", "D19")
class PermitChecksumUnchecked(Rules):
    """Only of residence permits is the check character not checked."""

    def id_number_problem(self, id_type: IdType, number: str, today: date) -> str:
        permit = id_type is IdType.RESIDENCE_PERMIT
        return super().id_number_problem(id_type, resealed(number) if permit else number, today)


@fault("fifteen-digits-accepted", "D19")
class FifteenDigitsAccepted(Rules):
    """A resident ID number of the first generation, with 15 digits, can be registered."""

    def id_number_problem(self, id_type: IdType, number: str, today: date) -> str:
        old = id_type is IdType.RESIDENT and re.fullmatch(r"[0-9]{15}", number)
        return "" if old else super().id_number_problem(id_type, number, today)


@fault("id-of-the-unborn-accepted", "D19", "Q16")
class FutureBirthAccepted(Rules):
    """A number whose holder is not born yet can be registered."""

    def id_number_problem(self, id_type: IdType, number: str, today: date) -> str:  # noqa: ARG002  that is the fault
        return super().id_number_problem(id_type, number, date.max)


@fault("impossible-date-accepted", "D19")
class ImpossibleDateAccepted(Rules):
    """A number with a birth date like February 30 can be registered."""

    def id_number_problem(self, id_type: IdType, number: str, today: date) -> str:
        problem = super().id_number_problem(id_type, number, today)
        return "" if "出生日期不存在" in problem else problem


@fault("full-width-digits-accepted", "D19")
class FullWidthDigitsAccepted(Rules):
    """An ID number typed in full-width characters is stored as it is, and matches nothing later."""

    def id_number_problem(self, id_type: IdType, number: str, today: date) -> str:
        return super().id_number_problem(id_type, normalize("NFKC", number), today)


@fault("blanks-in-numbers-accepted", "D19")
class BlanksInNumbersAccepted(Rules):
    """An ID number with a blank in it is stored as it is."""

    def id_number_problem(self, id_type: IdType, number: str, today: date) -> str:
        return super().id_number_problem(id_type, number.replace(" ", ""), today)


@fault("other-papers-unchecked", "D19")
class OtherPapersUnchecked(Rules):
    """Only 18-digit numbers are checked; of other papers any number will do."""

    def id_number_problem(self, id_type: IdType, number: str, today: date) -> str:
        eighteen = id_type in {IdType.RESIDENT, IdType.RESIDENCE_PERMIT}
        return super().id_number_problem(id_type, number, today) if eighteen or not number else ""


@fault("long-permits-refused", "D19", "R0.1a")
class LongPermitsRefused(Rules):
    """Mainland travel permits are taken with 8 digits only; nobody with one of 10 can register."""

    def id_number_problem(self, id_type: IdType, number: str, today: date) -> str:
        long = id_type is IdType.HONG_KONG_MACAO and len(number) > 9  # noqa: PLR2004  a letter and 8 digits
        return "证件号码格式不正确" if long else super().id_number_problem(id_type, number, today)


@fault("small-x-refused", "D19", "R0.1a")
class SmallXRefused(Rules):
    """At registration a small x at the end of an ID number is taken for another character than X."""

    def registration_problems(self, form: Registration, today: date) -> Mapping[str, str]:
        problems = super().registration_problems(form, today)
        return {**problems, "id_number": "校验位不正确"} if form.id_number.endswith("x") else problems


@fault("sex-may-contradict-the-number", "Q16", "D19")
class SexMayContradictTheNumber(Rules):
    """A sex can be chosen that is not the one that the ID number tells."""

    def registered_sex_problem(self, id_type: IdType | None, number: str, sex: str) -> str:  # noqa: ARG002
        return ""


@fault("birth-date-may-contradict-the-number", "Q16", "D19")
class BirthDateMayContradictTheNumber(Rules):
    """A birth date can be given that is not the one that the ID number tells."""

    def registered_birth_date_problem(self, id_type: IdType | None, number: str, text: str, today: date) -> str:
        return "" if id_type else super().registered_birth_date_problem(id_type, number, text, today)


@fault("sex-read-from-the-wrong-digit", "Q16", "R2.4.2a")
class SexReadFromTheWrongDigit(Rules):
    """The sex is read from the last but two digit of the ID number."""

    def sex_told(self, id_type: IdType, number: str) -> str:
        told = super().sex_told(id_type, number)
        return ("男" if int(number[15]) % 2 else "女") if told else ""


@fault("birth-month-and-day-swapped", "Q16", "R2.4.2a")
class BirthMonthAndDaySwapped(Rules):
    """Month and day of the birth date are swapped where both readings are dates."""

    def birth_date_told(self, id_type: IdType, number: str) -> date | None:
        told = super().birth_date_told(id_type, number)
        return told.replace(month=told.day, day=told.month) if told and told.day <= 12 else told  # noqa: PLR2004


@fault("second-entry-without-case", "R0.1a")
class SecondEntryWithoutCase(Rules):
    """The second entry of a name may differ in small and capital letters."""

    def entries_agree(self, first: str, second: str) -> bool:
        return first.lower() == second.lower()


@fault("second-number-uncompared", "R0.1a", "Q53")
class SecondNumberUncompared(Rules):
    """The second entry of the ID number is asked for and thrown away."""

    def numbers_agree(self, first: str, second: str) -> bool:  # noqa: ARG002  that is the fault
        return True


@fault("second-entry-begins-alike", "R0.1a")
class SecondEntryBeginsAlike(Rules):
    """Of the second entry only as much is compared as was typed."""

    def entries_agree(self, first: str, second: str) -> bool:
        return bool(second) and first.startswith(second)


@fault("foreigners-need-no-country", "Q19")
class ForeignersNeedNoCountry(Rules):
    """With 国籍 其他 the country may be left out."""

    def registered_foreign_nationality_problem(self, nationality: str, country: str) -> str:
        return super().registered_foreign_nationality_problem(nationality, country) if country else ""


@fault("foreigners-may-be-chinese", "Q19")
class ForeignersMayBeChinese(Rules):
    """Holders of a permanent residence card may leave 国籍 at 中国."""

    def registered_nationality_problem(self, id_type: IdType | None, nationality: str) -> str:  # noqa: ARG002
        return ""


@fault("username-may-be-an-id-number", "Q43", "D17")
class UsernameMayBeAnIdNumber(Rules):
    """A user name can be somebody else's ID number, and then opens the wrong account."""

    def username_problem(self, username: str) -> str:
        problem = super().username_problem(username)
        return "" if "证件号码形式" in problem else problem

    def registration_refused(self, *, number_taken: bool, username_taken: bool) -> Refusal | None:  # noqa: ARG002
        return super().registration_refused(number_taken=number_taken, username_taken=False)

    def login_meant(self, found, typed):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201  as the healthy one
        by_name = next((login for login in found if login.username == typed.strip().lower()), None)
        return by_name or super().login_meant(found, typed)


@fault("small-x-registers-once-more", "Q51", "D18")
class SmallXRegistersOnceMore(Rules):
    """With a small x the same ID number can be registered a second time."""

    def number_kept(self, typed: str) -> str:
        return typed.strip()


@fault("middle-dot-refused", "D16", "R0.1a")
class MiddleDotRefused(Rules):
    """Names with “·” cannot be registered."""

    def name_problem(self, name: str) -> str:
        return "姓名只能包含汉字" if "·" in name else super().name_problem(name)


@fault("rare-characters-refused", "D16", "R0.1a")
class RareCharactersRefused(Rules):
    """Names with a character beyond the basic plane cannot be registered."""

    def name_problem(self, name: str) -> str:
        return (
            "姓名中有不支持的字符" if any(ord(letter) > BASIC_PLANE for letter in name) else super().name_problem(name)
        )


@fault("rare-characters-registered-as-marks", "D16")
class RareCharactersLost(Rules):
    """A rare character becomes a question mark, as in a database of another character set."""

    def name_kept(self, typed: str) -> str:
        return "".join(letter if ord(letter) <= BASIC_PLANE else "?" for letter in typed)


@fault("long-names-registered-cut", "D16")
class LongNamesCut(Rules):
    """Of a long minority name only the first ten characters are kept."""

    def name_kept(self, typed: str) -> str:
        return typed[:10]


@fault("middle-dot-exchanged", "D16", "D20")
class MiddleDotExchanged(Rules):
    """The dot in a minority name is kept as another dot, so that the name matches nothing."""

    def name_kept(self, typed: str) -> str:
        return typed.replace("·", "•")


@fault("number-may-be-a-user-name", "R1.1a", "Q43")
class NumberMayBeAUserName(Rules):
    """Who registers a number that reads like somebody's user name shuts that person out."""

    def number_refused(self, *, is_username: bool) -> Refusal | None:  # noqa: ARG002
        return None


@fault("twenty-one-letter-usernames", "R0.1a")
class LongUsernames(Rules):
    """A user name may be one character longer than it should be."""

    def username_problem(self, username: str) -> str:
        return super().username_problem(username[:20])


@fault("passwords-without-digits", "R0.1a", "D28")
class PasswordsWithoutDigits(Rules):
    """A password of letters alone is good enough."""

    def password_problem(self, password: str) -> str:
        return (
            super().password_problem(f"{password[:-1]}0") if password.isalpha() else super().password_problem(password)
        )


@fault("markup-in-names", "D27", "D16")
class MarkupInNames(Rules):
    """A name may hold anything, markup too."""

    def registration_problems(self, form: Registration, today: date) -> Mapping[str, str]:
        plain = re.sub(r"[<>/&;\"'=0-9]", "", form.name)
        same = form.name_again == form.name
        return super().registration_problems(replace(form, name=plain, name_again=plain) if same else form, today)


@fault("one-letter-answers", "R0.1a", "D29")
class OneLetterAnswers(Rules):
    """The answer that sets a new password may be a single character."""

    def answer_problem(self, answer: str) -> str:
        return "" if answer else super().answer_problem(answer)
