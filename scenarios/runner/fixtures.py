"""The fixtures that a cast builds upon: the target, the seed, the scenario's story, and hands to act with."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scenarios.errors import NoBrowser
from scenarios.runner.performance import EVIDENCE, FAULTS, STORY
from scenarios.runner.selection import Playing, way_of
from scenarios.runner.state import run_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

    from scenarios.drivers.transport import Transport
    from scenarios.runner.hands import HandsOfAll
    from scenarios.runner.lasting import LastingBrowser
    from scenarios.story import Story
    from scenarios.target import Target


@pytest.fixture(scope="session")
def target(request: pytest.FixtureRequest) -> Iterator["Target"]:
    """The portal under test, running."""
    from scenarios.control import hang_up

    run = run_of(request.config)
    if run.wishes.driver == "browser" and len(run.wishes.browsers) < 2:  # noqa: PLR2004
        # The browser starts while the portal does.
        request.getfixturevalue("browser")
    yield run.target()
    hang_up()


@pytest.fixture
def playing(request: pytest.FixtureRequest) -> Playing:
    """How this scenario is played."""
    return way_of(request.node, run_of(request.config).wishes)


@pytest.fixture
def seed(request: pytest.FixtureRequest, playing: Playing) -> int:
    """The seed of this scenario; played again under ``--repeat`` it gets other persons."""
    return run_of(request.config).wishes.seed + playing.repetition


@pytest.fixture
def faults(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The defects that this scenario's project is to have; none, unless somebody wants to see whether they are noticed."""
    own: tuple[str, ...] = request.node.stash.get(FAULTS, run_of(request.config).wishes.faults)
    return own


@pytest.fixture(scope="session")
def exploration(request: pytest.FixtureRequest) -> int:
    """How many random walks there are to be."""
    return run_of(request.config).wishes.exploration


@pytest.fixture(scope="session")
def watching(request: pytest.FixtureRequest) -> bool:
    """Whether each step is to be compared with the tables of the process."""
    return run_of(request.config).wishes.watch


@pytest.fixture
def story(request: pytest.FixtureRequest) -> "Story":
    """The scenario's story, told by its actors and by their hands."""
    from scenarios.story import Story

    evidence = EVIDENCE in request.node.stash
    story = Story(pictures_of_steps=evidence or run_of(request.config).wishes.screenshots == "steps")
    request.node.stash[STORY] = story
    return story


@pytest.fixture(scope="session")
def wire(request: pytest.FixtureRequest) -> Iterator["Transport"]:
    """What all HTTP drivers of this process send their requests over."""
    from scenarios.drivers.kept import KeptConnections
    from scenarios.drivers.transport import SlowTransport

    transport, delay = KeptConnections(), run_of(request.config).wishes.network_delay
    yield SlowTransport(transport, delay / 1000) if delay else transport
    transport.close()


@pytest.fixture
def hands(
    request: pytest.FixtureRequest, playing: Playing, story: "Story", target: "Target", wire: "Transport"
) -> Iterator["HandsOfAll"]:
    """Makes a driver for somebody: ``hands(name)`` to act with, ``hands(name, "arrange")`` to arrange the past with."""
    from scenarios.runner.hands import HandsOfAll

    hands = HandsOfAll(
        request, wishes=run_of(request.config).wishes, playing=playing, story=story, target=target, wire=wire
    )
    yield hands
    hands.close()


@pytest.fixture(scope="session")
def browser_type_launch_args(
    request: pytest.FixtureRequest, browser_type_launch_args: dict[str, Any]
) -> dict[str, Any]:
    """The browser that this machine has, unless the person said which one to take; without one the run is over."""
    run = run_of(request.config)
    chromium = request.getfixturevalue("browser_name") == "chromium"
    stated = {"channel", "executable_path"} & set(browser_type_launch_args)
    if not run.has_scenarios or not chromium or stated:
        return browser_type_launch_args
    from scenarios.runner.hands import installed_browser

    try:
        installed = installed_browser(headless=browser_type_launch_args.get("headless", True))
    except NoBrowser as problem:
        run.is_over(problem)
    return {**browser_type_launch_args, **installed}


@pytest.fixture(scope="session")
def browsers(playwright: "Playwright") -> Iterator[dict[str, "LastingBrowser"]]:
    """All that run, by name, to their end: pytest takes a fixture down where a test wants it with another parameter, or none."""
    del playwright  # which ends after them
    running: dict[str, LastingBrowser] = {}
    yield running
    for browser in running.values():
        browser.close()


@pytest.fixture(scope="session")
def browser(
    request: pytest.FixtureRequest,
    browsers: dict[str, "LastingBrowser"],
    launch_browser: Callable[[], "Browser"],
    browser_name: str,
) -> "LastingBrowser":
    """The browser of pytest-playwright, which outlives its own crashes; if it does not start the run is over."""
    from playwright.sync_api import Error

    from scenarios.runner.lasting import LastingBrowser, unstartable

    run = run_of(request.config)
    try:
        if browser_name not in browsers:
            browsers[browser_name] = LastingBrowser(launch_browser)
    except Error as problem:
        if not run.has_scenarios:
            raise
        run.is_over(unstartable(browser_name, problem.message, headed=run.wishes.headed))
    return browsers[browser_name]


@pytest.fixture(scope="session")
def delete_output_dir(request: pytest.FixtureRequest) -> None:
    """Pytest-playwright does so for every player and again for a replay; here it has been done, before anybody played."""
    if not run_of(request.config).has_scenarios:
        request.getfixturevalue("delete_output_dir")


def empty_output(config: pytest.Config) -> None:
    """Takes away what an earlier run has recorded, if anything may be recorded."""
    if output := config.getoption("--output", default=None):
        shutil.rmtree(output, ignore_errors=True)


@pytest.fixture
def output_path(request: pytest.FixtureRequest, output_path: str) -> str:
    """Where trace, video and screenshots go: with the evidence, when a scenario is played again for that."""
    evidence: Path | None = request.node.stash.get(EVIDENCE, None)
    return str(evidence) if evidence else output_path


@pytest.fixture(scope="session")
def base_url(request: pytest.FixtureRequest) -> str | None:
    """The address that ``--base-url`` gives; pytest-playwright's own fixture for it warns under newer versions of pytest."""
    return run_of(request.config).wishes.base_url
