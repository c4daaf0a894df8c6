"""A target file is read as it is meant, or it is said what in it cannot be."""

import re
from pathlib import Path
from typing import Any

import pytest

from scenarios.errors import LeftOut, Misuse
from scenarios.launch import moved
from scenarios.target import Target, in_reference, load_target, target_of

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({}, "expected name to be a text"),
    "name": ({"name": 5}, "expected name to be a text that is not empty, found 5"),
    "start as one text": ({"start": "python -m x"}, 'expected start to be a list of texts .*, found "python -m x"'),
    "start as a number": ({"start": 5}, "expected start to be a list"),
    "start without a word": ({"start": []}, "expected start to be a list"),
    "start with a number": ({"start": ["sh", 5]}, "expected start to be a list"),
    "capabilities as one text": ({"capabilities": "http"}, 'expected capabilities to be a list .*, found "http"'),
    "capability": ({"capabilities": ["projets"]}, "found projets; did you mean projects"),
    "addresses": ({"addresses": "x"}, 'expected addresses to be a table, found "x"'),
    "address": ({"addresses": {"portl": "http://x"}}, r"expected \[addresses\] portl .*; did you mean portal"),
    "address without scheme": (
        {"addresses": {"portal": "127.0.0.1:8811"}},
        r'\[addresses\] portal .*such as https.*"127',
    ),
    "address as a number": ({"addresses": {"portal": 8811}}, r"\[addresses\] portal .*, found 8811"),
    "port": ({"addresses": {"portal": "http://x:port"}}, r"\[addresses\] portal to be an address"),
    "path's name": ({"paths": {"hom": "/"}}, r"expected \[paths\] hom .*; did you mean home"),
    "path with half a brace": ({"paths": {"home": "/{project/"}}, r"expected \[paths\] home to begin with a slash"),
    "path with other braces": ({"paths": {"home": "/{exam}/"}}, r"nothing in braces but \{project\}"),
    "path without a slash": ({"paths": {"home": "login"}}, r"expected \[paths\] home to begin with a slash"),
    "words": ({"words": 5}, "expected words to be a table, found 5"),
    "word": ({"words": {"token_field": ""}}, r"expected \[words\] token_field to be a text that is not empty"),
    "refusal as one text": (
        {"refusals": {"wrong-password": "text"}},
        r'expected \[refusals\] wrong-password to be a list of texts that are not empty, found "text"',
    ),
    "refusal of an empty text": ({"refusals": {"wrong-password": [""]}}, r"\[refusals\] wrong-password to be a list"),
    "refusal without a text": ({"refusals": {"wrong-password": []}}, r"\[refusals\] wrong-password to be a list"),
    "refusal's name": ({"refusals": {"wrong-pasword": ["不匹配"]}}, "did you mean wrong-password"),
    "colour": ({"colours": {"gren": "done"}}, r"expected \[colours\] gren .*; did you mean green"),
    "class of a colour": (
        {"colours": {"green": "step done"}},
        r'\[colours\] green to be one name of a class, found "step done"',
    ),
    "class of two colours": (
        {"colours": {"red": "no", "grey": "no"}},
        r'\[colours\] grey to be a class of one colour, found "no" for red, too',
    ),
    "employers": ({"employers": 5}, "expected employers to be a list of texts"),
    "staff": ({"staff": [{"role": "site"}]}, "expected staff to be a name that is known here"),
    "key": ({"adresses": {}}, "expected adresses .*; did you mean addresses"),
    "certificates": ({"ignore_https_errors": "yes"}, "expected ignore_https_errors to be true or false"),
}


@pytest.mark.parametrize(("raw", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_told_with_its_key(raw: dict[str, Any], told: str) -> None:
    with pytest.raises(Misuse, match=told):
        target_of({"name": "staging", **raw} if raw else raw)


def test_the_file_is_named(tmp_path: Path) -> None:
    (file := tmp_path / "staging.toml").write_text('name = "staging"\nwords = 5\n', "utf-8")
    with pytest.raises(Misuse, match=f"^{file}: expected words to be a table, found 5$"):
        load_target(str(file))


def test_names_of_ones_own_that_look_like_no_missing_one_are_taken() -> None:
    target = target_of({"name": "own", "paths": {"sign_in": "/in", "sign_in_2": "/in2", "lottery": "/lottery"}})
    assert list(target.paths) == ["sign_in", "sign_in_2", "lottery"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://Staging.Example:443/", "https://staging.example"),
        ("HTTP://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("https://staging.example/exam/", "https://staging.example/exam"),
    ],
)
def test_an_address_is_kept_in_one_way_however_it_is_written(written: str, kept: str) -> None:
    target = target_of({"name": "any", "addresses": {"portal": written}, "paths": {"home": "/"}})
    assert target.origin("portal") == kept
    assert target.address("home") == f"{kept}/"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda target: target.origin("wechat"), r"to name the address wechat, found none; add it to \[addresses\]"),
        (lambda target: target.address("home"), r"to name the address portal"),
        (lambda target: target.word("tokenfield"), r"to name the word tokenfield, found none; add it to \[words\]"),
    ],
    ids=["origin", "path", "word"],
)
def test_what_no_file_says_is_misuse(asked: Any, told: str) -> None:
    with pytest.raises(Misuse, match=told) as told_of:
        asked(target_of({"name": "any", "paths": {"home": "/"}}))
    assert not isinstance(told_of.value, LeftOut)


def test_what_this_file_leaves_out_is_told_apart() -> None:
    target = target_of({"name": "any", "addresses": {"portal": "http://x"}, "paths": {"home": "/"}})
    with pytest.raises(LeftOut, match=r"^target any leaves the path register out of \[paths\]$"):
        target.address("register")
    with pytest.raises(LeftOut, match=r"^target any leaves the word token_field out of \[words\]$"):
        target.word("token_field")


def test_whatever_a_scenario_sends_under_a_name_of_the_targets_is_in_the_reference() -> None:
    """Else it would end as not verified everywhere, in silence."""
    suites = Path(load_target.__code__.co_filename).parent
    sources = "\n".join(file.read_text("utf-8") for file in suites.rglob("*.py"))
    named = [name for call in re.findall(r"\.named\(([^()]*)\)", sources) for name in re.findall(r"(\w+)=", call)]
    asked = re.findall(r'\bword\("(\w+)"\)', sources)
    assert len(named) > 5
    assert {*asked, *(f"{name}_field" for name in named)} <= set(in_reference("words"))


def test_what_is_wrong_with_its_words_is_told_with_the_file(tmp_path: Path) -> None:
    (file := tmp_path / "own.toml").write_text('name = "own"\n[says]\n"下一步" = 5\n', "utf-8")
    with pytest.raises(Misuse, match=rf"^{file}: expected under \[says\] lines such as"):
        load_target(str(file))


@pytest.mark.parametrize("line", ["hello", "[]", "5", "{}", '{"portal": 5}', '{"portl": "http://x"}'])
def test_a_portal_that_announces_something_else_than_its_addresses_is_misuse(line: str) -> None:
    with pytest.raises(Misuse, match="expected"):
        moved(Target("any"), line, "expected any to start and to say where it is")


def test_the_control_surface_lies_below_the_portal_unless_the_file_says_where() -> None:
    portal = {"portal": "https://staging.example"}
    assert target_of({"name": "any", "addresses": portal}).control == "https://staging.example/control"
    elsewhere = {**portal, "control": "https://adapter.example/rehearsal/"}
    assert target_of({"name": "any", "addresses": elsewhere}).control == "https://adapter.example/rehearsal"
