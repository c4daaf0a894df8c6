"""The documents of the project, which tests hold to what they say."""

from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def section(document: str, heading: str) -> str:
    """The part of a document below the heading that begins so."""
    _, _, rest = (DOCS / document).read_text("utf-8").partition(f"\n## {heading}")
    assert rest, f"expected a heading '{heading}' in {document}, found none"
    return rest.partition("\n## ")[0]
