"""The simulated WeChat service and the phone in front of it; knows the portal only by its address."""

from mock_portal.wechat.app import create_wechat

__all__ = ["create_wechat"]
