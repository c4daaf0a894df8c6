"""Checks of uploaded materials by their content, never by what name or browser call them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import PurePath

from PIL import Image

from mock_portal.domain.area import KIB, MaterialKind

MOST_PIXELS = 50_000_000  # a bomb unpacks to far more than any scan has
MOST_PAGES = 100
SIGNATURES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"%PDF-", "application/pdf"))
ENDINGS = {"image/jpeg": {".jpg", ".jpeg"}, "image/png": {".png"}, "application/pdf": {".pdf"}}
KNOWN_ENDINGS = set().union(*ENDINGS.values())
LONGEST_ENDING = 5
END_MARKS = {"image/jpeg": b"\xff\xd9", "image/png": b"IEND\xaeB`\x82", "application/pdf": b"%%EOF"}
PADDING = b"\x00\t\r\n "


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came from the browser."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """What tells its content from every other."""
        return sha256(self.content).hexdigest()


def media_type_of(content: bytes) -> str:
    """What the first bytes say; empty for everything that is not taken."""
    return next((media_type for signature, media_type in SIGNATURES if content.startswith(signature)), "")


class MaterialChecks:
    """Which materials are taken; each method says what is wrong, or nothing (R2.4.8c, D27)."""

    def problem(self, kind: MaterialKind, upload: Upload) -> str:
        """What is wrong with one file."""
        name = PurePath(upload.name).name
        if not name:
            return "请选择文件"
        problem = (
            self.size_problem(kind, len(upload.content))
            or self.name_problem(name)
            or self.type_problem(name, upload.content)
            or self.content_problem(upload.content)
        )
        return f"“{name}”{problem}" if problem else ""

    def size_problem(self, kind: MaterialKind, size: int) -> str:
        """Something, but no more than the area allows."""
        if size == 0:
            return "是空文件"
        return f"超过 {kind.max_bytes // KIB} KB" if size > kind.max_bytes else ""

    def fresh(self, uploads: Sequence[Upload], kind: str, there: Collection[tuple[str, str]]) -> Sequence[Upload]:
        """Those whose content is not there yet: a second click brings nothing new (Q70).

        ``there`` are kinds with digests: one scan may show what two kinds ask for.
        """
        return [upload for upload in uploads if (kind, upload.digest) not in there]

    def room_problem(self, kind: MaterialKind, files: int) -> str:
        """No more files of one kind than the area takes."""
        if files <= kind.max_files:
            return ""
        return f"“{kind.name}”最多上传{kind.max_files}个文件，请先删除不需要的文件"

    def name_problem(self, name: str) -> str:
        """One known ending, and none hidden before it, as in a.php.jpg."""
        *inner, ending = [suffix.lower() for suffix in PurePath(name).suffixes] or [""]
        if ending not in KNOWN_ENDINGS:
            return "不是 jpg、png 或 pdf 文件"
        hidden = any(s[1:].isascii() and s[1:].isalpha() and len(s) <= LONGEST_ENDING for s in inner)
        return "含有多个扩展名，请重命名后上传" if hidden else ""

    def type_problem(self, name: str, content: bytes) -> str:
        """The content is what the ending says."""
        endings = ENDINGS.get(media_type_of(content), set())
        return "" if PurePath(name).suffix.lower() in endings else "的内容与扩展名不符"

    def content_problem(self, content: bytes) -> str:
        """Whole and readable, and no bomb."""
        media_type = media_type_of(content)
        if not content.rstrip(PADDING).endswith(END_MARKS[media_type]):  # cut off, or something hidden behind it
            return "已损坏，无法打开"
        return self.document_problem(content) if media_type == "application/pdf" else self.picture_problem(content)

    def picture_problem(self, content: bytes) -> str:
        """The header is read first, so that a bomb is never unpacked; then all of it is, a JPEG at an eighth of its size."""
        try:
            with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return "的尺寸过大"
                picture.draft("L", (max(1, picture.width // 8), max(1, picture.height // 8)))
                picture.load()
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return "的尺寸过大"
        except (OSError, SyntaxError, ValueError):
            return "已损坏，无法打开"
        return ""

    def document_problem(self, content: bytes) -> str:
        """A PDF without a password, with some pages but not a book."""
        try:
            from pypdf import PdfReader  # slow to import, and few portals of a rehearsal ever see a PDF

            reader = PdfReader(BytesIO(content))
            if reader.is_encrypted:
                return "设有密码，无法打开"
            pages = len(reader.pages)
        except Exception:  # noqa: BLE001  a file from outside can break its reader in any way; it is unreadable either way
            return "已损坏，无法打开"
        return "" if 0 < pages <= MOST_PAGES else f"的页数应为 1 至 {MOST_PAGES}"
