"""Registration: every kind of document, every wrong number, names of every kind, one account per person."""

from collections.abc import Callable

import pytest

from fixtures.people import Trait
from fixtures.people.mutations import MUTATIONS, Mutation, mutate
from fixtures.people.resident_id import check_character
from fixtures.published.choices import IdType, Nationality, Sex
from scenarios.actors import Candidate, Intruder, NationalCenter, Outcome, RegistrationPoint
from scenarios.actors.account_help import AccountDesk
from scenarios.cast import People
from scenarios.verifies import over_http, verifies

REGISTERED = {"用户名", "密码", "密码找回答案", "姓名", "证件号码", "外国人员国籍"}
TRAIT_OF = {
    "permit-wrong-letter": Trait.HONG_KONG_MACAO_PERMIT,
    "permit-7-digits": Trait.HONG_KONG_MACAO_PERMIT,
    "taiwan-permit-9-digits": Trait.TAIWAN_PERMIT,
    "foreign-id-2-letters": Trait.LATIN_NAME,
    "military-3-characters": Trait.MILITARY,
    "foreign-nationality-missing": Trait.LATIN_NAME,
}
WRONG_ANSWERS = [mutation for mutation in MUTATIONS.values() if mutation.label in REGISTERED]
WRONG_PERMITS = ("id-checksum-wrong", "id-impossible-date", "id-future-birth", "id-17-characters", "id-with-letter")
LONG_NAME = "阿卜杜外力江·买买提吐尔逊江·艾合买提江"  # of twenty characters, the most that a name has
RARE_NAME = "王𬭎𫖮"
ODD_NAMES = {
    "longest": LONG_NAME,
    "rare": RARE_NAME,
    "four-characters": "欧阳娜娜",
    "latin": "MARIA ANNA KOWALSKA",
    "minority": "古丽巴哈尔·阿不都热依木",
}


def ending_in_x(number: str) -> str:
    """A number of the same region and birthday that ends in X."""
    drafts = (f"{number[:14]}{(int(number[14:17]) + step) % 1000:03}" for step in range(1000))
    return next(first + "X" for first in drafts if check_character(first) == "X")


def of_february_3_and_female(number: str) -> str:
    """A number whose month and day, and whose digits before and for the sex, cannot be taken for one another."""
    first = f"{number[:10]}0203{number[14]}14"
    return first + check_character(first)


def mistaken(people: People, mutation: str, trait: Trait = Trait.HAN) -> Candidate:
    """Somebody with one thing wrong, whom the project admits all the same."""
    newcomer = people.newcomer(trait=trait)
    wrong = mutate(newcomer.profile, mutation)
    people.stage.admits([wrong.id_number] if wrong.id_number else [])
    newcomer.profile = wrong
    return newcomer


@verifies("R0.1a", "D19", "Q19")
@pytest.mark.parametrize("trait", list(Trait), ids=str)
def test_every_kind_of_person_registers_and_signs_in_by_both_names(people: People, trait: Trait) -> None:
    newcomer = people.newcomer(trait=trait)
    assert newcomer.registers().accepted
    assert newcomer.signs_in().accepted
    assert newcomer.sees_registered("姓名") == newcomer.profile.name
    assert newcomer.sees_registered("国籍") == newcomer.profile.nationality
    newcomer.signs_out()
    assert newcomer.signs_in_by_id_number().accepted


@verifies("R0.1a", "D19")
@pytest.mark.parametrize(("letter", "more"), [("H", ""), ("M", "01"), ("H", "99")])
@over_http
def test_travel_permits_have_a_letter_and_eight_or_ten_digits(people: People, letter: str, more: str) -> None:
    number = letter + people.profile().mobile[-8:] + more
    newcomer = people.newcomer(trait=Trait.HONG_KONG_MACAO_PERMIT, id_number=number)
    assert newcomer.registers(证件号码=number.lower()).accepted
    assert newcomer.signs_in_by_id_number().accepted


@verifies("R0.1a", "D19", "D27", "D28", "Q19")
@pytest.mark.parametrize("mutation", WRONG_ANSWERS, ids=lambda mutation: mutation.name)
@over_http
def test_a_wrong_answer_is_refused_beside_its_field_and_nothing_is_lost(people: People, mutation: Mutation) -> None:
    newcomer = mistaken(people, mutation.name, TRAIT_OF.get(mutation.name, Trait.HAN))
    assert newcomer.registers().refused
    assert newcomer.sees_complaint_at(mutation.label)
    assert newcomer.page.field("密码找回问题").chosen == (newcomer.profile.security_question,)
    who = newcomer.profile
    typed = {"用户名": who.username, "姓名": who.name, "证件号码": who.id_number}
    assert {label: newcomer.page.field(label).value for label in typed} == typed
    assert newcomer.signs_in().refused


