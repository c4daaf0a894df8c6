"""What the serving command prints once everything answers: where things are, and who may sign in."""

import json

from mock_portal.demo.country import CONFIRM_ONLINE
from mock_portal.settings import TOKEN_VARIABLE, Settings
from mock_portal.use_cases.stage import StageSet

USUAL = Settings()
ELSEWHERE = "  (with a target file of your own: the usual one expects the services below at ports 8001 and 8002)"
SHOWN_AREAS = frozenset({"", "北京市", *sorted(CONFIRM_ONLINE)[:1]})


def as_json(settings: Settings) -> str:
    """One line for whoever started this portal as a program."""
    addresses = {
        "portal": settings.address,
        "payment_platform": settings.payment_address,
        "wechat": settings.wechat_address,
        "control_token": settings.control_token,
    }
    return json.dumps(addresses)


def as_text(settings: Settings, demo: StageSet | None) -> str:
    """Addresses and sign-ins for a person."""
    lines = [
        f"报名系统      {settings.address}/",
        f"缴费平台      {settings.payment_address}/",
        f"微信          {settings.wechat_address}/",
    ]
    if settings.control_token:
        lines.append(f"演练控制台    {settings.address}/control/?token={settings.control_token}")
        lines += ["", "To rehearse here:", f"  export {TOKEN_VARIABLE}={settings.control_token}"]
        lines += [f"  rehearsal run --base-url {settings.address}"]
        if (settings.payment_address, settings.wechat_address) != (USUAL.payment_address, USUAL.wechat_address):
            lines.append(ELSEWHERE)
    else:
        lines.append("No control surface (--no-control), and so no demo project.")
    if demo is not None:
        lines += sign_ins(settings, demo)
    return "\n".join([*lines, "Stop with Ctrl-C."])


def sign_ins(settings: Settings, demo: StageSet) -> list[str]:
    """The desks of two areas, one of each kind; those of the others follow the same pattern."""
    shown = [member for member in demo.staff if member.area in SHOWN_AREAS]
    lines = [f"  {member.username:<28} {member.area} {member.city} {member.unit}".rstrip() for member in shown]
    return [
        "",
        f"工作人员登录  {settings.address}/desk/sign-in    password of all: {demo.staff[0].password}",
        *lines,
        f"  … and {len(demo.staff) - len(shown)} more in the other areas",
        "",
    ]
