"""The form of 考区设置: its fields with what stands in them, and an area read back from what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mock_portal.domain.area import Area, City, Fees, Institution
from mock_portal.domain.calendar import Timetable, Window
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.standing import clock_time, moment
from mock_portal.domain.settings_words import (
    CONFIRMATION_WORDS,
    OPEN_WORDS,
    WINDOWS,
    material_line,
    windows_of,
    yuan,
)
from mock_portal.domain.terms import Confirmation
from mock_portal.web.components import FieldKind, FieldView, Option
from mock_portal.web.desk.reading import Reader

FEES = {"computer": "机考每科费用（元）", "paper": "纸笔考试每科费用（元）", "fixed": "每人固定费用（元）"}
PAYMENT = {"yes": True, "no": False}  # anything else: as the area decides
AS_AREA = "as-area"
LONGEST_NOTICE = 5000


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together under one title."""

    title: str
    fields: Sequence[FieldView]


def typed_as(area: Area) -> dict[str, str]:
    """What the form says while nobody has typed anything: the settings as they are."""
    texts = {
        "confirmation": area.confirmation.value,
        "online_payment": "yes" if area.online_payment else "no",
        "platform": area.platform,
        "order_minutes": str(area.order_minutes),
        "materials": "\n".join(map(material_line, area.materials)),
        "confirms_unchanged_repeaters": "yes" if area.confirms_unchanged_repeaters else "",
        "review_ends_with_payment": "yes" if area.review_ends_with_payment else "",
        "notice": area.notice,
    }
    for name, window in windows_of(area.timetable).items():
        texts |= {f"{name}_opens": clock_time(window.opens), f"{name}_closes": moment(window.closes)}
    texts |= {f"fee_{name}": yuan(getattr(area.fees, name)) for name in FEES}
    for n, city in enumerate(area.cities):
        texts[f"payment_{n}"] = {True: "yes", False: "no", None: AS_AREA}[city.online_payment]
        for m, institution in enumerate(city.institutions):
            texts[f"institution_{n}_{m}"] = "yes" if institution.active else ""
    return texts


def read_area(before: Area, reader: Reader, rules: Rules) -> Area | None:
    """The area as typed; None if something is wrong, which the reader then names field by field."""
    windows = {name: _window(name, window, reader, rules) for name, window in windows_of(before.timetable).items()}
    closes = {name: edges[1] for name, edges in windows.items()}
    for name, problem in (("resubmission", rules.resubmission_problem), ("registration", rules.registration_problem)):
        reader.complain(f"{name}_closes", problem(closes[name], closes["confirmation"]))
    online_payment = reader.text("online_payment") == "yes"
    cities = tuple(_city(n, city, reader) for n, city in enumerate(before.cities))
    somebody_pays = online_payment or any(city.online_payment for city in cities)
    late_review = rules.area_review_problem(closes["area_review"], closes["payment"], online_payment=somebody_pays)
    reader.complain("area_review_closes", late_review)
    fees = {name: _fee(name, reader, rules, online_payment=somebody_pays) for name in FEES}
    minutes = reader.count("order_minutes")
    reader.complain("order_minutes", rules.order_minutes_problem(minutes))
    platform = reader.required("platform", "缴费平台", 60)
    materials = reader.materials("materials")
    confirmation = _confirmation(before, reader)
    if reader.problems:
        return None
    return replace(
        before,
        confirmation=confirmation,
        online_payment=online_payment,
        timetable=Timetable(**{name: Window(*edges) for name, edges in windows.items()}),
        fees=Fees(**fees),
        cities=cities,
        materials=materials,
        platform=platform,
        order_minutes=minutes,
        confirms_unchanged_repeaters=reader.ticked("confirms_unchanged_repeaters"),
        review_ends_with_payment=reader.ticked("review_ends_with_payment"),
        notice=reader.text("notice").replace("\r\n", "\n")[:LONGEST_NOTICE],
    )


def groups(area: Area, texts: Mapping[str, str], problems: Mapping[str, str], *, mode_fixed: bool) -> list[Group]:
    """The whole form."""
    found = [
        Group("办理时间（北京时间）", [field for name in WINDOWS for field in _window_fields(name)]),
        Group("报名确认与材料", [*_mode_fields(area, mode_fixed=mode_fixed), *_material_fields()]),
        Group("缴费", _payment_fields()),
        Group("考点", _city_fields(area)),
        Group("其它", _switch_fields()),
    ]
    return [Group(g.title, [_filled(field, texts, problems) for field in g.fields]) for g in found]


