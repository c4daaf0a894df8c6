"""Pages of one's own account: overview, basic photo, 【学历学位信息维护】, WeChat, cancellation."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)

from mock_portal.web.account import cancellation, credentials, overview, photo, wechat  # noqa: E402,F401
