"""A phone for tests: it reads the code on a browser's page and answers through the simulated WeChat service."""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import zxingcpp
from flask import Flask
from PIL import Image

from mock_portal.settings import Settings
from mock_portal.signed import signature
from mock_portal.wechat import create_wechat
from mock_portal.wechat.portal_line import Answer, PortalLine, answer_of
from tests.mock_portal.browser import Browser


class DirectLine(PortalLine):
    """Reaches the portal without a network; the messages are the same."""

    def __init__(self, app: Flask, secret: str) -> None:
        self._client = app.test_client()
        self._key = secret

    def tell(self, event: str, ticket: str, openid: str) -> Answer:
        message: Any = {"event": event, "ticket": ticket, "openid": openid}
        body = self._client.application.json.dumps(message).encode()
        headers = {"Content-Type": "application/json", "X-Signature": signature(self._key, body)}
        return answer_of(self._client.post("/notifications/wechat", data=body, headers=headers).data)


def a_phone(app: Flask, settings: Settings) -> Browser:
    """A phone that reaches this portal."""
    return Browser(create_wechat(settings, DirectLine(app, settings.wechat_secret)))


def code_on(browser: Browser, alt: str) -> str:
    """The address in the picture with this text."""
    image = browser.page.css_first(f'img[alt="{alt}"]')
    assert image is not None, f"expected a picture {alt}, found none on {browser.heading}"
    picture = browser.client.get(image.attributes["src"] or "")
    assert picture.mimetype == "image/png"
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture.data)))
    return str(found.text)


def scans(phone: Browser, address: str, openid: str) -> Browser:
    """Open a scanned address as this WeChat user."""
    parts = urlsplit(address)
    phone.client.delete_cookie("wechat_id")
    return phone.open(f"{parts.path}?{parts.query}").press("登录微信", openid=openid)
