"""Accounts: registration, sign-in, lock, WeChat, basic information (R0, R1, Q42-Q53)."""


class AccountRules:
    """Who may register, sign in and enroll."""