@verifies("R0.1a")
@over_http
def test_a_security_answer_has_four_to_thirty_characters(newcomer: Candidate) -> None:
    assert newcomer.registers(密码找回答案="兰州市").refused
    assert newcomer.sees_complaint_at("密码找回答案")
    assert newcomer.registers(密码找回答案="兰" * 31).refused
    assert newcomer.sees_complaint_at("密码找回答案")
    assert newcomer.registers(密码找回答案="兰" * 30).accepted


@verifies("D19")
@pytest.mark.parametrize("mutation", WRONG_PERMITS)
def test_a_wrong_residence_permit_is_refused(people: People, mutation: str) -> None:
    newcomer = mistaken(people, mutation, Trait.RESIDENCE_PERMIT)
    assert newcomer.registers().refused
    assert newcomer.sees_complaint_at("证件号码")


@verifies("Q16", "D19")
@pytest.mark.parametrize("trait", [Trait.HAN, Trait.RESIDENCE_PERMIT], ids=str)
def test_sex_and_birth_date_agree_with_the_number_or_are_refused(people: People, trait: Trait) -> None:
    newcomer = people.newcomer(trait=trait)
    who = newcomer.profile
    other = Sex.FEMALE if who.sex is Sex.MALE else Sex.MALE
    assert newcomer.registers(性别=other).refused
    assert newcomer.sees_complaint_at("性别")
    assert newcomer.registers(出生日期=str(who.birth_date.replace(year=who.birth_date.year - 4, day=1))).refused
    assert newcomer.sees_complaint_at("出生日期")


@verifies("Q16", "R2.4.2a")
def test_sex_and_birth_date_are_taken_from_the_number(people: People) -> None:
    number = of_february_3_and_female(people.profile(trait=Trait.HAN).id_number)
    newcomer = people.newcomer(id_number=number, trait=Trait.HAN)
    assert newcomer.registers().accepted
    newcomer.signs_in()
    assert newcomer.sees_registered("性别") == "女"
    assert newcomer.sees_registered("出生日期") == f"{number[6:10]}-02-03"


@verifies("R0.1a", "Q53")
@pytest.mark.parametrize(
    ("label", "wrong"),
    [("二次输入姓名", "王"), ("二次输入证件号码", "11010519491231002X"), ("确认密码", "Another123")],
    ids=["name", "number", "password"],
)
def test_whoever_enters_something_else_the_second_time_is_refused(newcomer: Candidate, label: str, wrong: str) -> None:
    assert newcomer.registers(**{label: wrong}).refused
    assert newcomer.sees_complaint_at(label)
    assert newcomer.registers().accepted


@verifies("R0.1a")
def test_the_second_entry_minds_capital_letters_and_the_end_of_a_name(people: People) -> None:
    newcomer = people.newcomer(trait=Trait.LATIN_NAME)
    name = newcomer.profile.name
    assert newcomer.registers(二次输入姓名=name.swapcase()).refused
    assert newcomer.registers(二次输入姓名=name[:-1]).refused
    assert newcomer.registers(二次输入证件类型=IdType.MILITARY_ID).refused


@verifies("D19")
def test_the_number_of_a_residence_permit_is_no_resident_number(people: People) -> None:
    newcomer = people.newcomer(trait=Trait.RESIDENCE_PERMIT)
    resident = {"证件类型": IdType.RESIDENT_ID, "二次输入证件类型": IdType.RESIDENT_ID}
    assert newcomer.registers(**resident).refused
    assert newcomer.sees_complaint_at("证件号码")
    assert newcomer.registers().accepted


@verifies("Q19")
def test_holders_of_papers_for_foreigners_choose_other_and_name_their_country(people: People) -> None:
    newcomer = people.newcomer(trait=Trait.LATIN_NAME)
    assert newcomer.registers(国籍="中国", 外国人员国籍=None).refused
    assert newcomer.sees_complaint_at("国籍")
    assert newcomer.registers(外国人员国籍="").refused
    assert newcomer.registers().accepted
    newcomer.signs_in()
    assert newcomer.sees_registered("外国人员国籍") == newcomer.profile.foreign_nationality


@verifies("Q51", "D17", "D18")
def test_an_id_number_is_registered_once_in_whichever_case(people: People) -> None:
    number = ending_in_x(people.profile(trait=Trait.HAN).id_number)
    first, second = (people.newcomer(id_number=number, trait=Trait.HAN) for _ in range(2))
    assert first.registers().accepted
    assert second.registers().refused_because("id-taken")
    small = {"证件号码": number.lower(), "二次输入证件号码": number.lower()}
    assert second.registers(**small).refused_because("id-taken")
    assert second.signs_in().refused