def _window(name: str, before: Window, reader: Reader, rules: Rules) -> tuple[datetime, datetime]:
    opens = reader.moment(f"{name}_opens", before.opens)
    closes = reader.moment(f"{name}_closes", before.closes)
    if f"{name}_opens" not in reader.problems:
        reader.complain(f"{name}_closes", rules.window_problem(opens, closes))
    return opens, closes


def _fee(name: str, reader: Reader, rules: Rules, *, online_payment: bool) -> int:
    fen = reader.amount(f"fee_{name}")
    per_subject = name != "fixed"
    reader.complain(f"fee_{name}", rules.fee_problem(fen, online_payment=online_payment, per_subject=per_subject))
    return fen


def _confirmation(before: Area, reader: Reader) -> Confirmation:
    """A fixed mode is not on the form as something to send: then it stays as it is."""
    chosen = reader.text("confirmation")
    return Confirmation(chosen) if chosen in set(Confirmation) else before.confirmation


def _city(n: int, city: City, reader: Reader) -> City:
    institutions = tuple(
        Institution(institution.name, reader.ticked(f"institution_{n}_{m}"))
        for m, institution in enumerate(city.institutions)
    )
    return replace(city, online_payment=PAYMENT.get(reader.text(f"payment_{n}")), institutions=institutions)


def _filled(field: FieldView, texts: Mapping[str, str], problems: Mapping[str, str]) -> FieldView:
    if field.kind is FieldKind.READONLY:
        return field
    return replace(field, value=texts.get(field.name, ""), error=problems.get(field.name, ""))


def _window_fields(name: str) -> list[FieldView]:
    label = WINDOWS[name]
    return [
        FieldView(f"{name}_opens", f"{label}开始时间", required=True, max_length=16),
        FieldView(f"{name}_closes", f"{label}截至时间", required=True, max_length=16),
    ]


def _mode_fields(area: Area, *, mode_fixed: bool) -> list[FieldView]:
    if mode_fixed:
        words, hint = CONFIRMATION_WORDS[area.confirmation], "本考区已有考生报名，不能更改：流程和材料要求已确定。"
        return [FieldView("confirmation", "报名确认方式", FieldKind.READONLY, value=words, hint=hint)]
    options = [Option(mode.value, words) for mode, words in CONFIRMATION_WORDS.items()]
    return [FieldView("confirmation", "报名确认方式", FieldKind.RADIO, options=options, required=True)]


def _material_fields() -> list[FieldView]:
    hint = "每行一种，例如：毕业证书，必传，2个，2048KB。仅线上确认考区需要。"
    return [FieldView("materials", "证明材料", FieldKind.TEXTAREA, hint=hint)]


def _payment_fields() -> list[FieldView]:
    options = [Option("yes", OPEN_WORDS[True]), Option("no", OPEN_WORDS[False])]
    return [
        FieldView("online_payment", "开通网上缴费", FieldKind.RADIO, options=options, required=True),
        FieldView("platform", "缴费平台", required=True, max_length=60),
        *(FieldView(f"fee_{name}", label, FieldKind.NUMBER, required=True) for name, label in FEES.items()),
        FieldView("order_minutes", "订单有效时间（分钟）", FieldKind.NUMBER, required=True),
    ]


def _city_fields(area: Area) -> list[FieldView]:
    options = [Option(AS_AREA, OPEN_WORDS[None]), Option("yes", OPEN_WORDS[True]), Option("no", OPEN_WORDS[False])]
    fields: list[FieldView] = []
    for n, city in enumerate(area.cities):
        fields.append(
            FieldView(f"payment_{n}", f"{city.name}网上缴费", FieldKind.RADIO, options=options, required=True)
        )
        fields += [
            FieldView(f"institution_{n}_{m}", f"{city.name}：{institution.name}受理网上确认", FieldKind.CHECKBOX)
            for m, institution in enumerate(city.institutions)
        ]
    return fields


def _switch_fields() -> list[FieldView]:
    return [
        FieldView("confirms_unchanged_repeaters", "信息未变更的往年考生提交后自动确认", FieldKind.CHECKBOX),
        FieldView("review_ends_with_payment", "缴费开始后停止资格审核", FieldKind.CHECKBOX),
        FieldView("notice", "报考须知", FieldKind.TEXTAREA, max_length=LONGEST_NOTICE),
    ]
