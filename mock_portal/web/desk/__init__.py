"""Pages under the blueprint ``desk``."""

from flask import Blueprint

blueprint = Blueprint("desk", __name__)

from mock_portal.web.desk import (  # noqa: E402,F401  the views register themselves on the blueprint
    accounts,
    center,
    confirmation,
    correction,
    entry,
    evidence,
    queues,
    settings,
)
