"""The results as one self-contained HTML file."""

from scenarios.report.results import Results


def html_of(results: Results) -> str:
    return f"<!doctype html><title>{results.verdict}</title>"
