"""The results as `junit.xml`, for servers that gather test results."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from scenarios.report.results import Results, Scenario

COUNTED = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
# What XML 1.0 cannot hold, not even as a reference.
UNHEARD_OF = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_of(results: Results) -> str:
    """One suite per path, and one with the name of the run for what speaks against it besides its scenarios.

    A flaky scenario is a failure, one that could not be verified is skipped. Whoever reads nothing else sees no run as
    passed that has not.
    """
    name = f"rehearsal of {results.target}"
    root = ET.Element("testsuites", name=name)
    for path, scenarios in results.by_path().items():
        root.append(suite_of(path, results.started, map(case_of, scenarios)))
    if results.complaints:
        root.append(suite_of(name, results.started, map(error_of, results.complaints)))
    root.attrib.update(counts_in(root), time=f"{results.duration_s:.3f}")
    ET.indent(root)
    return UNHEARD_OF.sub("", ET.tostring(root, encoding="unicode", xml_declaration=True))


def suite_of(name: str, started: str, cases: Iterable[ET.Element]) -> ET.Element:
    suite = ET.Element("testsuite", name=name, timestamp=started)
    suite.extend(cases)
    seconds = sum(float(case.get("time", 0)) for case in suite)
    suite.attrib.update(counts_in(suite), time=f"{seconds:.3f}")
    return suite


def counts_in(element: ET.Element) -> dict[str, str]:
    """How many cases of each kind there are in a suite or in all of them."""
    return {what: str(len(element.findall(f".//{tag}"))) for what, tag in COUNTED.items()}


def case_of(scenario: Scenario) -> ET.Element:
    file, _, name = scenario["id"].partition("::")
    case = ET.Element("testcase", classname=file, name=name, time=f"{scenario['duration_s']:.3f}")
    properties = ET.SubElement(case, "properties")
    for key in ("area_type", "driver", "seed", "outcome"):
        ET.SubElement(properties, "property", name=key, value=str(scenario[key]))
    for id_ in scenario["requirements"]:
        ET.SubElement(properties, "property", name="verifies", value=id_)
    if scenario["outcome"] in {"failed", "flaky"}:
        failure = scenario["failure"]
        element = ET.SubElement(case, "failure", type=scenario["outcome"], message=failure["headline"])
        element.text = f"{failure['where']}\n{failure['words']}\n\n{scenario['again']}"
    elif scenario["outcome"] == "not_verified":
        ET.SubElement(case, "skipped", message=scenario["because"])
    return case


def error_of(words: str) -> ET.Element:
    """What speaks against a run, as a case of its own."""
    headline = next(iter(words.splitlines()), "")
    case = ET.Element("testcase", classname="run", name=headline, time="0.000")
    ET.SubElement(case, "error", type="trouble", message=headline).text = words
    return case
