"""Registering an account, and cancelling it (P0, Q43, Q51, Q52); what a site puts right in one is in ``account_help``."""

from collections.abc import Mapping

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from mock_portal.domain.case import Person
from mock_portal.domain.identity import IdType, normal_form
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.registration import OTHER_NATIONALITY, Registration, date_of
from mock_portal.domain.rules import Rules
from mock_portal.passwords import hash_password
from mock_portal.portal import Portal
from mock_portal.store import accounts as store

Problems = Mapping[str, str]  # what is wrong with which field


def register(portal: Portal, form: Registration) -> int | Refusal | Problems:
    """Make an account and give its id; of two people who register one ID number at once, one is refused."""
    number = normal_form(form.id_number)
    with portal.reading() as tx:
        rules = portal.parts_of_person(tx, number).rules
        if problems := rules.registration_problems(form, portal.now().date()):
            return problems
        if refusal := _taken(portal, tx, form):
            return refusal
    new = _new_account(portal, rules, form)
    try:
        with portal.writing() as tx:
            return store.add_account(tx, new, portal.now())
    except IntegrityError:
        with portal.reading() as tx:
            return _taken(portal, tx, form) or refuse(Reason.ID_TAKEN)


def _taken(portal: Portal, tx: Connection, form: Registration) -> Refusal | None:
    rules = portal.parts_of_person(tx, normal_form(form.id_number)).rules
    number = rules.number_kept(form.id_number)
    return rules.registration_refused(
        number_taken=store.number_taken(tx, number),
        username_taken=store.username_taken(tx, form.username),
    ) or rules.number_refused(is_username=store.is_username(tx, number))


def _new_account(portal: Portal, rules: Rules, form: Registration) -> store.NewAccount:
    """What is stored; sex and birth date come from an 18-digit number where there is one (P0)."""
    id_type, number = IdType(form.id_type), rules.number_kept(form.id_number)
    cost, nationality = portal.settings.password_cost, rules.nationality_of(id_type, form.nationality)
    return store.NewAccount(
        username=form.username.lower(),
        name=rules.name_kept(form.name),
        id_type=id_type.value,
        id_number=number,
        password_hash=hash_password(cost, rules.password_that_counts(form.password)),
        sex=rules.sex_told(id_type, number) or form.sex,
        birth_date=rules.birth_date_told(id_type, number) or date_of(form.birth_date),
        nationality=nationality,
        foreign_nationality=form.foreign_nationality if nationality == OTHER_NATIONALITY else "",
        question=form.question,
        answer_hash=hash_password(cost, form.answer),
    )


def cancel(portal: Portal, person: Person) -> Refusal | None:
    """Take one's own account away, while nothing hangs on it (Q52)."""
    try:
        with portal.writing() as tx:
            store.lock_account(tx, person.id)
            rules = portal.parts_of_person(tx, person.id_number).rules
            if refusal := rules.cancellation_refused(store.overview(tx, person.id).enrollments):
                return refusal
            store.remove_account(tx, person.id)
    except IntegrityError:  # an enrollment was begun at the same moment
        return refuse(Reason.ACCOUNT_IN_USE)
    return None
