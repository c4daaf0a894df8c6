"""Browsers at the desks of one project."""

from collections.abc import Callable

import pytest

from mock_portal.domain.terms import Role
from mock_portal.portal import Portal
from tests.mock_portal.browser import Browser
from tests.mock_portal.desks import a_desk, browser_at
from tests.mock_portal.world import a_project, an_app


@pytest.fixture
def project_id(portal: Portal) -> int:
    """A project with an on-site and an online area."""
    return a_project(portal)


@pytest.fixture
def at(portal: Portal, project_id: int) -> Callable[..., Browser]:
    """Makes a browser in which somebody of a role is signed in: ``at(Role.SITE, city="株洲市")``."""
    app = an_app(portal)

    def sign_in(role: Role, **place: str) -> Browser:
        return browser_at(app, a_desk(portal, project_id, role, **place))

    return sign_in
