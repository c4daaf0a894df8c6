"""Staff of the desks: engaging somebody, and signing in with user name and password."""

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Role
from mock_portal.parts import HEALTHY
from mock_portal.passwords import hash_password, password_matches
from mock_portal.portal import Portal
from mock_portal.settings import PasswordCost
from mock_portal.store.staff import add_staff_row, find_credentials, note_sign_in


def add_staff(
    portal: Portal,
    project_id: int,
    role: Role,
    *,
    username: str,
    password: str,
    name: str,
    area: str = "",
    city: str = "",
    unit: str = "",
) -> Staff:
    """Engage somebody for a desk of a project."""
    staff = Staff(0, project_id, role, name, area, city, unit)
    password_hash = hash_password(portal.settings.password_cost, password)
    with portal.writing() as tx:
        return replace(staff, id=add_staff_row(tx, staff, username, password_hash))


def check_sign_in(portal: Portal, username: str, password: str) -> Staff | Refusal:
    """Who signs in, or why nobody does; which of name and password was wrong is not told, nor by the time it takes."""
    rules, settings = HEALTHY.rules, portal.settings
    with portal.reading() as tx:
        found = find_credentials(tx, username)
    if found and (refusal := rules.desk_lock_refused(found.locked_until, portal.now())):
        return refusal
    matches = password_matches(found.password_hash if found else _nobody(settings.password_cost), password)
    return _settle(portal, username, right=matches) if found else refuse(Reason.WRONG_PASSWORD)


def _settle(portal: Portal, username: str, *, right: bool) -> Staff | Refusal:
    """Count what was tried. The lock is looked at again here, so that many guesses at once neither get in nor lift it."""
    rules, settings, now = HEALTHY.rules, portal.settings, portal.now()
    with portal.writing() as tx:
        found = find_credentials(tx, username, lock=True)
        if found is None:
            return refuse(Reason.WRONG_PASSWORD)
        if refusal := rules.desk_lock_refused(found.locked_until, now):
            return refusal
        if right:
            if found.failed_sign_ins:
                note_sign_in(tx, found.staff.id, failures=0, locked_until=None)
            return found.staff
        failures = found.failed_sign_ins + 1
        lasting = timedelta(seconds=settings.lock_seconds)
        locked = rules.desk_locked_until(failures, settings.failed_sign_ins, now, lasting)
        note_sign_in(tx, found.staff.id, failures=0 if locked else failures, locked_until=locked)
    return rules.desk_lock_refused(locked, now) or refuse(Reason.WRONG_PASSWORD)


@lru_cache(maxsize=4)
def _nobody(cost: PasswordCost) -> str:
    """A hash that no password has, so that an unknown user name costs as much as a wrong password."""
    return hash_password(cost, "")
