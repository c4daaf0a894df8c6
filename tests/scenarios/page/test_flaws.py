"""Each flaw is found where it is and nowhere else."""

import pytest

from scenarios.page import read_page
from scenarios.page.flaws import flaws
from scenarios.page.wording import Wording

SOUND = """<!doctype html><html lang="zh-CN"><head><title>报名地市 - 网上报名</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>报名地市</h1>
<div role="alert">请更正</div><img src="/p.jpg" alt="照片">
<form method="post"><label for="city">报名地市</label><span>*</span>
<select id="city" name="city" required aria-invalid="true" aria-describedby="why"><option value="">请选择</option></select>
<p id="why">请选择报名地市</p><button>提交</button></form></main></body></html>"""


def test_a_sound_page_has_none() -> None:
    assert flaws(read_page(SOUND, "http://portal/", 422)) == ()


def test_a_portal_of_other_words_says_which_language_they_are_of() -> None:
    english = SOUND.replace('lang="zh-CN"', 'lang="en"')
    wording = Wording.of({"提交": "Save"})
    assert flaws(read_page(english, "http://portal/", 422, wording=wording)) == ()
    assert flaws(read_page(english.replace(' lang="en"', ""), "http://portal/", 422, wording=wording))


@pytest.mark.parametrize(
    ("sound", "flawed", "found"),
    [
        ('lang="zh-CN"', "", "Chinese"),
        ("<title>报名地市 - ", "<title>", "title"),
        ("<h1>报名地市</h1>", "<h1>报名地市</h1><h1>另一个</h1>", "first rank, found 2"),
        ('<meta name="viewport" content="width=device-width">', "", "viewport"),
        (' role="alert"', "", "status 422"),
        (' alt="照片"', "", "words for the picture"),
        ('<label for="city">', "<label>", "label for the field city"),
        (' aria-describedby="why"', "", "described by its error"),
        ('id="why"', 'id="elsewhere"', "described by its error"),
        ("<span>*</span>", "", "* beside the required field"),
        ('<p id="why">', '<p id="city"></p><p id="why">', "one element of the id city"),
        ("<button>提交</button>", "<button></button>", "words on every button"),
    ],
)
def test_a_flaw_is_found(sound: str, flawed: str, found: str) -> None:
    assert sound in SOUND
    assert any(found in words for words in flaws(read_page(SOUND.replace(sound, flawed), "http://portal/", 422)))
