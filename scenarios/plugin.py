"""The pytest plugin: hooks only, each handed to the module that knows; nothing happens in runs without scenarios."""

import gc
from collections.abc import Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from scenarios.errors import LeftOut, Misuse
from scenarios.runner.options import add_options, wishes_of
from scenarios.runner.state import EARLY, RUN, RunState, is_worker, ready_or_exit, run_of

MARKERS = (
    "verifies(*requirements): ids of the requirements that this scenario verifies",
    "path(name): the path that this scenario belongs to",
    "needs(*capabilities): what a target must have, else the scenario is reported as not verified",
    # Of pytest-playwright, which a run over HTTP does without.
    "browser_context_args(**kwargs): provide additional arguments to browser.new_context()",
    "over_http: is played over HTTP even where browsers play, for a browser would add nothing but time",
    "in_browsers: is about looks or the keyboard, and left out of what is played over HTTP",
)


class NewHooks:
    """What the plugin tells others."""

    @staticmethod
    def pytest_rehearsal_played(scenario: Mapping[str, Any]) -> None:
        """A scenario has been played, by whichever worker."""


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    pluginmanager.add_hookspecs(NewHooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    add_options(parser)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    try:
        run = config.stash[RUN] = state_of(config)
    except Misuse as problem:
        raise pytest.UsageError(str(problem)) from None
    told = getattr(config, "workerinput", {})
    if "rehearsal_notice" in told:
        from scenarios.runner.service import Notice

        run.notice = Notice(told["rehearsal_notice"])
    from scenarios.runner import fixtures

    # Registered last, so that its fixtures can override those of pytest-playwright.
    config.pluginmanager.register(fixtures, "rehearsal-fixtures")
    if not is_worker(config) and not config.option.collectonly:
        from scenarios.runner.recorder import Recorder

        config.pluginmanager.register(Recorder(config), "rehearsal-recorder")


def state_of(config: pytest.Config) -> RunState:
    """The state that a run begins with."""
    return RunState(wishes_of(config), service=config.stash.get(EARLY, None))


def pytest_report_header(config: pytest.Config) -> str:
    wishes = run_of(config).wishes
    words = f"rehearsal: --seed {wishes.seed}, target {wishes.target}, driver {wishes.driver}"
    return ", ".join([words, *(f"fault {name}" for name in wishes.faults)])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    from scenarios.runner.selection import multiply

    multiply(metafunc, run_of(metafunc.config).wishes)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    from scenarios.runner import screens, selection

    run = run_of(config)
    scenarios = [item for item in items if selection.is_scenario(item)]
    run.has_scenarios = bool(scenarios)
    if not scenarios:
        return
    try:
        selection.check(scenarios)
        left_out = set(selection.unwanted(scenarios, run.wishes))
        left_out.update(screens.without_a_screen(scenarios, run.wishes))
        selection.mark_what_cannot_be_verified(scenarios, run.serving().target)
    except Misuse as problem:
        # Collection is finished even so, and must not start a portal for nothing.
        run.has_scenarios = False
        if run.notice is None:
            raise pytest.UsageError(str(problem)) from None
        run.notice.refuse(str(problem))
        items.clear()
        return
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=list(left_out))
    if run.wishes.shuffle:
        items[:] = selection.shuffled(items, run.wishes.seed)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Has the portal started as soon as it is known that there is something to play."""
    from scenarios.runner.selection import is_scenario

    run = run_of(session.config)
    option = session.config.option
    run.has_scenarios = run.has_scenarios and any(is_scenario(item) for item in session.items)  # -k is heard last
    if not run.has_scenarios or option.collectonly or getattr(option, "setupplan", False):
        return
    gc.freeze()  # what has been imported and collected stays; looking through it again and again takes its time
    if run.notice:
        from scenarios.runner.result import known_of_all

        run.notice.ask(known_of_all(session.items, run.wishes))
    else:
        begin_or_exit(session.config)


def begin_or_exit(config: pytest.Config) -> None:
    """From here on there is something to put into a folder."""
    from scenarios.runner.checks import refuse_unknown_browsers, refuse_unknown_faults
    from scenarios.runner.fixtures import empty_output

    wishes, service = run_of(config).wishes, run_of(config).serving()
    try:
        if EARLY not in config.stash:
            from scenarios.report.folder import own_folder

            kept = ExitStack()
            service.folder = kept.enter_context(own_folder(wishes.reports))
            config.add_cleanup(kept.close)
        service.begin()
        refuse_unknown_browsers(wishes)
        if wishes.faults:
            refuse_unknown_faults(wishes, service.ready())
    except Misuse as problem:
        pytest.exit(str(problem), returncode=Misuse.exit_code)
    empty_output(config)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    from scenarios.runner.selection import is_scenario

    if not is_scenario(item):
        return None
    from scenarios.runner.protocol import play

    play(item, nextitem)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    __tracebackhide__ = True
    with verifying_what_is_said(item):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    __tracebackhide__ = True
    with verifying_what_is_said(item):
        yield


@contextmanager
def verifying_what_is_said(item: pytest.Item) -> Iterator[None]:
    """Ends a scenario as not verified where it asks for something that the target file leaves out."""
    try:
        yield
    except LeftOut as problem:
        from scenarios.runner.selection import is_scenario
        from scenarios.verifies import not_verified

        if not is_scenario(item):
            raise
        not_verified(str(problem))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if run_of(item.config).has_scenarios:
        from scenarios.runner.performance import PERFORMANCE

        performance = item.stash.get(PERFORMANCE, None)
        if performance:
            performance.note(item, call, report)
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Flaky and not verified are outcomes of their own, never passed and never silent."""
    if report.skipped and hasattr(report, "longrepr") and "not verified" in str(report.longrepr):
        return "not verified", "n", "NOT VERIFIED"
    return None


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tells a worker what was chosen for all of them."""
    wishes = run_of(node.config).wishes
    node.workerinput["rehearsal_seed"] = wishes.seed
    node.workerinput["rehearsal_notice"] = node.workerinput["testrunuid"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any) -> None:
    """Starts the portal before scenarios are handed out, if a worker asked for it."""
    from scenarios.runner.service import Notice

    run = run_of(node.config)
    notice = Notice(node.workerinput["rehearsal_notice"])
    if run.has_scenarios or not notice.asked:
        return
    node.config.add_cleanup(notice.remove)
    if notice.refusal:
        pytest.exit(notice.refusal, returncode=pytest.ExitCode.USAGE_ERROR)
    run.has_scenarios = True
    begin_or_exit(node.config)
    notice.tell(ready_or_exit(run.serving()), run.folder)
    node.config.pluginmanager.get_plugin("rehearsal-recorder").expect(notice.scenarios)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Ends the run where a worker has found that nothing can be played."""
    from scenarios.runner.service import Notice

    if error and (refusal := Notice(node.workerinput["rehearsal_notice"]).refusal):
        pytest.exit(refusal, returncode=Misuse.exit_code)


def pytest_unconfigure(config: pytest.Config) -> None:
    run = config.stash.get(RUN, None)
    if run and run.service and not is_worker(config):
        run.service.stop()
