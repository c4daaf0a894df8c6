"""The printed form as a desk reads it: text, code, QR picture, rare characters, more than one page."""

import re
from collections.abc import Sequence
from io import BytesIO

import pytest
from pypdf import PdfReader

from fixtures.people import Trait, a_candidate
from fixtures.printed_form import read_form
from mock_portal.domain.printed_form import Fact, FormContent, Section
from mock_portal.printing.form_printer import FormPrinter, FormToPrint
from mock_portal.printing.rare import is_rare, runs_of
from tests.mock_portal.world import TITLE, a_photo

NAMES = ("张明", "阿依古丽·买买提", "王䶮", "欧阳㛃", "李𬭎", "赵𪟝喆", "John Smith")


def a_form(facts: Sequence[Fact] = (("姓名", "张明"),), *, version: int = 1) -> FormToPrint:
    return FormToPrint(
        title=TITLE,
        version=version,
        code=f"ABCDEFGHJK{version:02d}",
        submitted_at="2023-01-05 10:00",
        content=FormContent((Section("基本信息", tuple(facts)),)),
        photo=a_photo(),
    )


def test_code_in_text_and_picture_are_the_same() -> None:
    read = read_form(FormPrinter().print_form(a_form(version=3)))
    assert read.verification_code == read.qr_code == "ABCDEFGHJK03"


@pytest.mark.parametrize("name", NAMES)
def test_every_name_can_be_read_from_the_form(name: str) -> None:
    assert read_form(FormPrinter().print_form(a_form([("姓名", name)]))).facts["姓名"] == name


@pytest.mark.parametrize("number", range(10))
def test_names_with_rare_characters_can_be_read(number: int) -> None:
    name = a_candidate(1, number, trait=Trait.RARE_CHARACTER).name
    assert read_form(FormPrinter().print_form(a_form([("姓名", name)]))).facts["姓名"] == name


def test_every_fact_stands_on_a_line_of_its_own() -> None:
    facts = [(f"项目{number}", f"内容{number}") for number in range(40)]
    read = read_form(FormPrinter().print_form(a_form(facts)))
    assert [read.facts[label] for label, _ in facts] == [words for _, words in facts]


def test_a_long_text_is_broken_into_lines_and_loses_nothing() -> None:
    history = "".join(f"第{number}学期学习内科学与诊断学；" for number in range(20))
    text = read_form(FormPrinter().print_form(a_form([("专业学习经历", history)]))).text
    assert f"专业学习经历：{history}" in re.sub(r"\s", "", text)


def test_a_form_too_long_for_one_page_goes_on_on_another() -> None:
    content = FormPrinter().print_form(a_form([(f"项目{n}", "内容") for n in range(80)]))
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    assert len(pages) == 2
    assert "项目79：内容" in pages[1]


def test_the_same_version_gives_the_same_bytes() -> None:
    assert FormPrinter().print_form(a_form()) == FormPrinter().print_form(a_form())


@pytest.mark.parametrize(
    ("letter", "rare"), [("张", False), ("A", False), ("·", False), ("䶮", True), ("㛃", True), ("𬭎", True)]
)
def test_rare_is_what_a_usual_font_lacks(letter: str, rare: bool) -> None:  # noqa: FBT001
    assert is_rare(letter) is rare


def test_a_line_is_parted_where_rare_characters_begin_and_end() -> None:
    assert [(run.text, run.rare) for run in runs_of("姓名：欧阳㛃𬭎·A")] == [
        ("姓名：欧阳", False),
        ("㛃𬭎", True),
        ("·A", False),
    ]
