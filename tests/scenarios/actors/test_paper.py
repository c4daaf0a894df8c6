"""Words that are in a form's text and not to be read from its paper."""

from io import BytesIO

import pytest
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from fixtures.printed_form import read_form
from scenarios.actors.paper import lost_on

FONT = "STSong-Light"
A_LINE = "姓名：张明"


def lost_beside(words: str, x: float, y: float, size: float = 10, turned: float = 0) -> list[str]:
    """What is lost of a page with a line of ten points at (50, 500), and of words where they are put."""
    registerFont(UnicodeCIDFont(FONT))
    kept = BytesIO()
    canvas = Canvas(kept, pagesize=(595, 842))
    canvas.setFont(FONT, 10)
    canvas.drawString(50, 500, A_LINE)
    canvas.translate(x, y)
    canvas.rotate(turned)
    canvas.setFont(FONT, size)
    canvas.drawString(0, 0, words)
    canvas.save()
    return lost_on(read_form(kept.getvalue()))


@pytest.mark.parametrize(
    ("x", "y"), [(50, -5), (50, 840), (-20, 700), (540, 700)], ids=["below", "above", "left", "right"]
)
def test_words_past_the_edge_are_lost(x: float, y: float) -> None:
    assert lost_beside("证件号码：略", x, y) == ["证件号码：略"]


@pytest.mark.parametrize(("x", "y"), [(50, 502), (80, 498)])
def test_words_on_top_of_others_are_lost(x: float, y: float) -> None:
    assert lost_beside("证件号码：略", x, y) == [A_LINE]


@pytest.mark.parametrize(
    ("words", "x", "y", "size", "turned"),
    [
        pytest.param("证件号码：略", 50, 488, 10, 0, id="next line"),
        pytest.param("证件号码：略", 100, 500, 10, 0, id="beside"),
        pytest.param(A_LINE, 50.3, 500, 10, 0, id="bold by printing twice"),
        pytest.param("仅供报名使用", 50, 500, 40, 0, id="mark in large letters"),
        pytest.param("仅供报名使用", 50, 480, 12, 45, id="mark across"),
        pytest.param("No. 20230412-000017-ABCDEFGH-JKLMNP", 400, 700, 10, 0, id="latin, of unknown width"),
    ],
)
def test_what_can_be_read_is_not_lost(words: str, x: float, y: float, size: float, turned: float) -> None:
    assert lost_beside(words, x, y, size, turned) == []
