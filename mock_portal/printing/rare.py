"""Characters that a viewer's own Chinese font may lack: drawn as small pictures from a font of the machine that prints (D16)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

PIXELS = 128  # the side of a picture: at the size of a fact some 900 dots per inch
BASELINE = 0.85  # from the top of a picture, as a part of its side
NO_CHARACTER = "\U0010ffff"
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-vf-fonts/NotoSansCJK-VF.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/simsunb.ttf",
    "C:/Windows/Fonts/msyh.ttc",
)


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line: either all common or all rare characters."""

    text: str
    rare: bool


def is_rare(letter: str) -> bool:
    """Whether a character lies outside of what every Chinese font has (GBK)."""
    try:
        letter.encode("gbk")
    except UnicodeEncodeError:
        return letter not in "·•—"
    return False


def runs_of(words: str) -> Iterator[Run]:
    """A line in parts."""
    for rare, letters in groupby(words, is_rare):
        yield Run("".join(letters), rare)


@cache
def picture_of(letter: str) -> Image.Image | None:
    """The character in black on white; None if no font here has it, so that it is left to the viewer's."""
    for font in _fonts():
        picture = _drawn(letter, font)
        if picture.tobytes() != _drawn(NO_CHARACTER, font).tobytes():
            return picture
    return None


@cache
def _fonts() -> tuple[ImageFont.FreeTypeFont, ...]:
    return tuple(ImageFont.truetype(path, PIXELS) for path in FONTS if Path(path).exists())


def _drawn(letter: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    picture = Image.new("L", (PIXELS, PIXELS), 255)
    ImageDraw.Draw(picture).text((0, BASELINE * PIXELS), letter, fill=0, font=font, anchor="ls")
    return picture
