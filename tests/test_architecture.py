"""The layers of ARCHITECTURE.md hold: who imports what is read from the code, not believed."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
TOPS = ("mock_portal", "scenarios", "fixtures")

# Below this folder (or in this file) nothing imports these packages; "scenarios/test_*" stands for the stories.
THE_PORTAL = (
    "sqlalchemy",
    *(f"mock_portal.{part}" for part in ("domain", "store", "use_cases", "web", "faults", "parts", "portal")),
)
FORBIDDEN = {
    "scenarios": ("mock_portal",),
    "fixtures": ("mock_portal", "scenarios", "playwright", "flask"),
    "mock_portal": ("scenarios", "fixtures", "tests", "playwright", "pytest", "faker"),
    "mock_portal/domain": (
        "flask",
        "sqlalchemy",
        "mock_portal.store",
        "mock_portal.web",
        "mock_portal.use_cases",
        "random",
    ),
    "mock_portal/store": ("flask", "mock_portal.web", "mock_portal.use_cases"),
    "mock_portal/use_cases": ("flask", "mock_portal.web"),
    "mock_portal/web": ("sqlalchemy",),
    "mock_portal/payment_platform": THE_PORTAL,
    "mock_portal/wechat": THE_PORTAL,
    "scenarios/page": ("playwright", "urllib3", "scenarios.drivers", "scenarios.actors"),
    "scenarios/actors": ("playwright", "urllib3", "selectolax", "pytest"),
    "scenarios/drivers": ("scenarios.actors", "scenarios.target", "pytest"),
    "scenarios/compare": ("locust", "gevent", "playwright", "scenarios.drivers", "scenarios.actors"),
    "scenarios/load/report": ("locust", "gevent", "playwright", "scenarios.drivers", "scenarios.actors"),
    "scenarios/load/measures": ("locust", "gevent", "playwright", "scenarios.drivers", "scenarios.actors"),
    "scenarios/load/ledger": ("locust", "gevent", "playwright"),
    "scenarios/load": ("pytest",),
    "scenarios/load/plan": ("playwright", "urllib3", "scenarios.drivers", "scenarios.actors"),
    "scenarios/load/crowd": ("playwright", "urllib3", "pytest", "scenarios.load.engine", "scenarios.control"),
    "scenarios/cast.py": ("playwright", "urllib3"),
    "scenarios/process.py": ("scenarios.drivers",),
    "scenarios/model": ("playwright", "urllib3"),
    "scenarios/control.py": ("scenarios.drivers",),
    "scenarios/runner": ("scenarios.actors",),
    "scenarios/plugin.py": ("scenarios.actors",),
    "scenarios/prove": ("scenarios.actors",),
    "scenarios/soak": ("scenarios.actors", "scenarios.drivers"),
    "scenarios/report": ("scenarios.actors", "scenarios.drivers"),
    "scenarios/load/disturbances.py": ("locust",),
    "scenarios/load/settling.py": ("locust",),
    "scenarios/load/errand.py": ("locust",),
    "scenarios/load/trust.py": ("locust", "scenarios.drivers"),
    "scenarios/load/verdict.py": ("locust", "scenarios.drivers"),
    "scenarios/load/capacity.py": ("locust", "scenarios.drivers"),
    "scenarios/load/finding.py": ("locust", "scenarios.drivers"),
    "scenarios/test_*": ("playwright", "urllib3", "scenarios.drivers", "selectolax", "requests"),
}

# Each library has one owner (style, rule 10).
OWNERS = {
    "playwright": (
        "scenarios/drivers/browser",
        "scenarios/load/engine/browsers.py",
        "scenarios/runner",
        "scenarios/plugin.py",
        "scenarios/commands/setup.py",
        "tests",
    ),
    "sqlalchemy": (
        "mock_portal/store",
        "mock_portal/portal.py",
        "mock_portal/use_cases",
        "mock_portal/clearing.py",
        "mock_portal/filing.py",
        "mock_portal/faults",
        "tests",
    ),
    "locust": ("scenarios/load/engine", "tests"),
    "gevent": ("scenarios/load/engine", "tests"),
    "geventhttpclient": ("scenarios/load/engine", "tests"),
    "flask": ("mock_portal/app.py", "mock_portal/web", "mock_portal/payment_platform", "mock_portal/wechat", "tests"),
    "ddsketch": ("scenarios/load/measures",),
    "tomlkit": ("scenarios/load/plan",),
    "selectolax": ("scenarios/page", "scenarios/drivers", "scenarios/report/page.py", "tests"),
}


def files(place: str) -> Iterator[Path]:
    """The modules of a folder, one module, or those that a pattern names."""
    if "*" in place or place.endswith(".py"):
        yield from sorted(ROOT.glob(f"{place.removesuffix('.py')}.py"))
    else:
        yield from sorted((ROOT / place).rglob("*.py"))


@cache
def imports(path: Path) -> list[tuple[int, str]]:
    """Line and full name of everything that a module imports, wherever in it the import stands."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.lineno, node.module))
            found += ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
    return found


def is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("place", FORBIDDEN)
def test_a_layer_imports_nothing_from_where_it_must_not(place: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in files(place)
        for line, name in imports(path)
        if any(is_in(name, package) for package in FORBIDDEN[place])
    ]
    assert list(files(place)), f"expected modules in {place}, found none"
    assert not found, "\n".join(found)


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_is_used_only_by_its_owners(library: str) -> None:
    everywhere = [path for top in TOPS for path in files(top)]
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in everywhere
        for line, name in imports(path)
        if is_in(name, library) and not str(path.relative_to(ROOT)).startswith(OWNERS[library])
    ]
    assert not found, "\n".join(found)


def brought_by(stated: list[str]) -> set[str]:
    """The packages that these requirements install, with all that those require in turn."""
    brought: set[str] = set()
    waiting = [Requirement(each) for each in stated]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in brought or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        brought.add(name)
        try:
            waiting += [Requirement(each) for each in requires(name) or ()]
        except PackageNotFoundError:  # of another platform
            continue
    return brought


def test_whoever_installs_the_project_without_extras_has_all_that_it_imports() -> None:
    brought = brought_by(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"])
    owners = packages_distributions()
    missing = {
        f"{path.relative_to(ROOT)}:{line} {package}"
        for top in TOPS
        for path in files(top)
        for line, name in imports(path)
        if (package := name.partition(".")[0]) not in {*TOPS, *sys.stdlib_module_names}
        and not brought & {canonicalize_name(owner) for owner in owners.get(package, ())}
    }
    assert not missing, "\n".join(sorted(missing))


def test_no_story_names_an_address_that_a_target_file_cannot_change() -> None:
    """Asked for, or in a row of such; what begins with /control lies below the address of the control surface."""
    address = re.compile(r"/(?!control/)[a-z][a-z/-]*")
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.value}"
        for path in files("scenarios/test_*")
        for row in ast.walk(ast.parse(path.read_text("utf-8")))
        for node in (
            row.args if isinstance(row, ast.Call) else row.elts if isinstance(row, ast.Tuple | ast.List) else ()
        )
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and address.fullmatch(node.value)
    ]
    assert not found, "\n".join(found)


def test_the_layer_test_sees_a_forbidden_import(tmp_path: Path) -> None:
    module = tmp_path / "rules.py"
    module.write_text("def decide():\n    from flask import request\n    return request\n", "utf-8")
    assert (2, "flask") in imports(module)


def test_no_module_is_longer_than_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for top in (*TOPS, "tests")
        for path in files(top)
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert not long
