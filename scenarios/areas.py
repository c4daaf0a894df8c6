"""The four area types of the process, each played by a province that was like that, with its cities and desks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from scenarios.calendar import Calendar

ON_PAPER = frozenset({"203"})  # 护理学(师) is examined on paper (section 3, E8)


class AreaType(StrEnum):
    """How an area confirms, and whether its candidates pay through the portal."""

    ON_SITE_PAY = "on-site-pay"
    ON_SITE_FREE = "on-site-free"
    ONLINE_PAY = "online-pay"
    ONLINE_FREE = "online-free"

    @property
    def online(self) -> bool:
        """Whether materials are uploaded instead of a printed form being brought."""
        return self in {AreaType.ONLINE_PAY, AreaType.ONLINE_FREE}

    @property
    def pays(self) -> bool:
        """Whether candidates pay through the portal."""
        return self in {AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY}


@dataclass(frozen=True, slots=True)
class City:
    """A 报名地市 with its registration points or confirming institutions."""

    name: str
    points: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    closed_institutions: tuple[str, ...] = ()
    online_payment: bool | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """One exam area as a scenario wants it; fees in fen."""

    name: str
    type: AreaType
    cities: tuple[City, ...]
    computer_fee: int = 7000
    paper_fee: int = 7000
    fixed_fee: int = 0
    order_minutes: int = 30
    materials: tuple[str, ...] = ("身份证件", "毕业证书", "工作年限证明")
    optional_materials: tuple[str, ...] = ("执业证书",)
    also: Mapping[str, Any] = field(default_factory=dict)  # what a target's control surface takes beyond this

    @property
    def city(self) -> City:
        """The city where most of it happens."""
        return self.cities[0]

    def type_at(self, city: str) -> AreaType:
        """The area type as candidates of a city meet it: a site may differ from its area in payment (Q28)."""
        found = next((each for each in self.cities if each.name == city), None)
        if found is None or found.online_payment is None:
            return self.type
        online = {True: AreaType.ONLINE_PAY, False: AreaType.ONLINE_FREE}
        on_site = {True: AreaType.ON_SITE_PAY, False: AreaType.ON_SITE_FREE}
        return (online if self.type.online else on_site)[found.online_payment]

    def fee(self, specialty: str, subjects: int) -> int:
        """What so many subjects of a specialty cost, in fen: fee of the mode times subjects, plus the fixed part (Q36)."""
        mode = self.paper_fee if specialty in ON_PAPER else self.computer_fee
        return mode * subjects + self.fixed_fee

    def with_(self, **changes: Any) -> "Area":
        """The same area with something else about it."""
        return replace(self, **changes)

    def as_json(self, calendar: Calendar) -> dict[str, Any]:
        """As the control surface wants it."""
        return {
            "name": self.name,
            "confirmation": "online" if self.type.online else "on-site",
            "online_payment": self.type.pays,
            "timetable": calendar.windows(),
            "fees": {"computer": self.computer_fee, "paper": self.paper_fee, "fixed": self.fixed_fee},
            "cities": [city_as_json(city) for city in self.cities],
            "materials": self._materials_as_json() if self.type.online else [],
            "order_minutes": self.order_minutes,
            **self.also,
        }

    def _materials_as_json(self) -> list[dict[str, Any]]:
        required = [{"name": name, "required": True} for name in self.materials]
        return required + [{"name": name, "required": False} for name in self.optional_materials]


def city_as_json(city: City) -> dict[str, Any]:
    """A city as the control surface wants it."""
    institutions = [{"name": name, "active": True} for name in city.institutions]
    institutions += [{"name": name, "active": False} for name in city.closed_institutions]
    return {
        "name": city.name,
        "points": list(city.points),
        "institutions": institutions,
        "online_payment": city.online_payment,
    }


def desks(name: str) -> City:
    """A city that confirms on site."""
    return City(name, points=(f"{name}报名点", f"{name}人民医院报名点"))


def institutions(name: str) -> City:
    """A city that confirms online."""
    return City(
        name,
        institutions=(f"{name}卫生人才服务中心", f"{name}人民医院"),
        closed_institutions=(f"{name}旧确认点",),
    )


AREAS: Mapping[AreaType, Area] = {
    AreaType.ON_SITE_PAY: Area("甘肃省", AreaType.ON_SITE_PAY, (desks("兰州市"), desks("平凉市"))),
    AreaType.ON_SITE_FREE: Area("浙江省", AreaType.ON_SITE_FREE, (desks("杭州市"), desks("温州市"))),
    AreaType.ONLINE_PAY: Area(
        "天津市", AreaType.ONLINE_PAY, (institutions("和平区"), institutions("南开区")), paper_fee=6500
    ),
    AreaType.ONLINE_FREE: Area("上海市", AreaType.ONLINE_FREE, (institutions("黄浦区"), institutions("徐汇区"))),
}
