"""How the control surface speaks to the simulated payment platform."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import urllib3

from mock_portal.settings import Settings

MICROSECOND = timedelta(microseconds=1)
POOL = urllib3.PoolManager(maxsize=8, timeout=urllib3.Timeout(connect=2, read=10), retries=False)


class PlatformSilent(Exception):
    """The payment platform did not answer the control surface."""


class Platform:
    """The control interface of the simulated payment platform."""

    def __init__(self, settings: Settings) -> None:
        self._address = settings.payment_address
        self._headers = {"Authorization": f"Bearer {settings.control_token}"}

    def set_clock(self, merchant: str, offset: timedelta, stands_at: datetime | None = None) -> None:
        """Let the merchant's clock run ahead of real time by ``offset``, or stand still."""
        moment = stands_at.isoformat() if stands_at else None
        self.control(merchant, "clock", {"offset_us": offset // MICROSECOND, "stands_at": moment})

    def control(self, merchant: str, act: str, wish: Any) -> Any:
        """Tell or, without a wish, ask the platform something about one merchant.

        Raises:
            PlatformSilent: it did not answer, or not with success.
        """
        url = f"{self._address}/control/merchants/{quote(merchant)}/{act}"
        try:
            if wish is None:
                answer = POOL.request("GET", url, headers=self._headers)
            else:
                answer = POOL.request("POST", url, headers=self._headers, json=wish)
        except urllib3.exceptions.HTTPError as error:
            raise PlatformSilent(f"expected the payment platform at {self._address}, found {error}") from error
        if answer.status != 200:  # noqa: PLR2004
            raise PlatformSilent(f"expected status 200 of the payment platform for {act}, found {answer.status}")
        return answer.json()
