"""The specialties (E8) by level: three-digit codes, names, and the mode of their exam."""

from collections.abc import Iterator
from dataclasses import dataclass

from mock_portal.domain.catalogue.choices import Choice

ASSISTANT, JUNIOR, INTERMEDIATE = LEVELS = ("初级(士)", "初级(师)", "中级")
PAPER_SPECIALTIES = frozenset({"203"})  # 护理学(师) was the one exam on paper in 2023


@dataclass(frozen=True, slots=True)
class Specialty:
    """One specialty of one level."""

    level: str
    code: str
    name: str

    @property
    def label(self) -> str:
        """As the list shows it: “203 护理学”."""
        return f"{self.code} {self.name}"


_ASSISTANT = """
101药学 102中药学 103口腔医学技术 104放射医学技术 105临床医学检验技术 106病理学技术 107康复医学治疗技术
108营养 111病案信息技术
"""
_JUNIOR = """
201药学 202中药学 203护理学 204中医护理学 205口腔医学技术 206放射医学技术 207临床医学检验技术 208病理学技术
209康复医学治疗技术 210营养 213病案信息技术 214输血技术 215神经电生理(脑电图)技术 216心理治疗
"""
_INTERMEDIATE = """
301全科医学 302全科医学(中医类) 303内科学 304心血管内科学 305呼吸内科学 306消化内科学 307肾内科学 308神经内科学
309内分泌学 310血液病学 311结核病学 312传染病学 313风湿与临床免疫学 314职业病学 315中医内科学
316中西医结合内科学 317普通外科学 318骨外科学 319胸心外科学 320神经外科学 321泌尿外科学 322小儿外科学
323烧伤外科学 324整形外科学 325中医外科学 326中西医结合外科学 327中医肛肠科学 328中医骨伤学
329中西医结合骨伤学 330妇产科学 331中医妇科学 332儿科学 333中医儿科学 334眼科学 335中医眼科学 336耳鼻咽喉科学
337中医耳鼻喉科学 338皮肤与性病学 339中医皮肤与性病学 340精神病学 341肿瘤内科学 342肿瘤外科学
343肿瘤放射治疗学 344放射医学 345核医学 346超声波医学 347麻醉学 348康复医学 349推拿(按摩)学 350中医针灸学
351病理学 352临床医学检验学 353口腔医学 354口腔内科学 355口腔颌面外科学 356口腔修复学 357口腔正畸学 358疼痛学
359重症医学 360计划生育 361疾病控制 362公共卫生 363职业卫生 364妇幼保健 365健康教育 366药学 367中药学
368护理学 369内科护理 370外科护理 371妇产科护理 372儿科护理 373社区护理 374中医护理 375口腔医学技术
376放射医学技术 377核医学技术 378超声波医学技术 379临床医学检验技术 380病理学技术 382康复医学治疗技术 383营养
392急诊医学
"""


def _read(level: str, listing: str) -> Iterator[Specialty]:
    return (Specialty(level, entry[:3], entry[3:]) for entry in listing.split())


SPECIALTIES = (*_read(ASSISTANT, _ASSISTANT), *_read(JUNIOR, _JUNIOR), *_read(INTERMEDIATE, _INTERMEDIATE))
_BY_CODE = {specialty.code: specialty for specialty in SPECIALTIES}
CHOICES = tuple(Choice(s.code, s.label, group=s.level) for s in SPECIALTIES)


def find_specialty(code: str) -> Specialty | None:
    """The specialty of that code."""
    return _BY_CODE.get(code)


def specialties_of(level: str) -> tuple[Choice, ...]:
    """What can be chosen at one level; nothing at an unknown one."""
    return tuple(choice for choice in CHOICES if choice.group == level)


def on_paper(code: str) -> bool:
    """Whether the exam of that specialty is written on paper; fees differ by it."""
    return code in PAPER_SPECIALTIES
