"""Checks of uploaded pictures by their content, never by what the browser calls them."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

KIB = 1024
PHOTO_TOOL_MARK = "报名照片"  # the 照片审核处理工具 puts it into the name of each photo it makes
SMALLEST_PHOTO = 45 * KIB
LARGEST_PHOTO = 5 * KIB * KIB
LEAST_WIDTH, LEAST_HEIGHT = 295, 413
MOST_PIXELS = 30_000_000  # a bomb unpacks to far more than any photo has
END_OF_JPEG = b"\xff\xd9"
PADDING = b"\x00\r\n"


@dataclass(frozen=True, slots=True)
class PictureSize:
    """Width and height in pixels."""

    width: int
    height: int


def jpeg_size(content: bytes) -> PictureSize | None:
    """The size of a whole, decodable JPEG with nothing hidden behind its end; None if it is anything else.

    The header is read first, so that a bomb is never unpacked; then all of it is decoded, at an eighth of its size.
    """
    try:
        with Image.open(BytesIO(content), formats=["JPEG"]) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS or not content.rstrip(PADDING).endswith(END_OF_JPEG):
                return None
            picture.draft("L", (max(1, width // 8), max(1, height // 8)))
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    return PictureSize(width, height)


class UploadChecks:
    """Which basic photo is taken; each method says what is wrong, or nothing (P0b, D21, D27)."""

    def photo_problem(self, filename: str, content: bytes) -> str:
        """What is wrong with a basic photo."""
        checks = (self.photo_name_problem(filename), self.photo_weight_problem(len(content)))
        return next((problem for problem in checks if problem), "") or self.photo_content_problem(content)

    def photo_name_problem(self, filename: str) -> str:
        """Only what the processing tool has made."""
        if not filename:
            return "请选择照片文件"
        if not filename.lower().endswith((".jpg", ".jpeg")):
            return "照片应为 JPG 或 JPEG 格式"
        return "" if PHOTO_TOOL_MARK in filename else "未经照片审核处理工具处理，文件名中应有“报名照片”"

    def photo_weight_problem(self, size: int) -> str:
        """More than 45 KB, less than a mistake."""
        if size <= SMALLEST_PHOTO:
            return "照片文件应大于 45 KB"
        return "照片文件不能超过 5 MB" if size > LARGEST_PHOTO else ""

    def photo_content_problem(self, content: bytes) -> str:
        """A real picture, larger than 295 x 413 pixels."""
        size = jpeg_size(content)
        if size is None:
            return "文件已损坏或不是真正的 JPEG 照片"
        if size.width <= LEAST_WIDTH or size.height <= LEAST_HEIGHT:
            return f"照片应大于 {LEAST_WIDTH}×{LEAST_HEIGHT} 像素"
        return ""