@verifies("R0.1a", "D19", "Q42")
def test_a_small_x_registers_and_is_the_same_number(people: People) -> None:
    number = ending_in_x(people.profile(trait=Trait.HAN).id_number)
    newcomer = people.newcomer(id_number=number, trait=Trait.HAN)
    assert newcomer.registers(证件号码=number.lower()).accepted
    assert newcomer.signs_in(number).accepted
    assert newcomer.sees_registered("证件号码") == number


@verifies("R0.1a")
def test_a_user_name_belongs_to_one_person_in_whichever_case(people: People) -> None:
    first, second = people.newcomer(), people.newcomer()
    first.beforehand.registers()
    assert second.registers(用户名=first.profile.username.upper()).refused_because("username-taken")
    assert second.page.field("姓名").value == second.profile.name
    assert second.registers().accepted


@verifies("Q43", "D17")
@pytest.mark.parametrize("trait", [Trait.HAN, Trait.TAIWAN_PERMIT, Trait.HONG_KONG_MACAO_PERMIT], ids=str)
def test_nobody_can_pass_for_another_by_taking_an_id_number_as_user_name(people: People, trait: Trait) -> None:
    owner, impostor = people.newcomer(trait=trait), people.newcomer()
    owner.beforehand.registers()
    impostor.registers(用户名=owner.profile.id_number)
    impostor.signs_in(owner.profile.id_number)
    assert not impostor.is_signed_in()
    assert owner.signs_in_by_id_number().accepted
    assert owner.sees_registered("证件号码") == owner.profile.id_number


@verifies("R1.1a", "Q43")
@pytest.mark.parametrize("trait", [Trait.MILITARY, Trait.OVERSEAS_TALENT], ids=str)
def test_nobody_is_shut_out_by_a_number_that_reads_like_their_user_name(people: People, trait: Trait) -> None:
    owner = people.newcomer()
    owner.beforehand.registers()
    impostor = people.newcomer(trait=trait, id_number=owner.profile.username.upper())
    impostor.registers()
    assert owner.signs_in().accepted
    assert owner.sees_registered("证件号码") == owner.profile.id_number


@verifies("D16", "R0.1a")
@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
@over_http
def test_every_name_stands_as_it_was_given_on_page_and_in_the_header(people: People, name: str) -> None:
    newcomer = people.newcomer(name=name, trait=Trait.HAN)
    assert newcomer.registers().accepted
    newcomer.signs_in()
    assert newcomer.page.says(name)
    assert newcomer.sees_registered("姓名") == name


@verifies("D16")
@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
@over_http
def test_every_name_reaches_the_printed_form_the_desk_and_the_file_of_records(
    people: People, registration_point: RegistrationPoint, center: NationalCenter, name: str
) -> None:
    candidate = people.candidate(name=name, trait=Trait.HAN)
    form = candidate.beforehand.submits_and_prints()
    assert name in form.text.replace("\n", "")
    assert registration_point.confirms(form).accepted
    assert name in {row["姓名"] for row in center.sees_records()}
    assert candidate.page.says(name)


@verifies("D16", "D20")
@pytest.mark.parametrize("dot", ["•", "・", ".", "‧"], ids=["bullet", "katakana", "full-stop", "hyphenation"])
@over_http
def test_other_dots_are_refused_with_advice_which_one_to_use(people: People, dot: str) -> None:
    newcomer = people.newcomer(name=f"买买提{dot}艾力", trait=Trait.HAN)
    assert newcomer.registers().refused
    assert "·" in newcomer.sees_complaint_at("姓名")


@verifies("D27", "D16")
@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "' OR 1=1 --", "王%00芳", "{{7*7}}", "王\u202e芳", "\ud7ff" * 3, "王" * 5000],
    ids=["script", "sql", "null", "template", "bidi", "unassigned", "huge"],
)
@over_http
def test_hostile_text_is_refused_and_comes_back_as_text(newcomer: Candidate, hostile: str) -> None:
    assert newcomer.registers(姓名=hostile, 二次输入姓名=hostile).refused
    assert newcomer.sees_complaint_at("姓名")
    assert newcomer.page.field("姓名").value == hostile
    assert newcomer.page.status < 500
    assert "<script>alert" not in newcomer.page.html


@verifies("D27")
@pytest.mark.parametrize("body", [b"\xff\xfe=\xc3\x28", b"name=%ff%fe&id_number=%c3%28", b"a" * 100_000, b""])
@over_http
def test_bytes_that_are_no_text_break_nothing(intruder: Intruder, newcomer: Candidate, body: bytes) -> None:
    newcomer.goes_to("register")
    answer = intruder.asks("POST", "register", as_=newcomer, content=("application/x-www-form-urlencoded", body))
    assert answer.denied
    assert not answer.broke


