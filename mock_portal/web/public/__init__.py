"""Pages for everybody: home, guide, registration, sign-in by password or WeChat, recovery, sign-out."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from mock_portal.web.public import home, registration, sign_in, wechat  # noqa: E402,F401
