"""`rehearsal requirements`: every requirement of the process with the scenarios that claim it."""

import argparse
from collections.abc import Mapping
from typing import Any

from scenarios.report.table import padded

DESCRIPTION = """\
Lists the requirements of the process, each with the scenarios that claim to verify it. A claim is not a proof: what a run
says of a requirement stands in its report. Exit status 1 if a requirement has no scenario.
"""
SHOWN = 2


def add_to(commands: Any) -> None:
    parser = commands.add_parser("requirements", help="list requirements and their scenarios", description=DESCRIPTION)
    parser.add_argument("--unclaimed", action="store_true", help="list only those without a scenario")
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="files to look into; all if none is given")
    parser.set_defaults(command=list_requirements)


def list_requirements(options: argparse.Namespace) -> int:
    from scenarios.requirements import requirements

    claims = claims_of(options.scenarios)
    for id_, requirement in requirements().items():
        if claims[id_] and options.unclaimed:
            continue
        print(f"{id_:<10}{padded(requirement.rule, 64)}{shortly(claims[id_])}")
    unclaimed = [id_ for id_, scenarios in claims.items() if not scenarios]
    print(f"\n{len(claims)} requirements, {len(claims) - len(unclaimed)} claimed, {len(unclaimed)} unclaimed")
    return 1 if unclaimed else 0


def claims_of(places: list[str]) -> Mapping[str, list[str]]:
    """The names of the scenarios that claim each requirement."""
    from scenarios.commands.collecting import collect
    from scenarios.requirements import requirements
    from scenarios.runner.selection import requirements_of

    claims: dict[str, list[str]] = {id_: [] for id_ in requirements()}
    for item in collect(places, []):
        name = getattr(item, "originalname", None) or item.name
        for id_ in requirements_of(item):
            if name not in claims[id_]:
                claims[id_].append(name)
    return claims


def shortly(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more if names else "-"
