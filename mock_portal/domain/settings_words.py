"""An area's settings in words, label by label: for the audit of changes and for the center's overview."""

from collections.abc import Mapping

from mock_portal.domain.area import Area, City, MaterialKind
from mock_portal.domain.calendar import Timetable, Window
from mock_portal.domain.rules.standing import clock_time, moment
from mock_portal.domain.terms import Confirmation

WINDOWS = {
    "registration": "网上报名",
    "confirmation": "报名确认",
    "resubmission": "重新上传材料",
    "site_review": "考点初审",
    "area_review": "考区终审",
    "payment": "网上缴费",
}
CONFIRMATION_WORDS = {Confirmation.ON_SITE: "现场确认", Confirmation.ONLINE: "线上确认"}
YES_NO = {True: "是", False: "否"}
OPEN_WORDS = {True: "开通", False: "不开通", None: "按考区设置"}


def windows_of(timetable: Timetable) -> dict[str, Window]:
    """The six windows by their names."""
    return {name: getattr(timetable, name) for name in WINDOWS}


def yuan(fen: int) -> str:
    """An amount as it is shown."""
    return f"{fen // 100}.{fen % 100:02d}"


def material_line(kind: MaterialKind) -> str:
    """One kind of material as it is shown and edited."""
    need = "必传" if kind.required else "选传"
    return f"{kind.name}，{need}，{kind.max_files}个，{kind.max_bytes // 1024}KB"


def describe(area: Area) -> dict[str, str]:
    """Every setting by its label."""
    words = {
        label: f"{clock_time(window.opens)} 至 {moment(window.closes)}"
        for label, window in zip(WINDOWS.values(), windows_of(area.timetable).values(), strict=True)
    }
    words |= {
        "报名确认方式": CONFIRMATION_WORDS[area.confirmation],
        "开通网上缴费": OPEN_WORDS[area.online_payment],
        "机考每科费用": yuan(area.fees.computer),
        "纸笔考试每科费用": yuan(area.fees.paper),
        "每人固定费用": yuan(area.fees.fixed),
        "缴费平台": area.platform,
        "订单有效时间（分钟）": str(area.order_minutes),
        "证明材料": "；".join(map(material_line, area.materials)) or "无",
        "往年考生自动确认": YES_NO[area.confirms_unchanged_repeaters],
        "缴费开始后停止审核": YES_NO[area.review_ends_with_payment],
        "报考须知": area.notice or "无",
    }
    for city in area.cities:
        words |= _describe_city(city)
    return words


def _describe_city(city: City) -> dict[str, str]:
    words = {f"{city.name}网上缴费": OPEN_WORDS[city.online_payment]}
    if city.institutions:
        words[f"{city.name}受理机构"] = "、".join(city.open_institutions) or "无"
    return words


def differences(before: Area, after: Area) -> list[str]:
    """What has changed, one line each."""
    old, new = describe(before), describe(after)
    return [f"{label}：{_words(old, label)} → {words}" for label, words in new.items() if old.get(label) != words]


def _words(described: Mapping[str, str], label: str) -> str:
    return described.get(label, "无")
