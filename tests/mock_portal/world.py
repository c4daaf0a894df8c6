"""The small world that tests of the portal live in: a clock, areas, projects, people and their enrollments."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flask import Flask
from PIL import Image
from sqlalchemy import Connection, insert

from mock_portal.app import create_app
from mock_portal.domain.area import Area, City, Fees, Institution, MaterialKind
from mock_portal.domain.calendar import BEIJING, Timetable, Window, whole_days
from mock_portal.domain.case import Case, Person, SavedPage
from mock_portal.domain.terms import Confirmation, Page, State
from mock_portal.portal import Portal
from mock_portal.settings import PasswordCost, Settings
from mock_portal.store import schema as s
from mock_portal.store.credentials import list_credentials
from mock_portal.store.engine import Store
from mock_portal.store.enrollments import case_of_person, encode_pages
from mock_portal.store.files import add_file
from mock_portal.store.projects import add_project, admit

TITLE = "2023年度卫生专业技术资格考试"
REGISTRATION = whole_days(date(2022, 12, 30), date(2023, 1, 12))
EXAM_DATE = date(2023, 4, 15)
MID_REGISTRATION = datetime(2023, 1, 5, 10, tzinfo=BEIJING)
CONTROL_TOKEN = "control-token-of-tests"


class Clock:
    """The portal's real clock, which a test sets by hand."""

    def __init__(self, now: datetime = MID_REGISTRATION) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, step: timedelta) -> None:
        """Let ``step`` go by."""
        self.now += step


def a_portal(tmp_path: Path, *, database: str = "", clock: Clock | None = None, **settings: Any) -> Portal:
    """A portal with an empty store: a SQLite file, unless another ``database`` is named."""
    chosen: dict[str, Any] = {"password_cost": PasswordCost.cheap(), "control_token": CONTROL_TOKEN, **settings}
    made = Settings(database=database or f"sqlite:///{tmp_path / 'portal.sqlite'}", **chosen)
    store = Store(made.database)
    store.create_tables()
    return Portal(made, store, clock or Clock())


@dataclass(frozen=True)
class CrowdedPortal(Portal):
    """One in which whoever wants to write waits until a moment has come."""

    until: datetime = REGISTRATION.closes

    def writing(self) -> AbstractContextManager[Connection]:
        """The transaction, at that moment."""
        a_clock(self).now = self.until
        return self.store.writing()


def crowded(portal: Portal, until: datetime = REGISTRATION.closes) -> CrowdedPortal:
    """The same portal, in which every request that writes has to wait for this moment, the end of registration."""
    return CrowdedPortal(portal.settings, portal.store, portal.now, until)


def an_app(portal: Portal) -> Flask:
    """The WSGI application of a portal, on the portal's own clock."""
    app = create_app(portal.settings, portal.store)
    app.extensions["portal"] = portal
    return app


def a_clock(portal: Portal) -> Clock:
    """The clock of a portal of ``a_portal``."""
    assert isinstance(portal.now, Clock)
    return portal.now


def a_timetable(**windows: Window) -> Timetable:
    """The calendar of 2023 (process, section 5), with single windows replaced."""
    usual = Timetable(
        registration=REGISTRATION,
        confirmation=whole_days(date(2022, 12, 31), date(2023, 1, 15)),
        resubmission=whole_days(date(2022, 12, 31), date(2023, 1, 14)),
        site_review=whole_days(date(2022, 12, 31), date(2023, 1, 31)),
        area_review=whole_days(date(2023, 1, 1), date(2023, 2, 16)),
        payment=whole_days(date(2023, 2, 17), date(2023, 2, 28)),
    )
    return replace(usual, **windows)


ON_SITE_CITIES = (
    City("长沙市", points=("长沙市中心医院", "浏阳市卫生健康局")),
    City("株洲市", points=("株洲市中心医院",)),
)
ONLINE_CITIES = (
    City("和平区", institutions=(Institution("和平区卫生健康委"), Institution("已停办机构", active=False))),
    City("河西区", institutions=(Institution("河西区卫生健康委"),)),
)
MATERIALS = (MaterialKind("毕业证书"), MaterialKind("工作年限证明"), MaterialKind("成绩单", required=False))


def an_area(name: str = "湖南省", **overrides: Any) -> Area:
    """An area that confirms on site and is paid online."""
    usual: dict[str, Any] = {
        "confirmation": Confirmation.ON_SITE,
        "online_payment": True,
        "timetable": a_timetable(),
        "fees": Fees(computer=7000, paper=6500),
        "cities": ON_SITE_CITIES,
    }
    return Area(name, **usual | overrides)


def an_online_area(name: str = "天津市", **overrides: Any) -> Area:
    """An area that confirms uploaded materials and is paid online."""
    usual: dict[str, Any] = {
        "confirmation": Confirmation.ONLINE,
        "cities": ONLINE_CITIES,
        "materials": MATERIALS,
    }
    return an_area(name, **usual | overrides)


