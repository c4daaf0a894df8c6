"""What `rehearsal setup` decides: take what is there, else download, else install a package, else say so."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from scenarios.browsers import Found
from scenarios.commands import setup

SHELL = Found(Path("/opt/shell"), None, (), headless_shell=True)
FULL = Found(Path("/opt/full"), None, (), headless_shell=False)
World = Callable[..., list[str]]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """A machine on which only certain commands work; returns the commands that will have been given."""

    def make(
        *, found: Found | None = None, works: str = "", fonts: bool = True, root: bool = True, debian: bool = True
    ) -> list[str]:
        given: list[str] = []
        state = {"browser": found is not None, "fonts": fonts}

        def succeeds(command: Sequence[str], _environment: object = None) -> bool:
            words = " ".join(command[-3:])
            given.append(words)
            done = bool(works) and words.endswith(works)
            state["browser"] |= done and "chromium" in words
            state["fonts"] |= done and "fonts" in words
            return done

        monkeypatch.setattr(setup, "find_browser", lambda: (found or SHELL) if state["browser"] else None)
        monkeypatch.setattr(setup, "succeeds", succeeds)
        monkeypatch.setattr(setup, "fonts_for_chinese", lambda: ["Noto Sans CJK SC"] if state["fonts"] else [])
        monkeypatch.setattr(setup, "recorder", lambda: None)
        monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if debian else None)
        return given

    return make


def set_up() -> int:
    return setup.set_up(argparse.Namespace())


def test_what_is_installed_is_taken(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    given = world(found=SHELL)

    assert set_up() == 0
    assert given == []
    assert "browser: /opt/shell (headless shell)\nfonts" in capsys.readouterr().out


def test_a_full_browser_is_taken_too_and_a_faster_one_is_named(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    given = world(found=FULL)

    assert set_up() == 0
    assert given == []
    assert "browser: /opt/full (full browser)\n  in a headless shell" in capsys.readouterr().out


def test_without_a_browser_playwrights_download_comes_first(world: World) -> None:
    given = world(works="playwright install chromium-headless-shell")

    assert set_up() == 0
    assert given == ["playwright install chromium-headless-shell"]


def test_where_nothing_can_be_downloaded_root_installs_debians_package(world: World) -> None:
    given = world(works="chromium")

    assert set_up() == 0
    assert given[0] == "playwright install chromium-headless-shell"
    assert given[-1] == "-q --no-install-recommends chromium"


def test_nobody_but_root_installs_packages(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    given = world(works="chromium", root=False)

    assert set_up() == 2
    assert given == ["playwright install chromium-headless-shell"]
    said = capsys.readouterr()
    assert (
        said.err == "expected Chromium, Chrome or Edge, found none; install one, or run `playwright install chromium`\n"
    )


def test_elsewhere_than_on_debian_no_package_is_tried(world: World) -> None:
    given = world(works="chromium", debian=False)

    assert set_up() == 2
    assert not any("--no-install-recommends" in words for words in given)


def test_missing_fonts_are_installed_or_advised(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world(found=SHELL, fonts=False, works="fonts-noto-cjk")
    set_up()
    assert "Noto Sans CJK SC for Chinese, just installed" in capsys.readouterr().out

    world(found=SHELL, fonts=False, root=False)
    assert set_up() == 0
    assert "install fonts-noto-cjk" in capsys.readouterr().out


def test_an_ffmpeg_that_is_there_records_videos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ffmpeg, place = tmp_path / "ffmpeg", tmp_path / "cache" / "ffmpeg-1" / "ffmpeg-linux"
    ffmpeg.touch()
    monkeypatch.setattr(setup, "recorder", lambda: place)
    monkeypatch.setattr(setup, "can_record", place.exists)
    monkeypatch.setattr(setup, "other_recorder", lambda: ffmpeg)

    assert setup.video_recorder() == f"recorded by {ffmpeg}, which {place} now points to"
    assert place.resolve() == ffmpeg.resolve()
    assert setup.video_recorder() == f"recorded by {place}"
