"""Static files: small, cacheable for ever under an address that follows their content, quick to draw."""

import re

import pytest
from flask.testing import FlaskClient

from mock_portal.web.assets import Asset, asset_url, read_assets
from tests.mock_portal.web.gallery import a_gallery


@pytest.fixture
def client() -> FlaskClient:
    return a_gallery().test_client()


@pytest.mark.parametrize(("name", "limit"), [("site.css", 20_000), ("site.js", 10_000), ("site.svg", 1_000)])
def test_a_file_is_small_and_cacheable_for_a_year(client: FlaskClient, name: str, limit: int) -> None:
    answer = client.get(asset_url(name))
    assert answer.status_code == 200
    assert len(answer.data) < limit
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_another_content_has_another_address() -> None:
    assert Asset("site.css", b"a").digest != Asset("site.css", b"b").digest


def test_a_stale_or_invented_address_is_not_found(client: FlaskClient) -> None:
    current = asset_url("site.css")
    for address in (current.replace(read_assets()["site.css"].digest, "0" * 12), current + ".bak"):
        assert client.get(address).status_code == 404


def test_an_unknown_name_in_a_template_is_an_error() -> None:
    with pytest.raises(KeyError):
        asset_url("sit.css")


def test_nothing_in_the_style_sheet_moves_or_is_fetched() -> None:
    style = read_assets()["site.css"].content.decode()
    slow = r"box-shadow|gradient\(|@font-face|transition|animation|@import|url\(\"http"
    assert re.findall(slow, style) == []