def a_project(portal: Portal, *, areas: Sequence[Area] = (), admitted: Sequence[Person] = (), **overrides: Any) -> int:
    """A project with these areas (one of each kind unless named), open to ``admitted``; its id."""
    usual: dict[str, Any] = {"title": TITLE, "registration": REGISTRATION, "exam_date": EXAM_DATE}
    with portal.writing() as tx:
        number = len(tx.execute(s.project.select()).all())
        usual["key"] = f"test-{number}"
        project_id = add_project(tx, areas=areas or (an_area(), an_online_area()), **usual | overrides)
        admit(tx, project_id, [person.id_number for person in admitted])
    return project_id


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident_id(number: int) -> str:
    """A valid resident ID number, another one for each ``number`` (GB 11643-1999)."""
    born = date(1985, 1, 1) + timedelta(days=number // 400)
    body = f"430104{born:%Y%m%d}{2 * (number % 400) + 101:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


@cache
def a_photo(shade: int = 200) -> bytes:
    """A real JPEG of the shape of a basic photo."""
    kept = BytesIO()
    Image.new("RGB", (320, 440), (shade, shade, 255)).save(kept, "JPEG")
    return kept.getvalue()


def an_account(portal: Portal, number: int = 1, *, credentials: bool = True, **overrides: Any) -> Person:
    """The registered candidate of that number, with complete basic information unless ``overrides`` take some away."""
    id_number = resident_id(number)
    usual: dict[str, Any] = {
        "username": f"candidate{number}",
        "name": "张明" if number == 1 else f"张明{number}",
        "id_type": "居民身份证",
        "id_number": id_number,
        "password_hash": "!",
        "sex": "男",
        "birth_date": datetime.strptime(id_number[6:14], "%Y%m%d").date(),  # noqa: DTZ007  a date has no zone
        "nationality": "中国",
        "wechat_openid": f"wechat-{number}",
        "created_at": portal.now(),
    }
    with portal.writing() as tx:
        usual["photo_file"] = add_file(tx, "报名照片.jpg", "image/jpeg", a_photo())
        row = usual | overrides
        account_id = tx.execute(insert(s.account).returning(s.account.c.id), row).scalar_one()
        if credentials:
            tx.execute(insert(s.credential), an_education(account_id))
    return Person(
        id=account_id,
        username=row["username"],
        name=row["name"],
        id_type=row["id_type"],
        id_number=row["id_number"],
        sex=row["sex"],
        birth_date=row["birth_date"],
        nationality=row["nationality"],
        photo_file=row["photo_file"],
        wechat_bound=row["wechat_openid"] is not None,
    )


def an_education(account_id: int) -> dict[str, Any]:
    """A row of 【学历学位信息维护】: a checked bachelor's diploma."""
    return {
        "account_id": account_id,
        "kind": "education",
        "level": "本科",
        "school": "中南大学",
        "major": "临床医学",
        "obtained_on": date(2010, 7, 1),
        "certificate_no": "105331201005000001",
        "verification": "核验通过",
    }


@dataclass(frozen=True, slots=True)
class Filled:
    """An enrollment whose pages are filled in, with its owner."""

    project_id: int
    person: Person
    enrollment_id: int

    def case(self, portal: Portal) -> Case:
        """How it stands now."""
        with portal.reading() as tx:
            found = case_of_person(tx, self.project_id, self.person.id, portal.now())
        assert found is not None
        return found


def filled_pages(area: Area, city: str, education: str = "1") -> dict[Page, SavedPage]:
    """What a diligent candidate of ``area`` has entered; ``education`` is the id of the entry referred to."""
    chosen = area.city(city)
    institution = chosen.open_institutions[0] if chosen and area.confirms_online else ""
    values: dict[Page, dict[str, str | tuple[str, ...]]] = {
        Page.CITY: {"city": city, **({"institution": institution} if institution else {})},
        Page.IDENTITY: {"id_valid_to": "2035-01-01", "ethnicity": "汉族", "health": "健康或良好"},
        Page.CONTACT: {"address": "长沙市芙蓉区人民路1号", "postcode": "410000", "mobile": "13812345678"},
        Page.SPECIALTY: {
            "level": "中级",
            "specialty": "303",
            "subjects": ("基础知识", "相关专业知识", "专业知识", "专业实践能力"),
            "current_title": "医师",
            "title_date": "2015-06",
            "practice_category": "临床",
        },
        Page.EDUCATION: {
            "education": education,
            "degree": "无",
            "highest_education": "本科",
            "schooling_years": "5",
            "study_history": "中南大学临床医学专业五年制本科",
        },
        Page.EMPLOYMENT: {
            "employer": "其它",
            "other_employer": "长沙市芙蓉区仁和诊所",
            "affiliation": "县(区)",
            "nature": "综合医院",
            "years": "7",
        },
    }
    return {page: SavedPage(MappingProxyType(values[page]), 1, done=True) for page in Page}


def a_filled_enrollment(
    portal: Portal,
    project_id: int,
    person: Person,
    *,
    area: Area | None = None,
    city: str = "",
    **columns: Any,
) -> Filled:
    """A draft with all pages filled in and the photo confirmed; ``columns`` replace single columns of its row."""
    area = area or an_area()
    city = city or area.cities[0].name
    with portal.reading() as tx:
        education = next((c.id for c in list_credentials(tx, person.id) if c.kind == "education"), 0)
    pages = filled_pages(area, city, str(education))
    row: dict[str, Any] = {
        "project_id": project_id,
        "account_id": person.id,
        "state": State.DRAFT.value,
        "area": area.name,
        "city": city,
        "institution": pages[Page.CITY].values.get("institution", ""),
        "agreed": True,
        "pages": encode_pages(pages),
        "revision": max(saved.revision for saved in pages.values()),
        "photo_file": person.photo_file,
    }
    with portal.writing() as tx:
        inserted = insert(s.enrollment).returning(s.enrollment.c.id)
        enrollment_id = tx.execute(inserted, row | columns).scalar_one()
    return Filled(project_id, person, enrollment_id)
