"""The front page and 《考生管理平台注册须知》."""

from mock_portal.web.pages import show_page
from mock_portal.web.public import blueprint
from mock_portal.web.visits import visit


@blueprint.get("/")
def home() -> str:
    """特别提示 and the ways in."""
    return show_page("public/home.html", heading="卫生专业技术资格考试网上报名", signed_in=bool(visit().person))


@blueprint.get("/guide")
def guide() -> str:
    """What a candidate should know before registering (R0.1c)."""
    return show_page("public/guide.html", heading="考生管理平台注册须知")
