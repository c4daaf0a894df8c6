"""The published lists that a field is chosen from (E2-E7, E9, E10)."""

from collections.abc import Iterable
from typing import NamedTuple

NONE = "无"
OTHER = "其它"  # never 其他: the process spells it so for employers, affiliations and natures
LONG_TERM = "长期"
CHINA = "中国"
OTHER_COUNTRY = "其他"  # the code table of nationalities spells it this way


class Choice(NamedTuple):
    """One entry of a list; ``group`` is the heading below which it stands, if any."""

    value: str
    label: str
    group: str = ""


def plain(labels: Iterable[str]) -> tuple[Choice, ...]:
    """Choices that are sent as they are read."""
    return tuple(Choice(label, label) for label in labels)


SEXES = ("男", "女")
NATIONALITIES = (CHINA, OTHER_COUNTRY)
_PEOPLES = """
汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西
景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安
裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
ETHNICITIES = (*(f"{people}族" for people in _PEOPLES.split()), "其他", "外国血统中国籍人士")
HEALTH = ("健康或良好", "一般或较弱", "有慢性病", "残疾")
TITLES = (
    NONE,
    *("医士", "医师", "药士", "药师", "中药士", "中药师", "护士", "护师", "技士", "技师"),
    *("主治(管)医师", "主管药师", "主管中药师", "主管护师", "主管技师"),
)
PRACTICE_CATEGORIES = (NONE, "临床", "口腔", "公共卫生", "中医", "护士")
EDUCATION_LEVELS = ("中专", "大专", "本科", "硕士研究生", "博士研究生")  # from the lowest to the highest
SCHOOLING_YEARS = ("2", "2.5", "3", "4", "5", "6", "7", "8")
AFFILIATIONS = ("中央", "省(自治区、直辖市)", "地(市)", "县(区)", "乡镇/街道", "部队", OTHER)
NATURES = (
    *("综合医院", "中医医院", "中西医结合医院", "民族医院", "专科医院", "护理院"),
    *("社区卫生服务中心(站)", "卫生院", "门诊部", "诊所/卫生所/医务室", "村卫生室"),
    *("疾病预防控制中心", "专科疾病防治院", "妇幼保健院", "急救中心", "采供血机构", OTHER),
)
