"""Printing one submitted version as a PDF: facts, photo, verification code in text and as a QR picture (R2.4.9, Q7, Q12)."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Final

import segno
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from mock_portal.domain.printed_form import FormContent
from mock_portal.printing.font import NAME, FormFont
from mock_portal.printing.rare import BASELINE, picture_of, runs_of

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 20 * mm, WIDTH - 20 * mm, HEIGHT - 18 * mm, 32 * mm
PHOTO_WIDTH, PHOTO_HEIGHT, QR_SIZE = 26 * mm, 36.4 * mm, 26 * mm
TITLE_SIZE, SECTION_SIZE, FACT_SIZE, LINE = 16, 11, 9.5, 14.2
VISIBLE: Final = 0  # text render modes of PDF
INVISIBLE: Final = 3
HINTS = (
    "打印说明：请用 A4 纸单面打印，核对无误后由本人签名，在规定时间内持本表及相关材料到指定地点办理报名确认。",
    "报名信息如有修改，验证码随之更新，须重新打印报名表，原报名表作废。",
)


@dataclass(frozen=True, slots=True)
class FormToPrint:
    """One submitted version; ``photo`` is the picture's content."""

    title: str
    version: int
    code: str
    submitted_at: str
    content: FormContent
    photo: bytes


@cache
def _prepare() -> None:
    """Once for all forms. Pictures stand in the file as they are: to write them in letters takes longer than all the rest."""
    registerFont(FormFont())
    rl_config.useA85 = 0


class FormPrinter:
    """Prints a submitted version; the same version always gives the same bytes."""

    def print_form(self, form: FormToPrint) -> bytes:
        """The PDF."""
        _prepare()
        kept = BytesIO()
        canvas = Canvas(kept, pagesize=A4, invariant=1, pageCompression=1)
        canvas.setTitle(f"报名表 {form.code}")
        Sheet(self, canvas, form).draw(self.printed_content(form))
        canvas.save()
        return kept.getvalue()

    def printed_code(self, form: FormToPrint) -> str:
        """The code in text: that of the version which is printed (Q9)."""
        return form.code

    def pictured_code(self, form: FormToPrint) -> str:
        """The code in the QR picture: the same."""
        return form.code

    def printed_content(self, form: FormToPrint) -> FormContent:
        """What is printed: what was submitted, never the draft (Q12)."""
        return form.content

    def lines_of(self, words: str, size: float, width: float) -> list[str]:
        """A long text in lines no wider than ``width``."""
        return _wrapped(words, size, width)

    def next_line(self, y: float) -> float:
        """Where the line after the one at this height stands."""
        return y - LINE


class Sheet:
    """The drawing of one form, from top to bottom; a long one goes on on another page."""

    def __init__(self, printer: FormPrinter, canvas: Canvas, form: FormToPrint) -> None:
        self.printer, self.canvas, self.form = printer, canvas, form
        self.y = TOP

    def draw(self, content: FormContent) -> None:
        """All of it."""
        self._head()
        self._pictures()
        for section in content.sections:
            self._section(section.title)
            for label, words in section.facts:
                self._fact(label, words)
        self._foot()

    def _head(self) -> None:
        self._centred(self.form.title, TITLE_SIZE)
        self._centred("报名表", TITLE_SIZE)
        self.y -= 4
        self._line(f"验证码：{self.printer.printed_code(self.form)}", SECTION_SIZE + 1)
        self._line(f"版本：{self.form.version}", FACT_SIZE)
        self._line(f"提交时间：{self.form.submitted_at}", FACT_SIZE)

    def _pictures(self) -> None:
        top = TOP - 2 * LINE - 10
        photo = ImageReader(BytesIO(self.form.photo))
        corner = (RIGHT - PHOTO_WIDTH, top - PHOTO_HEIGHT, PHOTO_WIDTH, PHOTO_HEIGHT)
        self.canvas.drawImage(photo, *corner, preserveAspectRatio=True)
        self.canvas.rect(*corner)
        left = RIGHT - PHOTO_WIDTH - QR_SIZE - 5 * mm
        self.canvas.drawImage(_qr_picture(self.printer.pictured_code(self.form)), left, top - QR_SIZE, QR_SIZE, QR_SIZE)

    def _section(self, title: str) -> None:
        self.y -= 3
        self._line(title, SECTION_SIZE)
        self.canvas.setLineWidth(0.5)
        self.canvas.line(LEFT, self.y + LINE - 4, self._right_of_line(), self.y + LINE - 4)

    def _fact(self, label: str, words: str) -> None:
        for line in self.printer.lines_of(f"{label}：{words}", FACT_SIZE, self._right_of_line() - LEFT):
            self._line(line, FACT_SIZE)

    def _right_of_line(self) -> float:
        """Beside photo and QR picture the lines are shorter."""
        beside = self.canvas.getPageNumber() == 1 and self.y > TOP - 2 * LINE - PHOTO_HEIGHT - 6 * mm
        return RIGHT - PHOTO_WIDTH - QR_SIZE - 12 * mm if beside else RIGHT

    def _foot(self) -> None:
        self.y = min(self.y - 6, BOTTOM)
        for hint in HINTS:
            self._line(hint, FACT_SIZE - 1.5)
        self._line("考生签名：                        日期：                        单位盖章：", FACT_SIZE)

    def _centred(self, words: str, size: float) -> None:
        self.canvas.setFont(NAME, size)
        self.canvas.drawCentredString(WIDTH / 2, self.y, words)
        self.y -= size + 6

    def _line(self, words: str, size: float) -> None:
        if self.y < 12 * mm:
            self.canvas.showPage()
            self.y = TOP
        self._write(words, size)
        self.y = self.printer.next_line(self.y)

    def _write(self, words: str, size: float) -> None:
        """One line as one piece of text; rare characters stand in it unseen, with their pictures on top."""
        text, x = self.canvas.beginText(LEFT, self.y), LEFT
        text.setFont(NAME, size)
        for run in runs_of(words):
            unseen = run.rare and all(picture_of(letter) for letter in run.text)
            text.setTextRenderMode(INVISIBLE if unseen else VISIBLE)
            text.setTextOrigin(x, self.y)  # viewers disagree about the width of rare characters
            text.textOut(run.text)
            if unseen:
                self._draw_rare(run.text, x, size)
            x += stringWidth(run.text, NAME, size)
        text.setTextRenderMode(VISIBLE)
        self.canvas.drawText(text)

    def _draw_rare(self, letters: str, x: float, size: float) -> None:
        for place, letter in enumerate(letters):
            if picture := picture_of(letter):
                below = self.y - (1 - BASELINE) * size
                self.canvas.drawImage(ImageReader(picture), x + place * size, below, size, size)


def _qr_picture(code: str) -> ImageReader:
    kept = BytesIO()
    segno.make(code, error="m", micro=False).save(kept, kind="png", scale=4, border=4)
    kept.seek(0)
    return ImageReader(kept)


def _wrapped(words: str, size: float, width: float) -> list[str]:
    """Lines no wider than ``width``; Chinese may break anywhere."""
    lines, used = [""], 0.0
    for letter in words.replace("\n", " "):
        more = stringWidth(letter, NAME, size)
        if used + more > width:
            lines.append("")
            used = 0.0
        lines[-1] += letter
        used += more
    return lines
