"""Messages of other systems, server to server, each with a proof of its own: payment platform, WeChat."""

from flask import Blueprint

blueprint = Blueprint("notifications", __name__, url_prefix="/notifications")

from mock_portal.web.notifications import payment, wechat  # noqa: E402, F401  views register themselves
