"""A stage for the runner itself: pytest in a folder of its own, with a tiny portal to play against."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

# Imported once for all runs in this process, which otherwise would each import them anew.
import scenarios.report.html
import scenarios.report.junit
import scenarios.runner.hands
import scenarios.runner.protocol
import scenarios.runner.recorder  # noqa: F401

PORTAL = Path(__file__).with_name("portal.py")
HEAD = """
import pytest
from scenarios.verifies import needs, not_verified, path, verifies

@pytest.fixture
def somebody(hands, target):
    hands = hands("考生 张三")
    hands.open(target.addresses["portal"])
    return hands
"""
GREETED = """
@verifies("R1.1a")
@path("on-site")
def test_somebody_is_greeted(somebody, story):
    with story.step("考生 张三", "introduces herself"):
        page = somebody.submit("提交", {"姓名": "张三"})
    assert page.heading == "你好"
"""
MISTAKEN = GREETED.replace("somebody_is_greeted", "somebody_is_mistaken").replace("你好", "再见").replace("1a", "1b")
MOODY = """
attempts = []

@verifies("R1.2a")
@path("on-site")
def test_somebody_is_in_a_mood(somebody):
    attempts.append(1)
    if len(attempts) == 1:
        somebody.submit("下一步")
"""
TIMELESS = """
@verifies("R1.2b")
@needs("clock")
def test_somebody_travels_in_time(somebody):
    pass
"""


class Stage:
    """A folder with a target and scenarios, where pytest is run."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.folder = pytester.path
        self.target([sys.executable, str(PORTAL), str(self.folder)])

    def target(self, start: Sequence[str] | None, address: str = "") -> None:
        """Writes the target file."""
        lines = ['name = "tiny"', 'capabilities = ["http"]']
        lines += [f"start = {json.dumps(list(start))}"] if start else []
        lines += [f'addresses = {{ portal = "{address}" }}'] if address else []
        (self.folder / "tiny.toml").write_text("\n".join(lines), "utf-8")

    def scenarios(self, *parts: str) -> None:
        """Writes the scenarios."""
        (self.folder / "test_tiny.py").write_text(HEAD + "".join(parts), "utf-8")

    def plays(
        self, *words: str, driver: str = "http", alone: bool = False, before: Sequence[str] = ()
    ) -> pytest.RunResult:
        """Runs pytest: in this process, or in one of its own where a browser or an interrupt would disturb this one.

        `before` are words that come before our plugin, such as other plugins.
        """
        # The process that tests the package has imported it long before pytest could rewrite the asserts in it.
        strict = ("-W", "error", "-W", "ignore::pytest.PytestAssertRewriteWarning")
        plugins = [*before, "-p", "scenarios.plugin", "-p", "xdist.plugin", "-p", "no:cacheprovider"]
        wishes = ("--target", "tiny.toml", "--driver", driver)
        if driver == "http" and not alone:
            return self.pytester.runpytest_inprocess(*plugins, *strict, *wishes, *words)
        browsers = ("-p", "pytest_playwright.pytest_playwright")
        return self.pytester.runpytest_subprocess(*plugins, *browsers, *strict, *wishes, *words)

    @property
    def starts(self) -> list[Path]:
        """One file per start of the portal, named by its process."""
        return sorted(self.folder.glob("started-*"))

    @property
    def results(self) -> Any:
        """What the newest run wrote."""
        return json.loads((self.folder / "reports" / "latest" / "results.json").read_text("utf-8"))

    def result(self, words: str) -> Any:
        """The result of the only scenario whose name holds these words."""
        (found,) = [one for one in self.results["scenarios"] if words in one["title"]]
        return found


@pytest.fixture
def stage(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Stage:
    # Only the plugins that matter here; loading all that are installed would take longer than the runs themselves.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return Stage(pytester)