@verifies("Q51", "D17")
def test_a_false_registration_is_removed_by_the_site_and_the_owner_registers(
    people: People, account_desk: AccountDesk
) -> None:
    owner = people.newcomer(trait=Trait.HAN)
    impostor = people.newcomer(trait=Trait.HAN)
    impostor.becomes(**vars_of_identity(owner))
    assert impostor.beforehand.registers().accepted
    assert owner.registers().refused_because("id-taken")
    assert account_desk.deletes(owner.profile.id_number).accepted
    assert owner.registers().accepted
    assert impostor.signs_in().refused
    assert owner.signs_in().accepted


@verifies("Q51", "D17")
def test_a_false_registration_without_a_city_is_removed_by_any_site_of_its_province(
    people: People, distant_desk: AccountDesk
) -> None:
    squatter = people.candidate()
    squatter.beforehand.begins()
    assert distant_desk.deletes(squatter.profile.id_number).accepted
    assert squatter.signs_in().refused


def vars_of_identity(person: Candidate) -> dict[str, object]:
    """What an impostor copies from somebody's papers."""
    return {field: getattr(person.profile, field) for field in ("name", "id_type", "id_number", "sex", "birth_date")}


@verifies("Q53", "D16")
def test_the_site_corrects_a_name_and_the_candidate_sees_it(people: People, account_desk: AccountDesk) -> None:
    newcomer = people.newcomer(trait=Trait.HAN)
    newcomer.beforehand.registers()
    who = newcomer.profile
    assert account_desk.corrects(who.id_number, "<b>王</b>", who.id_type).refused
    assert account_desk.page.field("姓名").value == "<b>王</b>"
    assert account_desk.corrects(who.id_number, LONG_NAME, who.id_type).accepted
    newcomer.signs_in()
    assert newcomer.sees_registered("姓名") == LONG_NAME
    assert newcomer.sees_registered("证件号码") == who.id_number


@verifies("Q16", "Q19", "Q53")
def test_once_the_kind_of_document_is_right_its_number_tells_sex_birth_date_and_nationality(
    people: People, account_desk: AccountDesk
) -> None:
    newcomer = people.newcomer(trait=Trait.HAN)
    who = newcomer.profile
    (wrong_sex,) = {"男", "女"} - {who.sex}
    newcomer.becomes(id_type=IdType.OVERSEAS_TALENT_PERMIT, nationality=Nationality.OTHER, foreign_nationality="新加坡")
    assert newcomer.registers(性别=wrong_sex, 出生日期="1980-01-01").accepted
    assert account_desk.corrects(who.id_number, who.name, who.id_type).accepted
    newcomer.signs_in()
    assert newcomer.sees_registered("证件类型") == who.id_type
    assert newcomer.sees_registered("性别") == who.sex
    assert newcomer.sees_registered("出生日期") == who.birth_date.isoformat()
    assert newcomer.sees_registered("国籍") == who.nationality


@verifies("Q53", "D26")
def test_a_site_leaves_accounts_of_other_cities_alone(
    candidate: Candidate, account_desk: AccountDesk, distant_desk: AccountDesk, intruder: Intruder
) -> None:
    candidate.beforehand.submits()
    who = candidate.profile
    assert account_desk.looks_up(who.id_number).accepted
    the_account = {**intruder.named(id_number=who.id_number), **intruder.seen_on(account_desk.page)}
    assert distant_desk.looks_up(who.id_number).refused
    assert not distant_desk.page.says(who.name)
    another_name = {**the_account, **intruder.named(name="王更正", id_type=who.id_type)}
    assert intruder.posts("account_correction", another_name, distant_desk).denied
    assert intruder.posts("account_deletion", the_account, distant_desk).denied
    assert candidate.sees_registered("姓名") == who.name


@verifies("Q51", "D3")
def test_an_account_with_a_confirmed_enrollment_is_not_deleted(
    candidate: Candidate, account_desk: AccountDesk, confirms: Callable[[Candidate], Outcome]
) -> None:
    candidate.beforehand.submits()
    assert confirms(candidate).accepted
    assert account_desk.deletes(candidate.profile.id_number).refused_because("account-not-removable")
    assert candidate.sees_flow().shows("confirmed")


@verifies("Q52")
def test_an_account_is_cancelled_by_its_owner_before_enrolling(newcomer: Candidate, people: People) -> None:
    bystander = people.candidate()
    newcomer.beforehand.registers()
    newcomer.beforehand.signs_in()
    assert newcomer.cancels_account().accepted
    assert bystander.sees_educations()
    assert newcomer.signs_in().refused
    assert newcomer.registers().accepted


@verifies("Q52")
def test_an_account_with_enrollment_data_cannot_be_cancelled(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    assert candidate.cancels_account().refused_because("account-in-use")
    assert candidate.sees_flow().shows("draft")
