"""The fixture that seats a candidate at the form pages."""

from typing import Any

import pytest

from mock_portal.domain.area import Area
from mock_portal.portal import Portal
from tests.mock_portal.web.enrollment.form_desk import BrowserOf, Desk, Sit
from tests.mock_portal.world import a_filled_enrollment, a_project, an_account, an_area


@pytest.fixture
def sit(portal: Portal, browser_of: BrowserOf) -> Sit:
    """A candidate at the form of an area: everything filled in, unless ``columns`` say otherwise."""

    def made(area: Area | None = None, *, account: dict[str, Any] | None = None, **columns: Any) -> Desk:
        area = area or an_area()
        person = an_account(portal, **(account or {}))
        project = a_project(portal, areas=[area], admitted=[person])
        filled = a_filled_enrollment(portal, project, person, area=area, **columns)
        return Desk(browser_of(person), filled, portal)

    return made
