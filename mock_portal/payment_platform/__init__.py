"""The payment platform: an application of its own on its own origin, with a ledger and a will of its own."""

from mock_portal.payment_platform.app import create_platform

__all__ = ["create_platform"]
