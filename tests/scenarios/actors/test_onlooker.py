"""Links that lead nowhere, as far as a page alone shows."""

import pytest

from scenarios.actors.onlooker import leads_nowhere
from scenarios.page import read_page


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
