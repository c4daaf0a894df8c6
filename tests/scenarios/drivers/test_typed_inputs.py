"""What inputs of each type hold when a page opens, and whether a browser would send it: the browser itself is asked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from scenarios.drivers.sheet import Sheet
from scenarios.drivers.validity import _is_checked, _reasons
from scenarios.page import read_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The attributes of an input and the values that it is given.
INPUTS: dict[str, tuple[str, ...]] = {
    "type=date": ("2020-02-29", "2021-02-29", "2020/01/01", "20200101", "0000-01-01", "10000-01-01", "２０２０-01-01"),
    "type=date min=2020-01-01 max=9999-01-01": ("2019-12-31", "2020-01-01", "10000-01-01"),
    "type=date min=2020-01-01 step=7": ("2020-01-08", "2020-01-09"),
    "type=date min=soon max=2020-02-30": ("2020-01-08",),
    "type=month min=2020-03": ("2020-02", "2020-03", "2020-13", "2020"),
    "type=month step=3": ("2020-01", "2020-02"),
    "type=week": ("2020-W53", "2021-W53", "2020-W01", "2020-W1"),
    "type=week step=2": ("1970-W01", "1970-W02"),
    "type=time": ("10:00", "24:00", "10:60", "10:00:30", "10:00:00.5", "10"),
    "type=time min=09:00 max=17:00": ("08:59", "09:00", "17:01"),
    "type=time step=1800": ("09:30", "09:45"),
    "type=datetime-local": ("2020-01-01T10:00", "2020-01-01 10:00", "2020-01-01T10:00:00", "2020-01-01T10:00:01", "x"),
    "type=datetime-local max=2020-01-01T10:00": ("2020-01-01T10:00", "2020-01-01T10:01"),
    "type=number": ("1", "1.5", "abc", "1.", ".5", "+1", " 1", "1e2", "1e400", "１", "-0"),
    "type=number step=any": ("1.5",),
    "type=number step=0.1": ("0.3", "0.35"),
    "type=number step=0": ("1.5", "2"),
    "type=number step=wide min=0.5": ("1.5", "2"),
    "type=number min=abc max=5": ("5", "6"),
    "type=number min=1 step=2": ("3", "4", "0"),
    "type=range": ("", "7", "200", "-1", "1.4", "abc"),
    "type=range min=10 max=20 step=4": ("", "11", "13", "20"),
    "type=range min=5 max=1": ("", "3"),
    "type=color": ("", "#ABCDEF", "#abcdeg"),
    "type=email": (" a@b.c ", "张三@b.c", "a@b", "a@-b.c", "a b@c.d", "a@b.c,d@e.f", "a@b..c", "a\n@b.c"),
    "type=email multiple": ("a@b.c,d@e.f", " a@b.c , d@e.f ", "a@b.c,", "a@b.c,x"),
    "type=email pattern=.+@b.c": ("a@b.c", "a@b.d"),
    "type=email multiple pattern=.+@b.c": ("a@b.c,d@b.c", "a@b.c,d@b.d"),
    "type=url": (" http://a.b/ ", "a.b", "http:", "mailto:a"),
    "type=text": ("a\nb", " a ", "a\r\nb"),
    "type=search pattern=ab": ("a\nb", "abc"),
    "type=tel": (" 1\n2 ",),
    "type=password required": ("\n", " "),
    "type=hidden": (" a\nb ",),
    "type=strange pattern=a": ("a\n", "b"),
    "type=date required": ("2020-02-30",),
    r"pattern=\d{6}": ("123456", "１２３４５６"),
    r"pattern=\w+": ("ab_1", "名"),
    r"pattern=\p{Script=Han}+": ("张㐂〇𠮷", "abc", "张a"),
    r"pattern=[\p{sc=Han}·]{2,}": ("买买提·吐尔逊", "a·b"),
    r"pattern=\P{L}+": ("123", "名"),
    r"pattern=[\p{Lu}\d]+": ("A1", "a1"),
    r"pattern=\p{Script=Nobody}": ("x",),
    r"pattern=(?<y>\d{4})年\k<y>": ("2020年2020", "2020年2021"),
    r"pattern=[\u4e00-\u9fa5]{2,4}": ("张三", "ab"),
    r"pattern=\u{20BB7}": ("𠮷", "吉"),
    r"pattern=[\w.-]+": ("a.b", "!"),
    r"pattern=[\w.\-]+": ("a-b", "!"),
    r"pattern=[^\s]+": ("ab", "a　b"),
    r"pattern=\S+": ("ab", "a　b"),
    r"pattern=a\sb": ("a　b", "ab"),
    r"pattern=(": ("x",),
    r"pattern=a{": ("x",),
    r"pattern=a++": ("x",),
    r"pattern=(?P<x>a)": ("x",),
    r"pattern=\-": ("x",),
    r"pattern=a|b": ("b", "c", "ab"),
    r"pattern=^1\d{10}$": ("13800000000", "23800000000"),
    r"pattern=(?=.*[A-Z])(?=.*\d).{8,}": ("Abcdefg1", "abcdefg1"),
    r"pattern=[1-9]\d{5}(18|19|20)\d{9}[0-9Xx]": ("11010119900101123X", "1"),
    r"pattern=[(]a[)]": ("x",),
    r"pattern=[^]": ("a", "ab"),
    r"pattern=.": ("𠮷", "ab"),
}
SELECTS = {
    "placeholder": "<select required><option value=''>请选择<option>甲</select>",
    "placeholder later": "<select required><option>甲<option value='' selected>无</select>",
    "placeholder in a group": "<select required><optgroup><option value=''>无</optgroup></select>",
    "several rows": "<select required size=2><option value='' selected>无</select>",
    "several rows, none": "<select required size=2><option value=a>无</select>",
    "several": "<select required multiple><option value='' selected>无</select>",
    "several, none": "<select required multiple><option value=a>无</select>",
    "read-only": "<select required readonly><option value=''>无</select>",
    "read-only box": "<input type=checkbox required readonly>",
    "read-only radio": "<input type=radio required readonly>",
    "read-only file": "<input type=file required readonly>",
    "read-only number": "<input type=number min=1 value=0 readonly>",
    "read-only colour": "<input type=color required readonly>",
    "read-only text": "<input required readonly>",
    "read-only area": "<textarea required readonly></textarea>",
    "spaces": "<select><option>　北京 <b>市</b>  区\n</select>",
}


def written(attributes: str, value: str) -> str:
    """An input in HTML."""
    stated = [one.partition("=") for one in [*attributes.split(), f"value={value}"]]
    words = (f'{name}="{escape(said)}"' if equals else name for name, equals, said in stated)
    return f"<input {' '.join(words)}>"


MARKUP = {
    f"{attributes} {value!r}": written(attributes, value) for attributes, values in INPUTS.items() for value in values
} | SELECTS


@pytest.fixture(scope="module")
def told(browser: Browser) -> dict[str, tuple[str, bool]]:
    """What the browser says that each control holds, and whether it would send that."""
    tab = browser.new_page()
    tab.set_content(f"<!doctype html>{''.join(f'<p>{one}</p>' for one in MARKUP.values())}")
    answers = tab.evaluate(
        "() => [...document.querySelectorAll('input, select, textarea')].map((one) => [one.value, !one.willValidate || one.checkValidity()])"
    )
    tab.close()
    return {name: (value, valid) for name, (value, valid) in zip(MARKUP, answers, strict=True)}


@pytest.mark.parametrize("name", MARKUP)
def test_a_control_holds_and_allows_what_it_does_in_a_browser(told: dict[str, tuple[str, bool]], name: str) -> None:
    sheet = Sheet(read_page(f"<!doctype html>{MARKUP[name]}", "http://portal.example/", 200))
    (control,) = sheet.page.document.controls
    held = "".join(one.value for one in sheet.chosen(control)) if control.type == "select" else sheet.text(control)
    held = "on" if control.type in {"checkbox", "radio"} else held

    assert (held, not (_is_checked(control) and list(_reasons(sheet, control)))) == told[name]
