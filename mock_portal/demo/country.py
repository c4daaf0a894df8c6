"""The 31 provinces and 新疆兵团 with some of their cities; which confirm online, which collect fees online, and how much.

Online confirmation follows the public notices for 2023 (天津, 上海, 新疆兵团); fees are those of the notices where one is known,
else 70 yuan; who collects online is an even mix and claims nothing about reality.
"""

CITIES = {
    "北京市": "东城区 西城区 朝阳区 海淀区",
    "天津市": "和平区 河西区 南开区 滨海新区",
    "河北省": "石家庄市 唐山市 保定市 邯郸市",
    "山西省": "太原市 大同市 长治市",
    "内蒙古自治区": "呼和浩特市 包头市 赤峰市",
    "辽宁省": "沈阳市 大连市 鞍山市",
    "吉林省": "长春市 吉林市 延边州",
    "黑龙江省": "哈尔滨市 齐齐哈尔市 大庆市",
    "上海市": "黄浦区 徐汇区 浦东新区",
    "江苏省": "南京市 苏州市 徐州市 南通市",
    "浙江省": "杭州市 宁波市 温州市",
    "安徽省": "合肥市 芜湖市 阜阳市",
    "福建省": "福州市 厦门市 泉州市",
    "江西省": "南昌市 赣州市 九江市",
    "山东省": "济南市 青岛市 烟台市 临沂市",
    "河南省": "郑州市 洛阳市 南阳市",
    "湖北省": "武汉市 宜昌市 襄阳市",
    "湖南省": "长沙市 衡阳市 常德市",
    "广东省": "广州市 深圳市 梅州市 湛江市",
    "广西壮族自治区": "南宁市 柳州市 桂林市",
    "海南省": "海口市 三亚市",
    "重庆市": "渝中区 江北区 万州区",
    "四川省": "成都市 绵阳市 南充市 凉山州",
    "贵州省": "贵阳市 遵义市 省直",
    "云南省": "昆明市 曲靖市 大理州",
    "西藏自治区": "拉萨市 日喀则市",
    "陕西省": "西安市 宝鸡市 汉中市",
    "甘肃省": "兰州市 天水市 平凉市",
    "青海省": "西宁市 海东市",
    "宁夏回族自治区": "银川市 固原市",
    "新疆维吾尔自治区": "乌鲁木齐市 喀什地区 伊犁州",
    "新疆兵团": "石河子市 阿拉尔市",
}

CONFIRM_ONLINE = frozenset({"天津市", "上海市", "新疆兵团"})

COLLECT_ON_SITE = frozenset(
    {"北京市", "上海市", "辽宁省", "吉林省", "浙江省", "湖南省", "广西壮族自治区", "海南省", "西藏自治区", "青海省"}
)

# A site that differs from its area (Q28): 青岛 collects at the desk in 山东, 省直 in 贵州.
COLLECT_AT_THE_DESK = frozenset({("山东省", "青岛市"), ("贵州省", "省直")})

USUAL_FEES = (7000, 7000, 0)
FEES = {  # fen: computer, paper, fixed part
    "天津市": (7000, 6500, 0),
    "河北省": (7500, 5500, 1000),
    "湖北省": (6100, 6100, 0),
    "安徽省": (6500, 6000, 0),
}
