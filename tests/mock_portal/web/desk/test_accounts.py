"""考生账号 at the site: what it may put right, and for whom."""

from collections.abc import Callable

import pytest

from mock_portal.domain.terms import Role, State
from mock_portal.portal import Portal
from mock_portal.store.accounts import find_person
from tests.mock_portal.browser import Browser
from tests.mock_portal.desks import a_submitted_enrollment
from tests.mock_portal.web.desk.screen import buttons, messages, refusal_of
from tests.mock_portal.world import an_account

At = Callable[..., Browser]
ENTRY = {
    "level": "硕士研究生",
    "school": "北京大学",
    "major": "内科学",
    "obtained_on": "2016-07-01",
    "certificate_no": "100011201602000001",
}


@pytest.fixture
def desk(at: At) -> Browser:
    """The site's desk for accounts."""
    return at(Role.SITE).open("/desk/accounts")


def test_a_name_is_corrected_upon_application(portal: Portal, project_id: int, desk: Browser) -> None:
    person = a_submitted_enrollment(portal, project_id).person

    desk.press("查询", id_number=person.id_number.lower()).press("保存更正", name="张铭")

    assert messages(desk) == ["考生账号信息已更正。"]
    with portal.reading() as tx:
        corrected = find_person(tx, person.id_number)
    assert corrected
    assert corrected.name == "张铭"


def test_a_name_that_is_none_is_named_and_stays_on_the_page(portal: Portal, desk: Browser) -> None:
    person = an_account(portal)

    desk.press("查询", id_number=person.id_number).press("保存更正", name="张3")

    assert desk.status == 422
    assert 'value="张3"' in desk.html


def test_an_entry_is_added_on_the_candidates_behalf(portal: Portal, desk: Browser) -> None:
    person = an_account(portal)

    desk.press("查询", id_number=person.id_number).follow("新增学历信息").press("提交", **ENTRY)  # type: ignore[arg-type]

    assert messages(desk) == ["已为考生添加学历学位信息。"]
    assert "北京大学" in desk.text


def test_a_false_registration_is_deleted_after_a_question(portal: Portal, desk: Browser) -> None:
    person = an_account(portal)

    desk.press("查询", id_number=person.id_number).follow("删除注册账号")
    assert "不可恢复" in desk.text
    desk.press("删除注册账号")

    assert messages(desk) == ["该注册账号已删除，本人可重新注册。"]
    with portal.reading() as tx:
        assert find_person(tx, person.id_number) is None


def test_an_account_with_a_confirmed_enrollment_stays(portal: Portal, project_id: int, desk: Browser) -> None:
    person = a_submitted_enrollment(portal, project_id, state=State.CONFIRMED).person

    desk.press("查询", id_number=person.id_number).follow("删除注册账号").press("删除注册账号")

    assert (refusal_of(desk), desk.status) == ("account-not-removable", 409)
    with portal.reading() as tx:
        assert find_person(tx, person.id_number)


def test_an_unknown_number_and_a_candidate_of_another_city_are_refused(
    portal: Portal, project_id: int, desk: Browser
) -> None:
    stranger = a_submitted_enrollment(portal, project_id, city="株洲市").person

    assert refusal_of(desk.press("查询", id_number="110101199003070038")) == "no-such-account"
    desk.open("/desk/accounts").press("查询", id_number=stranger.id_number)
    assert (refusal_of(desk), desk.status) == ("out-of-scope", 403)
    assert stranger.username not in desk.html


def test_the_area_has_no_business_with_accounts(at: At) -> None:
    assert refusal_of(at(Role.AREA).open("/desk/accounts")) == "forbidden"


@pytest.mark.parametrize("button", ["保存更正", "删除注册账号"])
def test_a_page_left_open_does_nothing_to_who_has_registered_the_number_since(
    portal: Portal, at: At, desk: Browser, button: str
) -> None:
    impostor = an_account(portal)
    left_open = at(Role.SITE, unit="另一窗口").open(f"/desk/accounts?id_number={impostor.id_number}")
    if button not in buttons(left_open):
        left_open.follow(button)
    desk.press("查询", id_number=impostor.id_number).follow("删除注册账号").press("删除注册账号")
    an_account(portal, username="rightful", name="章明")

    left_open.press(button)

    assert (refusal_of(left_open), left_open.status) == ("changed-meanwhile", 409)
    assert "rightful" in left_open.text
    with portal.reading() as tx:
        kept = find_person(tx, impostor.id_number)
    assert kept
    assert kept.name == "章明"
    assert messages(left_open.press(button))


def test_a_correction_does_not_take_back_unseen_what_another_desk_has_corrected(
    portal: Portal, at: At, desk: Browser
) -> None:
    person = an_account(portal)
    left_open = at(Role.SITE, unit="另一窗口").open(f"/desk/accounts?id_number={person.id_number}")
    desk.press("查询", id_number=person.id_number).press("保存更正", name="张铭")

    assert refusal_of(left_open.press("保存更正", name="章明")) == "changed-meanwhile"
    assert "张铭" in left_open.text
