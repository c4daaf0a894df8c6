"""Style sheet, script and icon under addresses that follow their content, so that caches never grow stale."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort

FOLDER = Path(__file__).parent.parent / "static"
PREFIX = "/assets"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file as it was when first asked for."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()[:12]

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Path(self.name).suffix]


@cache
def read_assets() -> dict[str, Asset]:
    files = (path for path in FOLDER.iterdir() if path.suffix in MEDIA_TYPES)
    return {path.name: Asset(path.name, path.read_bytes()) for path in files}


@cache
def asset_url(name: str) -> str:
    """The address of a file in `static/`; an unknown name is a programming error and raises `KeyError`."""
    asset = read_assets()[name]
    return f"{PREFIX}/{asset.digest}/{asset.name}"


def serve_asset(digest: str, name: str) -> Response:
    asset = read_assets().get(name)
    if asset is None or asset.digest != digest:
        abort(404)
    response = Response(asset.content, content_type=asset.media_type)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def register_assets(app: Flask) -> None:
    """Serve the files of `static/` and give templates the global `asset(name)`."""
    app.add_url_rule(f"{PREFIX}/<digest>/<name>", "asset", serve_asset)
    app.add_template_global(asset_url, "asset")
