"""What the cast needs of a target: whoever asks for one of these fixtures says nothing about a target without it."""

from collections.abc import Mapping

NEEDED_BY: Mapping[str, tuple[str, ...]] = {
    "stage": ("projects",),
    "companies": ("projects", "staff"),
    **dict.fromkeys(("staff", "registration_point", "institution", "site", "exam_area", "center"), ("staff",)),
    **dict.fromkeys(("account_desk", "distant_desk", "confirms"), ("staff",)),
    "approves": ("clock",),
    "forger": ("payment-simulator",),
    **dict.fromkeys(("phone", "false_phone"), ("wechat-simulator",)),
    "employer": ("employers",),
}
