"""Making the demo project: every window is open at its clock, so that a whole enrollment can be played in one sitting."""

from datetime import date, datetime

from mock_portal.demo.country import (
    CITIES,
    COLLECT_AT_THE_DESK,
    COLLECT_ON_SITE,
    CONFIRM_ONLINE,
    FEES,
    USUAL_FEES,
)
from mock_portal.domain.area import Area, City, Fees, Institution, MaterialKind
from mock_portal.domain.calendar import BEIJING, Timetable, whole_days
from mock_portal.domain.terms import Confirmation
from mock_portal.portal import Portal
from mock_portal.use_cases.stage import Stage, StageSet, set_stage

# Not the title of the projects that scenarios make: who rehearses beside the demo project sees both.
TITLE = "2023年度卫生专业技术资格考试（演示）"
CLOCK = datetime(2023, 1, 5, 9, tzinfo=BEIJING)
REGISTRATION = whole_days(date(2022, 12, 30), date(2023, 1, 12))
AFTERWARDS = whole_days(date(2022, 12, 30), date(2023, 2, 28))
TIMETABLE = Timetable(
    registration=REGISTRATION,
    confirmation=whole_days(date(2022, 12, 30), date(2023, 1, 17)),
    resubmission=whole_days(date(2022, 12, 30), date(2023, 1, 15)),
    site_review=AFTERWARDS,
    area_review=AFTERWARDS,
    payment=AFTERWARDS,
)
MATERIALS = (
    MaterialKind("身份证件", max_files=2),
    MaterialKind("学历证书"),
    MaterialKind("工作单位证明", max_files=1),
    MaterialKind("执业证书或资格证书", required=False),
)


def city(area: str, name: str) -> City:
    """A city with two registration points, or, where the area confirms online, two institutions and one closed."""
    collects = False if (area, name) in COLLECT_AT_THE_DESK else None
    if area not in CONFIRM_ONLINE:
        return City(name, points=(f"{name}卫生健康委报名点", f"{name}人民医院报名点"), online_payment=collects)
    institutions = (
        Institution(f"{name}卫生人才服务中心"),
        Institution(f"{name}人民医院"),
        Institution(f"{name}旧确认点", active=False),
    )
    return City(name, institutions=institutions, online_payment=collects)


def area(name: str, cities: str) -> Area:
    """One exam area of the demo project."""
    online = name in CONFIRM_ONLINE
    return Area(
        name=name,
        confirmation=Confirmation.ONLINE if online else Confirmation.ON_SITE,
        online_payment=name not in COLLECT_ON_SITE,
        timetable=TIMETABLE,
        fees=Fees(*FEES.get(name, USUAL_FEES)),
        cities=tuple(city(name, each) for each in cities.split()),
        materials=MATERIALS if online else (),
    )


def open_demo(portal: Portal) -> StageSet:
    """Make the demo project anew, open to everybody."""
    areas = tuple(area(name, cities) for name, cities in CITIES.items())
    demo = Stage(key="demo", title=TITLE, areas=areas, registration=REGISTRATION, clock=CLOCK, open_to_all=True)
    return set_stage(portal, demo)
