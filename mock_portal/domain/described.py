"""A form page in words, label by label: what is shown for checking, printed on the form and read at a desk."""

from mock_portal.domain.case import Case
from mock_portal.domain.catalogue.choices import LONG_TERM
from mock_portal.domain.catalogue.fields import FieldSpec, Kind
from mock_portal.domain.catalogue.sheet import FormFacts, text_of, ticks_of
from mock_portal.domain.rules.forms import FormRules
from mock_portal.domain.terms import Page

Facts = tuple[tuple[str, str], ...]


def described(rules: FormRules, case: Case, page: Page, facts: FormFacts) -> Facts:
    """Label and words of every field of a page that says something; the identity page begins with the registered facts."""
    told = [(spec.label, _words(rules, case, page, spec, facts)) for spec in rules.asked_fields(case, page)]
    return (*_registered(case, page), *((label, words) for label, words in told if words))


def _registered(case: Case, page: Page) -> Facts:
    if page is not Page.IDENTITY:
        return ()
    person = case.person
    return (("姓名", person.name), ("证件类型", person.id_type), ("证件号码", person.id_number))


def _words(rules: FormRules, case: Case, page: Page, spec: FieldSpec, facts: FormFacts) -> str:
    values = case.enrollment.values(page)
    if fixed := rules.fixed_value(case, spec.name):
        return fixed
    if spec.kind is Kind.CHECKBOX:
        return ""
    if spec.kind is Kind.CHECKBOXES:
        return "、".join(ticks_of(values, spec.name))
    text = text_of(values, spec.name)
    if spec.name == "id_valid_to" and text_of(values, "id_long_term"):
        return LONG_TERM
    labels = {choice.value: choice.label for choice in rules.choices(case, spec, facts)}
    return labels.get(text, text)
