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


def on_areas(*types: AreaType) -> pytest.MarkDecorator:
    """Plays a scenario once in each of these area types."""
    return pytest.mark.parametrize("area_type", types, ids=[str(area_type) for area_type in types])


def not_verified(because: str) -> NoReturn:
    """Ends a scenario that turns out to say nothing about this target."""
    pytest.skip(f"not verified, because {because}")
