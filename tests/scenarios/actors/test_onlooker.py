"""Links that lead nowhere, as far as a page alone shows; complaints of the browser, from the first page on."""

import pytest
from playwright.sync_api import Browser

from scenarios.actors.onlooker import Onlooker, leads_nowhere
from scenarios.drivers.browser import BrowserDriver
from scenarios.drivers.narrated import NarratedDriver
from scenarios.page import read_page

TROUBLED = (
    "<!doctype html><html lang=zh><title>报名</title><meta name=viewport content='width=device-width'>"
    "<main><h1>报名</h1><script>nobody()</script></main>"
)


@pytest.mark.parametrize(
    ("link", "nowhere"),
    [
        ('<a href="#">考生注册</a>', True),
        ('<a href=" #gone ">考生注册</a>', True),
        ('<a href="#here">跳到正文</a>', False),
        ('<a href="#">返回顶部</a>', False),
        ('<a href="#" onclick="print()">打印</a>', False),
        ('<a href="">刷新</a>', False),
        ('<a href="/register">考生注册</a>', False),
        ('<a href="/register#form">考生注册</a>', False),
    ],
)
def test_a_link_to_a_place_that_is_not_there_leads_nowhere(link: str, nowhere: bool) -> None:  # noqa: FBT001
    page = read_page(f'<h1>首页</h1><p id="here"></p>{link}', "http://portal.example/", 200)
    assert leads_nowhere(page.links[0].text, page.finder.links[0].attributes, page) is nowhere


def test_a_complaint_about_the_first_page_of_a_session_is_heard(browser: Browser) -> None:
    onlooker, context = Onlooker(), browser.new_context()
    context.route("**", lambda route: route.fulfill(body=TROUBLED, content_type="text/html; charset=utf-8"))
    driver = BrowserDriver(context)
    NarratedDriver(driver, onlooker.beside(driver)).open("http://portal.test/")
    context.close()

    assert [flaw.partition("): ")[2] for flaw in onlooker.flaws] == ["script error: nobody is not defined"]
