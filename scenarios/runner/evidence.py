"""What a failed scenario leaves behind: the story, the page, and what was recorded of its replay."""

from contextlib import suppress
from pathlib import Path

from scenarios.report.folder import put
from scenarios.runner.performance import Performance

KINDS = {
    "trace": "trace*.zip",
    "video": "video*.webm",
    "screenshot": "test-*.png",
    "page": "page.html",
    "story": "story.txt",
}


def keep(performance: Performance, folder: Path) -> None:
    """Writes down the story in words and the page as the person saw it, as far as the disk has room."""
    with suppress(OSError):
        if performance.story:
            put(folder / "story.txt", performance.story.words() + "\n")
        if performance.page:
            put(folder / "page.html", performance.page.html)


def found_in(folder: Path, relative_to: Path) -> list[dict[str, str]]:
    """What there is, as kinds and paths from the report's own folder."""
    return [
        {"kind": kind, "path": path.relative_to(relative_to).as_posix()}
        for kind, pattern in KINDS.items()
        for path in sorted(folder.glob(pattern))
    ]
