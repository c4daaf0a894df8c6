"""The fields of the six form pages (process, section 3, P1-P6), with their labels to the letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from mock_portal.domain.catalogue import choices as e
from mock_portal.domain.catalogue.choices import Choice, plain
from mock_portal.domain.catalogue.specialties import CHOICES as SPECIALTIES
from mock_portal.domain.catalogue.specialties import LEVELS
from mock_portal.domain.terms import SUBJECTS, Page


class Kind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    TEXTAREA = "textarea"
    NUMBER = "number"
    DATE = "date"
    MONTH = "month"
    CHOICE = "choice"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    CHECKBOXES = "checkboxes"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field; ``choices`` is empty where they depend on the case, ``max_length`` is 0 where typing has no limit.

    ``shown_when`` names the other field and the one value of it for which this field matters.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    max_length: int = 0
    hint: str = ""
    autocomplete: str = ""
    shown_when: tuple[str, str] | None = None


def _choice(name: str, label: str, labels: tuple[str, ...], *, hint: str = "") -> FieldSpec:
    return FieldSpec(name, label, Kind.CHOICE, required=True, choices=plain(labels), hint=hint)


TITLES: Mapping[Page, str] = MappingProxyType(
    {
        Page.CITY: "报名地市",
        Page.IDENTITY: "基本信息",
        Page.CONTACT: "联系方式",
        Page.SPECIALTY: "报考信息",
        Page.EDUCATION: "教育情况",
        Page.EMPLOYMENT: "工作情况",
    }
)
FIELDS: Mapping[Page, tuple[FieldSpec, ...]] = MappingProxyType(
    {
        Page.CITY: (
            FieldSpec("city", "报名地市", Kind.CHOICE, required=True),
            FieldSpec("institution", "网上确认机构", Kind.CHOICE, required=True, hint="请按本人实际情况准确选择"),
        ),
        Page.IDENTITY: (
            FieldSpec("sex", "性别", Kind.RADIO, required=True, choices=plain(e.SEXES)),
            FieldSpec("birth_date", "出生日期", Kind.DATE, required=True, autocomplete="bday"),
            _choice("nationality", "国籍", e.NATIONALITIES),
            FieldSpec(
                "foreign_nationality",
                "外国人员国籍",
                max_length=40,
                hint="国籍选择“其他”时必填",
                shown_when=("nationality", e.OTHER_COUNTRY),
            ),
            FieldSpec("id_valid_to", "证件有效截至日期", Kind.DATE, required=True, hint="长期有效的证件请勾选“长期”"),
            FieldSpec("id_long_term", e.LONG_TERM, Kind.CHECKBOX),
            _choice("ethnicity", "民族", e.ETHNICITIES),
            _choice("health", "健康状态", e.HEALTH),
        ),
        Page.CONTACT: (
            FieldSpec("address", "地址", max_length=100, autocomplete="street-address"),
            FieldSpec("postcode", "邮编", max_length=6, autocomplete="postal-code"),
            FieldSpec("mobile", "手机", max_length=11, autocomplete="tel-national"),
        ),
        Page.SPECIALTY: (
            _choice("level", "报考级别", LEVELS),
            FieldSpec("specialty", "报考专业", Kind.CHOICE, required=True, choices=SPECIALTIES),
            FieldSpec(
                "subjects",
                "报考科目",
                Kind.CHECKBOXES,
                required=True,
                choices=plain(SUBJECTS),
                hint="已按所选专业自动勾选，可自行调整",
            ),
            _choice("current_title", "现有技术资格", e.TITLES),
            FieldSpec(
                "title_date",
                "现有技术资格取得时间",
                Kind.MONTH,
                hint="格式如 2018-06；现有技术资格选择“无”时不填",
            ),
            _choice("practice_category", "执业类别", e.PRACTICE_CATEGORIES),
        ),
        Page.EDUCATION: (
            FieldSpec("education", "学历", Kind.CHOICE, required=True),
            FieldSpec("degree", "学位", Kind.CHOICE, required=True, hint="没有学位请选择“无”"),
            _choice("highest_education", "最高学历", e.EDUCATION_LEVELS),
            _choice("schooling_years", "学制", e.SCHOOLING_YEARS, hint="单位：年"),
            FieldSpec("study_history", "专业学习经历", Kind.TEXTAREA, required=True, max_length=200),
        ),
        Page.EMPLOYMENT: (
            FieldSpec(
                "employer",
                "单位名称",
                Kind.SEARCH,
                required=True,
                max_length=60,
                hint="请输入单位全称中连续的至少4个字检索后选择，不能使用缩写、简称；检索不到请输入“其它”",
            ),
            FieldSpec(
                "other_employer",
                "其它单位",
                max_length=60,
                hint="单位名称为“其它”时必填",
                shown_when=("employer", e.OTHER),
            ),
            _choice("affiliation", "单位所属", e.AFFILIATIONS),
            _choice("nature", "单位性质", e.NATURES),
            FieldSpec(
                "years",
                "从事本专业年限",
                Kind.NUMBER,
                required=True,
                max_length=2,
                hint="截至考试上一年度12月31日的整年数",
            ),
        ),
    }
)
COMPANIONS: Mapping[Page, tuple[str, ...]] = MappingProxyType({Page.EMPLOYMENT: ("employer_id",)})  # sent unseen


def page_title(page: Page) -> str:
    """What the page is called on the screen."""
    return TITLES[page]


def following(page: Page) -> Page | None:
    """The page after ``page``; None after the last."""
    pages = tuple(Page)
    return next(iter(pages[pages.index(page) + 1 :]), None)
