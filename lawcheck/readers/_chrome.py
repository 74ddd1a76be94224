"""Tell a website's chrome (menus, metadata, buttons, footers) from the paper on the page."""

from __future__ import annotations

import re
from functools import lru_cache

from lawcheck.text.markers import read_marker

# Labels before a value, white space aside: 索 引 号:…, [ 发布机构 ]…, 时间:2024-03-05.
_LABELS_WORDS = """
索引号 发布机构 发文机关 公开机构 制发机关 发布单位 责任部门 信息来源 文章来源 来源 作者 编辑
责任编辑 审核 发布时间 发布日期 发文日期 发文时间 成文日期 成文时间 生成日期 公文生成日期 更新时间
印发日期 时间 日期 文号 字号 发文字号 标题 名称 公文名称 文件名称 公开日期 发布 发布于 主题词 主题分类
体裁分类 信息分类 公开类别 公开方式 公开属性 公开范围 服务对象 有效性 时效性 效力状态 效力级别
施行日期 废止日期
关键词 浏览次数 浏览量 浏览 阅读次数 阅读人次 阅读量 阅读 点击率 点击次数 点击数 点击量 访问量 字体
字体大小 字号大小 大小 今天是 当前位置 您的位置 您所在的位置 您当前位置 您当前的位置 您现在的位置
所在位置 分享到 分享 视力保护色 保护视力色 背景色 归档时间 公开内容 详细信息 公开具体内容 打印 收藏
下载 扫码阅读 语音播报 信息提供单位 附件下载 相关附件 原标题 导读 编者按 信息公开元数据 部门 街镇
主办 承办 关注我们 联系电话 朗读 审核人 录入人 栏目 类别 公开时限 内容概述 组配分类 责任单位
文章作者 发布人 供稿
"""
_LABELS = frozenset(_LABELS_WORDS.split())
# What only pages print, in a line without a full stop.
_FRAGMENTS_WORDS = """
索引号 发布机构 浏览次数 阅读次数 访问次数 回到顶部 返回顶部 返回首页 返回列表 扫一扫 扫描二维码
手机版 手机查看 手机浏览 打印本页 打印此页 关闭窗口 关闭本页 关闭此页 【打印】 【关闭】 【收藏】
[打印] [关闭] 无障碍 长者版 关怀版 敬老版 适老 繁体中文 繁体| 简体| IPv6 版权所有 主办单位 承办单位
主办: 承办: 技术支持: 网站地图 网站声明 联系我们 关于我们 站点地图 设为首页 加入收藏 上一篇 下一篇
上一条: 下一条: 相关阅读 相关链接 相关文章 相关新闻 相关信息 相关文件 延伸阅读 推荐阅读 热门推荐
猜你喜欢 附件下载 用户名 密码: 忘记密码 验证码 搜本站 请输入 微信公众号 官方微博 官方微信 移动客户端
政府门户网站 中国政府网 分享到 点击右上角 首页> 首页» 首页/ 首页| >正文 > 正文 杏仁黄 秋叶褐 胭脂红
芥末绿 雪青 点击率 今天是 网站纠错 我要纠错 我要评论 评论留言 邮箱登录 门户登录 收藏本站 用户登录
立即登录 登录注册 登录| |登录 注册| |注册 Copyright 字体: 【字体 [字体 字号:
"""
_FRAGMENTS = tuple(_FRAGMENTS_WORDS.split())
_FOOTER = re.compile(
    r"ICP备\d|公网安备\s?\d|网站标识码|您访问的链接|即将离开|All Rights|版权所有[:©]|^版权所有|Copyright"
)
_BUTTONS_WORDS = """
相关解读 文字解读 图片解读 图文解读 一图读懂 视频解读 访谈解读 专家解读 媒体报道 媒体解读 政策解读
下载 收藏 顶部 返回 关闭 打印 导航 菜单 首页 大 中 小 默认 灰 Menu list 搜索 登录 注册 纠错 分享
微博 微信 微信公众号 客户端 默认【字体:大中小】
"""
_BUTTONS = frozenset(_BUTTONS_WORDS.split())
_SEPARATED = re.compile(r"[\W_]*")
_LEAD = "[【(-•·|>* 〖"
_LABEL_END = re.compile(r"[:\]】\[【|〗]")
_MENU = re.compile(r"[|>»]|^[•·●]\w{2,8}:")


def is_chrome(line: str) -> bool:
    """Tell whether a folded, stripped line above or below the text is a website's chrome.

    A line that is numbered like a heading or that ends as a sentence is the paper's.

    >>> [is_chrome(line) for line in ("索 引 号:QZ01", "首页 > 政务公开", "(三)推行二维码监管", "加强监督。")]
    [True, True, False, False]
    """
    # a page whose lines were lost is no chrome either
    return len(line) <= 200 and _is_chrome(line)


def is_chrome_in_text(line: str) -> bool:
    """Tell whether a line in the middle of the text is chrome: a button, a rule or a footer, no more.

    Tables, lists and lines about websites are the paper's.
    """
    if len(line) > 120 or "。" in line:
        return False
    tight = "".join(line.split())
    bare = tight.strip("[]【】·>|")
    return bool(_SEPARATED.fullmatch(line)) or bare in _BUTTONS or _FOOTER.search(tight) is not None


@lru_cache(maxsize=2048)
def _is_chrome(line: str) -> bool:
    """Tell it of a line that is not long; remembered, since pages of one site print the same."""
    if _SEPARATED.fullmatch(line) or _FOOTER.search(line):
        return True
    if len(line) > 120 or "。" in line or line.endswith((";", ",", "、")) or line.count(",") > 1:
        return False
    marker = read_marker(line)
    if marker and marker.rank <= 2:
        return False
    tight = "".join(line.split())
    head = _LABEL_END.split(tight.lstrip(_LEAD), maxsplit=1)[0]
    if head in _LABELS or tight.strip("[]【】·>|") in _BUTTONS:
        return True
    if "," in line and len(line) > 30:  # a broken line of text may name websites and menus too
        return False
    return bool(_MENU.search(tight)) or any(word in tight for word in _FRAGMENTS)
