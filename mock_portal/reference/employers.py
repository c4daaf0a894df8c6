"""The register of employers: some three thousand names, the same in every portal, each under an id made from its name.

The names are plausible, not authoritative: well-known hospitals, then for each city the institutions that a city usually has.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from types import MappingProxyType

_WELL_KNOWN = """
北京协和医院 北京大学第一医院 北京大学第三医院 北京大学人民医院 中日友好医院 首都医科大学附属北京友谊医院
首都医科大学宣武医院 复旦大学附属中山医院 复旦大学附属华山医院 上海交通大学医学院附属瑞金医院
上海交通大学医学院附属仁济医院 四川大学华西医院 四川大学华西第二医院 中南大学湘雅医院 中南大学湘雅二医院
中南大学湘雅三医院 华中科技大学同济医学院附属同济医院 华中科技大学同济医学院附属协和医院 武汉大学人民医院
浙江大学医学院附属第一医院 浙江大学医学院附属第二医院 中山大学附属第一医院 中山大学孙逸仙纪念医院
南方医科大学南方医院 江苏省人民医院 山东大学齐鲁医院 西安交通大学第一附属医院 郑州大学第一附属医院
中国医科大学附属第一医院 吉林大学第一医院 哈尔滨医科大学附属第一医院 天津医科大学总医院 天津市第一中心医院
天津市第三中心医院 天津市人民医院 重庆医科大学附属第一医院 兰州大学第一医院 新疆医科大学第一附属医院
石河子大学医学院第一附属医院 新疆生产建设兵团医院 内蒙古自治区国际蒙医医院 青海省藏医院 西藏自治区人民医院
云南省第一人民医院 贵州省人民医院 广西壮族自治区人民医院 海南省人民医院 福建省立医院 安徽省立医院
江西省人民医院 湖南省人民医院 湖北省中医院 河北省人民医院 山西省人民医院 宁夏回族自治区人民医院
中国中医科学院广安门医院 中国疾病预防控制中心
"""
_CITIES = """
石家庄市 唐山市 秦皇岛市 邯郸市 保定市 张家口市 承德市 沧州市 廊坊市 衡水市 太原市 大同市 长治市 晋城市 运城市 临汾市
呼和浩特市 包头市 赤峰市 通辽市 沈阳市 大连市 鞍山市 抚顺市 锦州市 丹东市 长春市 吉林市 四平市 通化市 哈尔滨市
齐齐哈尔市 牡丹江市 佳木斯市 大庆市 南京市 无锡市 徐州市 常州市 苏州市 南通市 连云港市 淮安市 盐城市 扬州市 镇江市
杭州市 宁波市 温州市 嘉兴市 湖州市 绍兴市 金华市 台州市 合肥市 芜湖市 蚌埠市 淮南市 马鞍山市 安庆市 阜阳市 福州市
厦门市 莆田市 泉州市 漳州市 南昌市 九江市 赣州市 上饶市 济南市 青岛市 淄博市 烟台市 潍坊市 济宁市 临沂市 郑州市
开封市 洛阳市 新乡市 南阳市 信阳市 武汉市 宜昌市 襄阳市 荆州市 黄冈市 长沙市 株洲市 湘潭市 衡阳市 岳阳市 常德市
广州市 深圳市 珠海市 汕头市 佛山市 湛江市 惠州市 东莞市 南宁市 柳州市 桂林市 海口市 成都市 绵阳市 南充市 宜宾市
贵阳市 遵义市 昆明市 曲靖市 大理市 拉萨市 西安市 宝鸡市 咸阳市 兰州市 天水市 平凉市 西宁市 银川市 乌鲁木齐市
"""
_KINDS = """
第一人民医院 第二人民医院 第三人民医院 第四人民医院 中心医院 中医医院 中西医结合医院 妇幼保健院 儿童医院 口腔医院
眼科医院 肿瘤医院 胸科医院 康复医院 精神卫生中心 皮肤病防治院 结核病防治院 疾病预防控制中心 急救中心 中心血站
城东社区卫生服务中心 城西社区卫生服务中心 城关镇卫生院 河口乡卫生院
"""


def _names() -> Iterator[str]:
    yield from _WELL_KNOWN.split()
    for city in _CITIES.split():
        for kind in _KINDS.split():
            yield city + kind


@cache
def registered_employers() -> Mapping[str, str]:
    """Registered names by id, in the order in which a search finds them."""
    return MappingProxyType({sha256(name.encode()).hexdigest()[:10]: name for name in _names()})
