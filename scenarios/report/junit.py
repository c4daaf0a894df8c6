"""The results as `junit.xml`, for servers that gather test results."""

from xml.etree import ElementTree as ET

from scenarios.report.results import Results, Scenario


def junit_of(results: Results) -> str:
    """One suite per path; a flaky scenario is a failure, one that could not be verified is skipped."""
    root = ET.Element("testsuites", name=f"rehearsal of {results.target}", time=f"{results.duration_s:.3f}")
    by_path: dict[str, list[Scenario]] = {}
    for scenario in results.in_order():
        by_path.setdefault(scenario["path"], []).append(scenario)
    for path, scenarios in by_path.items():
        suite = ET.SubElement(root, "testsuite", {"name": path, "timestamp": results.started, **figures(scenarios)})
        for scenario in scenarios:
            suite.append(case_of(scenario))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def figures(scenarios: list[Scenario]) -> dict[str, str]:
    outcomes = [scenario["outcome"] for scenario in scenarios]
    return {
        "tests": str(len(outcomes)),
        "failures": str(outcomes.count("failed") + outcomes.count("flaky")),
        "errors": "0",
        "skipped": str(outcomes.count("not_verified")),
        "time": f"{sum(scenario['duration_s'] for scenario in scenarios):.3f}",
    }


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
        element = ET.SubElement(case, "failure", type=scenario["outcome"], message=printable(failure["headline"]))
        element.text = printable(f"{failure['where']}\n{failure['words']}\n\n{scenario['again']}")
    elif scenario["outcome"] == "not_verified":
        ET.SubElement(case, "skipped", message=printable(scenario["because"]))
    return case


def printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(char for char in text if char in "\n\t" or ord(char) >= ord(" "))
