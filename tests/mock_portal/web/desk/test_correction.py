"""更正报考信息 at the site: a new version, a dead code, a new review; the scope and the reason are asked for."""

from collections.abc import Callable

import pytest

from mock_portal.domain.terms import Page, Role, State
from mock_portal.portal import Portal
from mock_portal.store.submissions import find_submission
from tests.mock_portal.browser import Browser
from tests.mock_portal.desks import a_submitted_enrollment, set_columns
from tests.mock_portal.web.desk.screen import messages, refusal_of
from tests.mock_portal.world import Filled

At = Callable[..., Browser]


@pytest.fixture
def filled(portal: Portal, project_id: int) -> Filled:
    """An approved enrollment of the desk's own city."""
    return a_submitted_enrollment(portal, project_id, state=State.APPROVED)


@pytest.fixture
def page(filled: Filled, at: At) -> Browser:
    """Its page of employment, open for correction."""
    return at(Role.SITE).open(f"/desk/site-review/{filled.enrollment_id}").follow("更正报考信息").follow("工作情况")


def test_a_correction_makes_a_new_version_that_must_be_reviewed_again(
    portal: Portal, filled: Filled, page: Browser
) -> None:
    page.press("保存更正", years="9", reason="从事年限有误")

    assert messages(page) == ["报考信息已更正，原报名表验证码作废，请重新审核。"]
    enrollment = filled.case(portal).enrollment
    assert (enrollment.state, enrollment.version) == (State.CONFIRMED, 2)
    assert enrollment.code not in {None, "CODE00000101"}
    assert enrollment.values(Page.EMPLOYMENT)["years"] == "9"


def test_both_versions_are_kept_and_the_audit_says_what_changed(portal: Portal, filled: Filled, page: Browser) -> None:
    page.press("保存更正", years="9", reason="从事年限有误").open(f"/desk/site-review/{filled.enrollment_id}")

    with portal.reading() as tx:
        versions = [find_submission(tx, filled.enrollment_id, number) for number in (1, 2)]
    assert [version.content.fact("从事本专业年限") for version in versions if version] == ["7", "9"]
    note = page.page.css("table")[-1].css("tbody td")[5].text()
    assert note == "从事年限有误\n从事本专业年限：7 → 9"


def test_a_correction_needs_a_reason(portal: Portal, filled: Filled, page: Browser) -> None:
    page.press("保存更正", years="9")

    assert (refusal_of(page), page.status) == ("reason-missing", 422)
    assert 'value="9"' in page.html
    assert filled.case(portal).enrollment.version == 1


def test_a_correction_is_checked_like_the_candidates_own_page(portal: Portal, filled: Filled, page: Browser) -> None:
    page.press("保存更正", years="99", reason="从事年限有误")

    assert page.status == 422
    assert "从事年限有误" in page.html
    assert filled.case(portal).enrollment.version == 1


def test_an_unlisted_employer_is_searched_for_before_it_is_corrected(page: Browser) -> None:
    page.press("检索", employer="第一人民医院", reason="单位有误")

    assert page.status == 200
    assert "第一人民医院" in page.page.css("fieldset.findings")[0].text()
    assert "单位有误" in page.html


def test_a_correction_upon_an_outdated_page_is_refused(portal: Portal, filled: Filled, page: Browser) -> None:
    set_columns(portal, filled, revision=8)

    page.press("保存更正", years="9", reason="从事年限有误")

    assert (refusal_of(page), page.status) == ("changed-meanwhile", 409)


def test_what_registration_fixes_cannot_be_corrected_here(portal: Portal, filled: Filled, page: Browser) -> None:
    page.open(f"/desk/site-review/{filled.enrollment_id}/correction/identity")
    page.press("保存更正", sex="女", health="一般或较弱", reason="健康状态有误")

    values = filled.case(portal).enrollment.values(Page.IDENTITY)
    assert values["health"] == "一般或较弱"
    assert values.get("sex") != "女"


@pytest.mark.parametrize("part", ["", "/employment"])
def test_a_site_corrects_nothing_outside_its_city(filled: Filled, at: At, part: str) -> None:
    stranger = at(Role.SITE, city="株洲市").open(f"/desk/site-review/{filled.enrollment_id}/correction{part}")

    assert (refusal_of(stranger), stranger.status) == ("not-found", 404)


def test_the_city_is_not_among_the_pages(filled: Filled, at: At) -> None:
    desk = at(Role.SITE).open(f"/desk/site-review/{filled.enrollment_id}/correction/city")

    assert desk.status == 404
