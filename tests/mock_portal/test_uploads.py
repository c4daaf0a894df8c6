"""Basic photos by their content: the right ones are taken, each wrong one is told what is wrong."""

import struct
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from mock_portal.uploads import LARGEST_PHOTO, SMALLEST_PHOTO, UploadChecks

CHECKS = UploadChecks()
NAME = "报名照片.jpg"


def a_picture(width: int = 480, height: int = 640, file_format: str = "JPEG") -> bytes:
    """Noise, so that compression leaves it large."""
    kept = BytesIO()
    Image.frombytes("RGB", (width, height), Random(1).randbytes(width * height * 3)).save(kept, file_format)  # noqa: S311  pixels, no secret
    return kept.getvalue()


def with_size(jpeg: bytes, width: int, height: int) -> bytes:
    """The same JPEG whose header claims another size, as a bomb's does."""
    place = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:place] + struct.pack(">HH", height, width) + jpeg[place + 4 :]


def an_empty_plain(width: int, height: int) -> bytes:
    """A real JPEG of a few hundred kilobytes that unpacks to very many pixels."""
    kept = BytesIO()
    Image.new("L", (width, height), 255).save(kept, "JPEG")
    return kept.getvalue()


PHOTO = a_picture()
WRONG = {
    "no-file": ("", b"", "请选择"),
    "another-tool": ("IMG_0001.jpg", PHOTO, "照片审核处理工具"),
    "png-by-name": ("报名照片.png", PHOTO, "JPG"),
    "double-extension": ("报名照片.jpg.exe", PHOTO, "JPG"),
    "too-light": (NAME, PHOTO[:SMALLEST_PHOTO], "45 KB"),
    "too-heavy": (NAME, PHOTO + bytes(LARGEST_PHOTO), "5 MB"),
    "png-inside": (NAME, a_picture(file_format="PNG"), "真正的 JPEG"),
    "bmp-inside": (NAME, a_picture(file_format="BMP"), "真正的 JPEG"),
    "html-inside": (NAME, b"<html>" + b" " * 60_000, "真正的 JPEG"),
    "truncated": (NAME, PHOTO[: len(PHOTO) // 2], "真正的 JPEG"),
    "archive-behind": (NAME, PHOTO + b"PK\x03\x04 hidden", "真正的 JPEG"),
    "more-pixels-than-any-photo": (NAME, an_empty_plain(6000, 5001), "真正的 JPEG"),
    "bomb": (NAME, with_size(PHOTO, 65000, 65000), "真正的 JPEG"),
    "too-narrow": (NAME, a_picture(295, 640), "295×413"),
    "too-low": (NAME, a_picture(480, 413), "295×413"),
}


@pytest.mark.parametrize("name", [NAME, "报名照片_张三.JPEG", "张三报名照片.JPG"])
def test_a_photo_of_the_tool_is_taken(name: str) -> None:
    assert CHECKS.photo_problem(name, PHOTO) == ""


def test_the_smallest_right_photo_is_taken() -> None:
    assert CHECKS.photo_problem(NAME, a_picture(296, 414)) == ""
    assert CHECKS.photo_weight_problem(SMALLEST_PHOTO + 1) == ""
    assert CHECKS.photo_weight_problem(LARGEST_PHOTO) == ""


@pytest.mark.parametrize(("name", "content", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_photo_is_told_what_is_wrong(name: str, content: bytes, words: str) -> None:
    assert words in CHECKS.photo_problem(name, content)
