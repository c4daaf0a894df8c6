"""Why a scenario failed is told in few words, however much was compared."""

from scenarios.page.page import Page
from scenarios.runner.failure import LONGEST_HEADLINE, Failure


def test_a_headline_is_the_first_line_and_no_longer_than_a_person_reads() -> None:
    photos = f"assert {'a' * 900} == {'b' * 900}"

    assert Failure("\n  one\ntwo").headline == "one"
    assert Failure(f"{photos}\nmore").headline == f"{photos[: LONGEST_HEADLINE - 1]}…"
    assert Failure(photos).words == photos


def test_a_page_in_a_comparison_says_where_it_stands_and_not_what_it_holds() -> None:
    page = Page("<!doctype html><title>教育情况</title><h1>教育情况</h1>", "http://portal/pages/education", 422)

    assert "doctype" not in repr(page)
    assert "http://portal/pages/education" in repr(page)
