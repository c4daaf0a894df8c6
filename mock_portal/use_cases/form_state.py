"""Whether the form pages of an enrollment hold, asked before photo and submission."""

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.domain.catalogue.fields import page_title
from mock_portal.domain.catalogue.sheet import FormFacts
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Page
from mock_portal.use_cases.form_pages import facts_of_page


def form_facts(tx: Connection, case: Case, rules: Rules) -> FormFacts:
    """What all pages together refer to, fresh from the store."""
    return facts_of_page(tx, rules, case, None)


def title_of(page: Page | None) -> str | None:
    """What a page is called on the screen; None for none."""
    return page_title(page) if page else None


def first_incomplete(tx: Connection, case: Case, rules: Rules) -> str | None:
    """Title of the first page that does not hold now; None when all do."""
    return title_of(rules.first_invalid_page(case, form_facts(tx, case, rules)))
