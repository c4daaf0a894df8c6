"""Whether the form pages of an enrollment hold, and what they refer to: asked before photo, submission and printing."""

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.domain.catalogue.fields import page_title
from mock_portal.domain.catalogue.sheet import FormFacts
from mock_portal.domain.rules import Rules
from mock_portal.reference.employers import registered_employers
from mock_portal.store.credentials import list_credentials


def form_facts(tx: Connection, case: Case, rules: Rules) -> FormFacts:
    """The usable credentials that the pages refer to, fresh from the store, and the registered employers."""
    usable = filter(rules.credential_usable, list_credentials(tx, case.person.id))
    return FormFacts(credentials=tuple(usable), employers=registered_employers())


def first_incomplete(tx: Connection, case: Case, rules: Rules) -> str | None:
    """Title of the first page that does not hold; None when all do."""
    page = rules.first_invalid_page(case, form_facts(tx, case, rules))
    return page_title(page) if page else None
