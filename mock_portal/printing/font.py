"""The font of the printed form: every Han character, without a font file anywhere."""

from typing import Any

from reportlab.pdfbase._cidfontdata import CIDFontInfo  # type: ignore[import-not-found]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont, structToPDF

FACE, ENCODING = "STSong-Light", "UniGB-UTF16-H"
NAME = "FormSong"


class FormFont(UnicodeCIDFont):
    """The predefined font STSong-Light, read as UTF-16 so that characters beyond the basic plane come out, too.

    The document names the font and the viewer draws it with a Chinese font of its own; the library's own encoding, UCS-2, would
    lose rare characters of names (D16).
    """

    def __init__(self) -> None:
        super().__init__(FACE)
        self.name = self.fontName = NAME

    def addObjects(self, doc: Any) -> None:  # noqa: N802  the library's name
        """Put the font into a document."""
        internal_name = f"F{len(doc.fontMapping) + 1}"
        description = dict(CIDFontInfo[FACE], Name=f"/{internal_name}", Encoding=f"/{ENCODING}")
        reference = doc.Reference(structToPDF(description), internal_name)  # type: ignore[no-untyped-call]
        doc.idToObject["BasicFonts"].dict[internal_name] = reference
        doc.fontMapping[self.name] = f"/{internal_name}"
