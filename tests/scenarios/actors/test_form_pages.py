"""A candidate fills in form pages in the order in which the portal comes to them, and knows which one lies open."""

from collections.abc import Sequence

import pytest

from fixtures.people import a_candidate
from scenarios.actors import Candidate
from scenarios.actors.answers import PAGE_TITLES, FormPage
from scenarios.areas import AREAS, AreaType
from scenarios.errors import TargetWrong
from scenarios.story import Story
from tests.scenarios.actors.small_portal import SmallPortal, a_form, a_target

CITY, IDENTITY, CONTACT, SPECIALTY, EDUCATION, EMPLOYMENT = (PAGE_TITLES[page] for page in FormPage)
FIELDS = {
    CITY: ("报名地市",),
    IDENTITY: ("民族",),
    CONTACT: ("地址", "邮编"),
    SPECIALTY: ("报考专业",),
    EDUCATION: ("学制",),
}


def portal_with(titles: Sequence[str]) -> SmallPortal:
    """Form pages that come one after the other, then the photo."""
    pages = [a_form(title, *FIELDS.get(title, ()), button="提交", to=f"/{n + 1}") for n, title in enumerate(titles)]
    pages.append("<h1>确认照片</h1>")
    numbered = {f"/{n}": page for n, page in enumerate(pages)}
    return SmallPortal(numbered, numbered)


def a_filler(titles: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> Candidate:
    person = Candidate(
        a_candidate(1, 1),
        a_target(first="/0", **{f"page_{page}": f"/{page}" for page in FormPage}),
        Story(),
        portal_with(titles),
    )
    person.lives_in(AREAS[AreaType.ON_SITE_PAY])
    monkeypatch.setattr(person, "picks_employer", lambda: None)
    person.goes_to("first")
    return person


def test_pages_are_filled_in_as_the_portal_comes_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    person = a_filler([SPECIALTY, IDENTITY, EMPLOYMENT, CITY, CONTACT, EDUCATION], monkeypatch)
    assert person.fills_in_all_pages().page.heading == "确认照片"


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        ([CITY, IDENTITY, CITY], f"expected the page {CONTACT} or .*, found {CITY}"),
        ([CITY, IDENTITY, CONTACT, SPECIALTY, EDUCATION], f"expected the page {EMPLOYMENT}, found 确认照片"),
    ],
    ids=["twice", "too-early-over"],
)
def test_a_portal_that_leaves_pages_out_is_told_which(
    titles: Sequence[str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(TargetWrong, match=words):
        a_filler(titles, monkeypatch).fills_in_all_pages()


def test_nobody_fills_in_another_page_than_the_one_that_lies_open(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TargetWrong, match=f"expected the page {IDENTITY}, found {CONTACT}"):
        a_filler([CONTACT], monkeypatch).fills_in(FormPage.IDENTITY)
