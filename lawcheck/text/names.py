"""Names of governments, departments and places: what level and kind a name tells."""

from __future__ import annotations

import re

_MUNICIPALITIES = ("北京", "上海", "天津", "重庆")
_REGIONS = ("内蒙古", "广西", "西藏", "宁夏", "新疆")
_PROVINCE_NAMES = """
河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南
陕西 甘肃 青海
"""
_PROVINCES = _PROVINCE_NAMES.split()
_PROVINCE = re.compile(
    rf"^(?:中共)?(?:(?:{'|'.join(_MUNICIPALITIES)})市?|(?:{'|'.join(_REGIONS)})(?:[^市县区]{{0,4}}自治区)?"
    rf"|(?:{'|'.join(_PROVINCES)})省?|[^市县区]{{2,3}}省|[^市县]{{2,8}}自治区)"
)
_TOWNSHIP = re.compile(r"(?:街道|镇|(?<!城)乡|苏木)(?:办事处|党工委|党委|人民政府|$|党政)?")
_COUNTY = re.compile(r"(?:自治县|自治旗|县|旗|新区|开发区|高新区|林区|区)")
_CITY = re.compile(r"(?:自治州|市|盟|地区|州)")
_BODY = re.compile(
    r"(?:人民政府|政府|委员会|办事处|街道办|街道|管委会|党委|县委|市委|省委|区委|党组|厅|局|队|中心|院|所|署|部|办公室|办|"
    r"镇|乡|县|市|省|区|旗|盟|州|公司|大学|学院|银行|海关|组|小组|站|联合会|协会|工会|红十字会|残联|妇联|文联|科协|"
    r"工商联|供销社|合作社|联合社|电视台|电台|党校|管理处|海事处|集团|林场)$"
)
_NATIONAL = re.compile(r"^(?:国务院|国家|中央|中国|司法部|民政部|财政部|公安部|教育部|\w{2,6}部$)")
_NOT_IN_NAME = re.compile(
    r"[,。;:?!、《》“”\d]|关于|报告|情况|年度|进一步|坚持|加强|推进|工作(?![部局委站办]|领导小组)|法治政府$|依法行政$|建设(?![局委厅部和与管])"
)


def is_name(text: str) -> bool:
    """Tell whether a short line can be the name of an issuing body.

    >>> is_name("云溪县司法局"), is_name("推进依法行政工作")
    (True, False)
    """
    name = re.sub(r"\s", "", text)
    return 2 <= len(name) <= 40 and bool(_BODY.search(name)) and not _NOT_IN_NAME.search(name)


def is_issuer_line(text: str) -> bool:
    """Tell whether a line holds nothing but names of issuing bodies.

    >>> is_issuer_line("中共云溪县委 云溪县人民政府")
    True
    """
    return all(is_name(name) for name in re.split(r"\s+|、", text.strip()) if name)


def level_of(name: str) -> str | None:
    """Return national, province, city, county or township, None where the name does not tell.

    A county-level city cannot be told from a prefecture by its name.

    >>> level_of("重庆市璧山区规划和自然资源局"), level_of("江原省东岭市人民政府")
    ('county', 'city')
    """
    name = re.sub(r"\s", "", name.partition("、")[0])
    if _NATIONAL.search(name):
        return "national"
    top = _PROVINCE.match(name)
    rest = name[top.end() :] if top else name
    # the seat of a branch is told after the department's name: 公安局增城区分局
    for pattern, level in ((_TOWNSHIP, "township"), (_COUNTY, "county"), (_CITY, "city")):
        if pattern.search(rest):
            return level
    if top:
        return "province"
    return None


def kind_of(name: str) -> str | None:
    """Return the kind of body that a name tells, None where it does not.

    >>> kind_of("中共云溪县委、云溪县人民政府"), kind_of("白石镇"), kind_of("东岭市水务局")
    ('party_and_government', 'government', 'department')
    """
    bare = re.sub(r"\s", "", name)
    party = re.search(r"[省市县区旗州盟镇乡]委(?!员会)|党委|党工委", bare)
    if party and re.search("政府|办事处|管委会|管理委员会", bare):
        return "party_and_government"
    if re.search(r"街道|办事处", bare) and not re.search(r"(?:局|中心|所|站)$", bare):
        return "street_office"
    if re.search(r"管委会|管理委员会|党工委$", bare):
        return "committee"
    if re.search(r"人民政府$|政府$|[省市县区镇乡旗州盟]$", bare):
        return "government"
    if party:
        return "committee"
    if _BODY.search(bare):
        return "department"
    return None
