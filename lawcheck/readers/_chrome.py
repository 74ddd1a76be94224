"""Tell a website's chrome (menus, metadata, buttons, footers) from the paper on the page."""

from __future__ import annotations

import re

# Labels that government pages print before a value, and fragments that only pages print.
_LABEL = re.compile(
    r"^[\[【(\-•·|>\s]*(?:索\s*引\s*号|发\s*布\s*机\s*构|发\s*文\s*机\s*关|公开机构|制发机关|发布单位|责任部门|信息来源|文章来源|来\s*源|作\s*者"
    r"|编\s*辑|责任编辑|审\s*核|发布时间|发布日期|发文日期|发文时间|成文日期|成文时间|生成日期|公文生成日期|更新时间|印发日期"
    r"|时\s*间|日\s*期|字\s*号|文\s*号|发文字号|标\s*题|名\s*称|公文名称|文件名称|主\s*题\s*词|主题分类|体裁分类|信息分类|公开类别|公开方式|公开属性|公开范围"
    r"|服务对象|有\s*效\s*性|时效性|效力状态|效力级别|施行日期|废止日期|关\s*键\s*词|浏览次数|浏览量|浏览|阅读次数|阅读人次|阅读量|阅读|点击率|点击次数|点击数|点击量|访问量"
    r"|字\s*体(?:大小)?|字\s*号大小|字号|大小|今天是|当前位置|您的位置|您所在的位置|您当前的?位置|您现在的位置|所在位置|分享到?|分享|视力保护色|保护视力色|背景色|归档时间|公开内容|详细信息"
    r"|公开具体内容|打印|收藏|下载|扫码阅读|语音播报|信息提供单位|附件下载|相关附件|原标题|导读|编者按|字体)\s*[\]】)]*\s*(?:[:：|\]【\[]|$)"
)
_FRAGMENT = re.compile(
    r"索引号|发布机构|浏览次数|阅读次数|访问次数|回到顶部|返回顶部|返回首页|返回列表|扫一扫|扫描二维码|二维码|手机(?:版|查看|浏览)|打印本页|打印此页|关闭窗口|关闭本页|关闭此页|【打印】|【关闭】|【收藏】|\[打印\]|\[关闭\]"
    r"|无障碍|长者版|关怀版|敬老版|适老|繁体(?:中文)?|简体|IPv6|ICP备|公网安备|网站标识码|版权所有|主办单位|承办单位|主办:|承办:|技术支持|网站地图|网站声明|联系我们|关于我们|站点地图|设为首页|加入收藏"
    r"|上一篇|下一篇|上一条|下一条|相关阅读|相关链接|相关文章|相关新闻|相关信息|相关文件|延伸阅读|推荐阅读|热门推荐|猜你喜欢|附件下载|政务服务(?:网|门户)"
    r"|用户名|密\s*码|登\s*录|注\s*册|忘记密码|验证码|搜索|搜本站|请输入|微信公众号|官方微博|官方微信|客户端|政府门户网站|中国政府网|微博|分享到|点击右上角|首\s*页\s*[>＞»/|]|>\s*正文|您访问的|是否继续|即将离开"
    r"|杏仁黄|秋叶褐|胭脂红|芥末绿|雪青|默认|^\?+$|^Menu$|^list$|点击率|朗读|今天是|星期[一二三四五六日]|纠错|网站纠错|我要评论|评论留言|公务安全邮箱|收藏本站|Copyright|All Rights"
)
_BUTTON = re.compile(
    r"^[\[【•·>\s]*(?:相关解读|文字解读|图片解读|图文解读|一图读懂|视频解读|访谈解读|专家解读|媒体报道|媒体解读|政策解读|下载|收藏|顶部|返回|关闭|打印|导航|菜单|首页|大|中|小)[\]】\s]*$"
)
_SEPARATED = re.compile(r"^[\s|>＞»·•\-–—=*_?？/\\]*$")
_MENU = re.compile(r"[|｜>＞»]")


def is_chrome(line: str) -> bool:
    """Tell whether a folded, stripped line is a website's chrome and not the paper's text."""
    if _SEPARATED.match(line):
        return True
    if len(line) > 120 or (len(line) > 30 and line.endswith("。")):
        return False
    if _LABEL.match(line) or _BUTTON.match(line) or _FRAGMENT.search(line):
        return True
    return bool(_MENU.search(line)) and not line.endswith("。")
