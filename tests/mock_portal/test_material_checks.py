"""Which files 【上传材料】 takes: real, whole, small enough, of the kind that their name says."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfWriter

from fixtures.documents import Document, a_scan
from fixtures.documents.materials import Material, ScanFormat
from fixtures.documents.spoiling import spoil
from fixtures.people import a_candidate
from mock_portal.domain.area import MaterialKind
from mock_portal.material_checks import MaterialChecks, Upload
from tests.mock_portal.world import a_photo

CHECKS = MaterialChecks()
KIND = MaterialKind("毕业证书", max_bytes=4096 * 1024)
EVERY_WAY_TO_BE_WRONG = (
    "too-large",
    "empty",
    "truncated",
    "decompression-bomb",
    "gif-under-its-name",
    "png-under-its-name",
    "html-under-its-name",
    "program-under-its-name",
    "double-extension",
    "archive-behind",
)


def a_diploma(scan_format: ScanFormat = ScanFormat.JPEG) -> Document:
    return a_scan(a_candidate(1, 1), Material.DIPLOMA, scan_format)


def problem_of(document: Document) -> str:
    return CHECKS.problem(KIND, Upload(document.filename, document.content))


def a_pdf(pages: int = 1, *, password: str = "") -> bytes:
    writer, kept = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(kept)
    return kept.getvalue()


@pytest.mark.parametrize("scan_format", list(ScanFormat))
def test_a_right_scan_is_taken(scan_format: ScanFormat) -> None:
    assert problem_of(a_diploma(scan_format)) == ""


@pytest.mark.parametrize("way", EVERY_WAY_TO_BE_WRONG)
def test_a_wrong_scan_is_refused(way: str) -> None:
    assert problem_of(spoil(a_diploma(), way)) != ""


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jpg", b"", "空文件"),
        ("a.gif", b"GIF89a....", "不是 jpg、png 或 pdf"),
        ("a", a_photo(), "不是 jpg、png 或 pdf"),
        ("a.png", a_photo(), "与扩展名不符"),
        ("a.jpg", b"<html></html>", "与扩展名不符"),
        ("a.php.jpg", a_photo(), "多个扩展名"),
        ("a.pdf", b"%PDF-1.7\nnothing\n%%EOF", "已损坏"),
        ("a.pdf", a_pdf()[:-40], "已损坏"),
        ("a.pdf", a_pdf() + b"PK\x03\x04", "已损坏"),
        ("a.pdf", a_pdf(password="secret"), "设有密码"),
        ("a.pdf", a_pdf(pages=101), "页数"),
    ],
    ids=[
        "empty",
        "gif",
        "no ending",
        "jpeg as png",
        "page as jpeg",
        "double",
        "fake",
        "cut",
        "behind",
        "locked",
        "book",
    ],
)
def test_the_words_say_what_is_wrong(name: str, content: bytes, words: str) -> None:
    assert words in CHECKS.problem(KIND, Upload(name, content))


@pytest.mark.parametrize("name", ["毕业证书.jpg", "2015.06.毕业证书.JPEG"])
def test_dots_that_hide_no_ending_are_no_reason_to_refuse(name: str) -> None:
    assert CHECKS.problem(KIND, Upload(name, a_photo())) == ""


@pytest.mark.parametrize(("spare", "words"), [(0, ""), (-1, "超过")], ids=["at the limit", "one byte over it"])
def test_the_limit_of_size_counts_in_bytes(spare: int, words: str) -> None:
    kind = MaterialKind("毕业证书", max_bytes=len(a_photo()) + spare)
    problem = CHECKS.problem(kind, Upload("a.jpg", a_photo()))
    assert words in problem
    assert bool(problem) is bool(words)


def test_a_picture_of_too_many_pixels_is_never_unpacked() -> None:
    kept = BytesIO()
    Image.new("1", (10_000, 6_000)).save(kept, "PNG")
    assert "尺寸过大" in CHECKS.problem(KIND, Upload("a.png", kept.getvalue()))
