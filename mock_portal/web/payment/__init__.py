"""Pages under the blueprint ``payment``: 【网上缴费】."""

from flask import Blueprint

blueprint = Blueprint("payment", __name__, url_prefix="/payment")

from mock_portal.web.payment import pages  # noqa: E402, F401  views register themselves
