"""`rehearsal requirements`: every requirement with the scenarios that claim it and the faults that break it."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scenarios.report.table import padded

DESCRIPTION = """\
Lists what scenarios can claim: the requirements of the guide, the decisions where it is silent, the defects of real portals.
Each with the scenarios that claim it, the faults of the target that break it, and whether the last `rehearsal prove` saw one
of these scenarios notice one of these faults: then it is proven. A claim without a fault counts for nothing.
"""
EPILOG = """\
exit status: 0 each has a scenario, and a fault unless none can break it; 1 otherwise; 2 misuse.
"""
SHOWN = 1


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "requirements",
        help="list requirements, their scenarios and their faults",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--lacking", "--unclaimed", dest="lacking", action="store_true", help="only those without scenario or fault")
    add("--target", default="reference", metavar="NAME|FILE", help="whose faults: a name, or a .toml file")
    add("--base-url", metavar="URL", help="where the portal is; nothing is started then")
    add("--reports", default="reports", metavar="DIR", help="where reports are kept (reports)")
    add("scenarios", nargs="*", metavar="SCENARIO", help="files to look into; all if none is given")
    parser.set_defaults(command=list_requirements)


def list_requirements(options: argparse.Namespace) -> int:
    from scenarios.prove.last import last_proof
    from scenarios.requirements import requirements, unbreakable

    proof = last_proof(Path(options.reports))
    claims, faults = claims_of(options.scenarios), faults_by_id(options)
    lacking = 0
    for id_, requirement in requirements().items():
        broken = bool(faults[id_] or id_ in unbreakable())
        complete = bool(claims[id_]) and broken
        lacking += not complete
        if options.lacking and complete:
            continue
        mark = "✓" if id_ in proof.proven else "·" if complete else "✗"
        by = shortly(faults[id_]) if faults[id_] else f"({unbreakable().get(id_, 'no fault')})"
        print(f"{mark} {id_:<9}{padded(requirement.rule, 52)}{padded(shortly(claims[id_], 'no scenario'), 60)}{by}")
    told = (
        f", {len(proof.proven)} proven by {proof.folder}"
        if proof.folder
        else ", no proof so far: see `rehearsal prove`"
    )
    print(f"\n{len(claims)} in all, {len(claims) - lacking} with scenario and fault, {lacking} lacking one{told}")
    return 1 if lacking else 0


def claims_of(places: list[str]) -> Mapping[str, list[str]]:
    """The names of the scenarios that claim each requirement."""
    from scenarios.commands.collecting import BROWSERS, collect
    from scenarios.requirements import requirements
    from scenarios.runner.selection import requirements_of

    claims: dict[str, list[str]] = {id_: [] for id_ in requirements()}
    for item in collect(places, [*BROWSERS, "--driver=both"]):
        name = getattr(item, "originalname", None) or item.name
        for id_ in requirements_of(item):
            if name not in claims[id_]:
                claims[id_].append(name)
    return claims


def faults_by_id(options: argparse.Namespace) -> Mapping[str, list[str]]:
    """The names of the target's faults by what they break; asks the target, which is started for that."""
    import tempfile

    from scenarios.prove.fault import faults_of
    from scenarios.requirements import requirements
    from scenarios.runner.service import Service

    found: dict[str, list[str]] = {id_: [] for id_ in requirements()}
    with tempfile.TemporaryDirectory() as folder:
        service = Service(options.target, options.base_url, Path(folder))
        try:
            for fault in (one for one in faults_of(service.ready()) if not one.rare):
                for id_ in fault.breaks:
                    found.setdefault(id_, []).append(fault.name)
        finally:
            service.stop()
    return found


def shortly(names: list[str], otherwise: str = "-") -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more if names else otherwise
