"""Acts that come while another is not yet over decide upon what that one leaves behind; on PostgreSQL, where readers wait for nobody."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mock_portal.domain.area import Area
from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Confirmation, Event, Role, State
from mock_portal.domain.wechat import Purpose
from mock_portal.portal import Portal
from mock_portal.store.accounts import lock_account
from mock_portal.store.submissions import find_submission
from mock_portal.use_cases.account_help import AccountView, correct_account, delete_account, find_account
from mock_portal.use_cases.area_change import change_area
from mock_portal.use_cases.area_settings import SettingsPage, look_at_settings, save_settings
from mock_portal.use_cases.confirmation import Form, confirm_form
from mock_portal.use_cases.entry import enter
from mock_portal.use_cases.review import review
from mock_portal.use_cases.submission import submit
from mock_portal.use_cases.wechat import claim, phone_confirms, show_ticket, unbind
from tests.mock_portal.at_once import made_to_wait
from tests.mock_portal.desks import a_desk, a_submitted_enrollment, sight_of
from tests.mock_portal.world import a_filled_enrollment, a_project, an_account, an_area, an_online_area

pytestmark = pytest.mark.postgres
DOCUMENTS = {"重要声明", "考生诚信考试承诺书"}


def reason(outcome: object) -> Reason | None:
    """Why it was refused; None if it was done."""
    return outcome.reason if isinstance(outcome, Refusal) else None


def seen_account(portal: Portal, site: Staff, person: Person) -> str:
    """What a desk knows of an account that it looks at now."""
    found = find_account(portal, site, person.id_number)
    assert isinstance(found, AccountView)
    return found.revision


def test_an_account_whose_enrollment_is_just_being_confirmed_is_not_deleted(postgres_portal: Portal) -> None:
    project = a_project(postgres_portal)
    site, point = a_desk(postgres_portal, project, Role.SITE), a_desk(postgres_portal, project, Role.POINT)
    filled = a_submitted_enrollment(postgres_portal, project)
    form = Form(filled.case(postgres_portal).enrollment.code or "", sight_of(postgres_portal, filled))
    number, seen = filled.person.id_number, seen_account(postgres_portal, site, filled.person)

    outcome = made_to_wait(
        postgres_portal,
        lambda portal: confirm_form(portal, point, form),
        lambda portal: delete_account(portal, site, number, revision=seen),
    )

    assert reason(outcome) is Reason.ACCOUNT_NOT_REMOVABLE
    assert filled.case(postgres_portal).state is State.CONFIRMED


def saving(portal: Portal, project: int, after: Callable[[Area], Area], **place: str) -> Callable[[Portal], object]:
    """The desk of an area changes the settings that it sees now."""
    desk = a_desk(portal, project, Role.AREA, **place)
    seen = look_at_settings(portal, desk)
    assert isinstance(seen, SettingsPage)
    return lambda portal: save_settings(portal, desk, after(seen.area), revision=seen.revision)


def other_mode(area: Area) -> Area:
    """The same area with the other manner of confirmation."""
    online, on_site = Confirmation.ONLINE, Confirmation.ON_SITE
    return replace(area, confirmation=on_site if area.confirms_online else online)


def test_the_manner_of_confirmation_is_fixed_by_who_is_just_entering(postgres_portal: Portal) -> None:
    person = an_account(postgres_portal)
    project = a_project(postgres_portal, admitted=[person])

    outcome = made_to_wait(
        postgres_portal,
        lambda portal: enter(portal, person, project, "湖南省", DOCUMENTS),
        saving(postgres_portal, project, other_mode),
    )

    assert reason(outcome) is Reason.CONFIRMATION_MODE_FIXED


def test_the_manner_of_confirmation_is_fixed_by_who_is_just_moving_there(postgres_portal: Portal) -> None:
    project = a_project(postgres_portal)
    filled = a_filled_enrollment(postgres_portal, project, an_account(postgres_portal))

    outcome = made_to_wait(
        postgres_portal,
        lambda portal: change_area(portal, filled.person, project, "天津市", filled.case(portal).enrollment.revision),
        saving(postgres_portal, project, other_mode, area="天津市"),
    )

    assert reason(outcome) is Reason.CONFIRMATION_MODE_FIXED


def test_payment_is_not_opened_for_who_is_just_being_approved_without(postgres_portal: Portal) -> None:
    area = an_area(online_payment=False)
    project = a_project(postgres_portal, areas=[area, an_online_area()])
    desk = a_desk(postgres_portal, project, Role.AREA)
    filled = a_submitted_enrollment(postgres_portal, project, area=area, state=State.SITE_PASSED)
    seen = sight_of(postgres_portal, filled)

    outcome = made_to_wait(
        postgres_portal,
        lambda portal: review(portal, desk, filled.enrollment_id, Event.PASS_AREA, seen),
        saving(postgres_portal, project, lambda area: replace(area, online_payment=True), unit="另一窗口"),
    )

    assert reason(outcome) is Reason.ONLINE_PAYMENT_FIXED


def test_who_submits_while_the_name_is_just_being_corrected_submits_the_corrected_one(postgres_portal: Portal) -> None:
    project = a_project(postgres_portal)
    site = a_desk(postgres_portal, project, Role.SITE)
    filled = a_filled_enrollment(postgres_portal, project, an_account(postgres_portal))
    person, revision = filled.person, filled.case(postgres_portal).enrollment.revision
    seen = seen_account(postgres_portal, site, person)

    version = made_to_wait(
        postgres_portal,
        lambda portal: correct_account(
            portal, site, person.id_number, name="章铭", id_type=person.id_type, revision=seen
        ),
        lambda portal: submit(portal, person, project, revision),
    )

    assert not isinstance(version, Refusal)
    with postgres_portal.reading() as tx:
        submitted = find_submission(tx, filled.enrollment_id, version)
    assert submitted is not None
    assert submitted.content.fact("姓名") == "章铭"


def test_a_phone_whose_wechat_is_just_being_unbound_opens_nothing(postgres_portal: Portal) -> None:
    person = an_account(postgres_portal)
    code = show_ticket(postgres_portal, "browser", Purpose.SIGN_IN).ticket

    made_to_wait(
        postgres_portal,
        lambda portal: unbind(portal, person),
        lambda portal: phone_confirms(portal, code, "wechat-1"),
    )

    assert reason(claim(postgres_portal, "browser", code, Purpose.SIGN_IN)) is Reason.WECHAT_UNBOUND


def test_an_account_is_deleted_while_a_phone_binds_a_wechat_to_it(postgres_portal: Portal) -> None:
    person = an_account(postgres_portal, wechat_openid=None)
    site = a_desk(postgres_portal, a_project(postgres_portal), Role.SITE)
    code, seen = (
        show_ticket(postgres_portal, "browser", Purpose.BIND, person),
        seen_account(postgres_portal, site, person),
    )

    def looks(portal: Portal) -> None:
        with portal.writing() as tx:
            lock_account(tx, person.id)

    def deletes(portal: Portal) -> None:
        assert delete_account(portal, site, person.id_number, revision=seen) is None

    answer = made_to_wait(
        postgres_portal, looks, lambda portal: phone_confirms(portal, code.ticket, "wechat-1"), deletes
    )

    assert reason(answer.refusal) is Reason.QR_DEAD
