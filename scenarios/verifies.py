"""What a scenario says about itself: the requirements it verifies, the path it belongs to, what it needs of a target."""

from typing import NoReturn

import pytest

from scenarios.areas import AreaType

PATHS = ("on-site", "online", "withdrawal-reprint", "rejection-reupload", "payment-timeout")
OTHER_PATH = "other"


def verifies(*requirements: str) -> pytest.MarkDecorator:
    """Claims requirements by their ids; what is claimed and fails is reported as failed."""
    return pytest.mark.verifies(*requirements)


def path(name: str) -> pytest.MarkDecorator:
    """Puts a scenario on one of the named paths."""
    return pytest.mark.path(name)


def needs(*capabilities: str) -> pytest.MarkDecorator:
    """Names capabilities without which a target cannot be asked; the scenario is then reported as not verified."""
    return pytest.mark.needs(*capabilities)


# Plays a scenario only where there is a screen and a keyboard.
in_browsers = pytest.mark.in_browsers
# Plays a scenario over HTTP even where browsers play: there a browser would add nothing but time.
over_http = pytest.mark.over_http


def seen_by(user_agent: str, *, width: int = 390) -> pytest.MarkDecorator:
    """Plays a scenario as a phone does, in a narrow window that is touched; over HTTP only the name of the browser tells."""
    return pytest.mark.browser_context_args(
        user_agent=user_agent, viewport={"width": width, "height": 844}, is_mobile=True, has_touch=True
    )


def on_areas(*types: AreaType) -> pytest.MarkDecorator:
    """Plays a scenario once in each of these area types."""
    return pytest.mark.parametrize("area_type", types, ids=[str(area_type) for area_type in types])


def not_verified(because: str) -> NoReturn:
    """Ends a scenario that turns out to say nothing about this target."""
    pytest.skip(f"not verified, because {because}")
