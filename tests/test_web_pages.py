"""Pages as the systems of government websites print them: what of each is the paper, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from lawcheck.errors import ReadError
from lawcheck.model import Document
from lawcheck.readers import File, read

TITLE = "石门镇人民政府2024年度法治政府建设情况报告"
INTRO = "2024年，石门镇深入学习贯彻习近平法治思想，依法履职能力稳步提升。现将有关情况报告如下。"
BODY = (
    INTRO,
    "一、主要举措和成效",
    "（一）强化理论武装。全年开展专题学习4次，举办法治讲座12场，参训干部326人次，覆盖全部站所。",
    "（二）规范行政执法。全面推行行政执法“三项制度”，办理行政处罚案件41件，抽查案卷20卷。",
    "二、党政主要负责人履行推进法治建设第一责任人职责情况",
    "镇长先后主持召开会议6次研究法治工作，带头宪法宣誓，对重点难点问题亲自协调、亲自督办。",
    "三、存在的不足和原因",
    "基层执法力量比较薄弱，专业人员缺口3名；普法形式还不够新颖，针对性有待增强。",
    "四、下一年度工作安排",
    "2025年，石门镇将完善行政裁量权基准，开展执法培训8期，推动基层治理法治化再上新台阶。",
)
SIGNED = ("石门镇人民政府", "2025年1月20日")
PAPER = (TITLE, *BODY, *SIGNED)

NAV = """
<div class="top"><a href="/">首页</a> <a href="/wza">无障碍</a> <a href="#">登录</a></div>
<img src="/images/logo.png"><ul><li><a href="1">走进石门</a></li><li><a href="2">新闻中心</a></li>
<li><a href="3">政务公开</a></li><li><a href="4">政务服务</a></li><li><a href="5">互动交流</a></li></ul>
<div>您当前的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 正文</div>
"""
FOOT = """
<div class="footer"><p><a href="1">关于我们</a> | <a href="2">网站地图</a></p><p>主办：石门镇人民政府</p>
<p>网站标识码：0000000000</p><p>本网站内容仅供参考，具体事宜以有关部门公布的正式文件为准。</p></div>
"""
LEGAL = """
<div class="legal"><h4>网站声明</h4>
<p>一、本网站由石门镇人民政府主办，各村（社区）、各站所提供内容保障，接受社会各界的监督。</p>
<p>二、本网站登载的各类信息，除注明转载外，版权均属本网站所有，转载、引用时应当注明来源。</p>
<p>三、对因网络故障、线路中断、不可抗力等原因造成的信息延误或者错漏，本网站不承担责任。</p>
<p>四、用户应当遵守国家有关法律、法规，不得发布违法信息，并对自己所发布的内容负责。</p></div>
"""
SIDE = """
<div class="side"><h3>政策解读</h3><p>《云溪县重大行政决策程序规定》自2023年7月1日起施行，共五章四十二条。</p>
<p>规定明确，决策承办单位应当广泛听取意见，公开征求意见的期限一般不少于三十日。</p></div>
"""
NEWS = """
<div class="news"><h5>南桥区召开依法行政工作会</h5><p>会议听取了工作情况汇报，研究了下一步的工作措施。</p>
<h5>东岭市开展案卷评查</h5><p>评查组随机抽取案卷一百二十卷，并就发现的问题当场反馈。</p></div>
"""
INFO = f"<div><h1>{TITLE}</h1><span>发布时间：2025-03-05 16:20</span> <span>来源：石门镇</span></div>"


def each(lines: tuple[str, ...], before: str = "<p>", after: str = "</p>") -> str:
    return "".join(f"{before}{line}{after}" for line in lines)


def page(content: str, head: str = "") -> str:
    script = "<script>var a = '<div>脚本里的文字。</div>';</script>"
    return f"<!DOCTYPE html><html><head>{head}{script}</head><body>{NAV}{content}{FOOT}</body></html>"


def document(markup: str | bytes) -> Document:
    return read(File(markup.encode() if isinstance(markup, str) else markup, "page.html"))


def own(paper: Document) -> tuple[str, ...]:
    """Return the lines that count as the paper's."""
    text = "\n".join(paper.text[span.start : span.end] for span in paper.content)
    return tuple(line.strip() for line in text.split("\n") if line.strip())


ALL = each((*BODY, *SIGNED))
MSO = (
    '<p class="MsoNormal" style="text-indent:32pt"><span style="font-family:仿宋_GB2312"><!--[if gte mso 9]>'
    '<xml><w:View>Normal</w:View></xml><![endif]-->&emsp;',
    '</span><span lang=EN-US><o:p>&nbsp;</o:p></span></p>',
)  # fmt: skip


def chopped(line: str, length: int) -> str:
    pieces = [line[at : at + length] for at in range(0, len(line), length)]
    return "".join(f'<span style="font-size:16pt">{piece}</span>' for piece in pieces)


# Each page holds the whole paper and no line besides.
WHOLE = {
    "ucap": f'{INFO}<div id="UCAP-CONTENT" class="pages_content">{ALL}</div>',
    "word": f'{INFO}<div class="q">{each((*BODY, *SIGNED), *MSO)}</div>',
    "messenger": f'{INFO}<div class="q"><section>'
    f'{each((*BODY, *SIGNED), "<section><span leaf>", "</span></section>")}</section></div>',
    "comments": f'{INFO}<!--<$[信息内容]>begin--><div id="zoom"><!--$-->{ALL}<!--/$--></div>',
    "breaks": f'{INFO}<div class="q">{"<br>".join((*BODY, *SIGNED))}</div>',
    "lines of pre": f"{INFO}<pre>\n{chr(10).join((*BODY, *SIGNED))}\n</pre>",
    "one cell": f'<table><tr><td><a href="1">动态</a></td><td>{TITLE}<br>日期：2025-03-05<br>'
    f'{"<br>".join((*BODY, *SIGNED))}</td></tr></table>',
    "rows": f'{INFO}<table>{each((*BODY, *SIGNED), "<tr><td>", "</td></tr>")}</table>',
    "block style": f'{INFO}<div>{each((*BODY, *SIGNED), "<span style=display:block>", "</span>")}</div>',
    "page break": f'{INFO}<div id="zoom">{each(BODY[:4])}<p>_ueditor_page_break_tag_</p>'
    f"{each((*BODY[4:], *SIGNED))}</div>",
    "anchors": f'{INFO}<div>{each((*BODY, *SIGNED), "<p><a name=b1>", "</a></p>")}</div>',
    "players": f'{INFO}<div id="zoom"><video src="v.mp4">您的浏览器不支持视频播放。</video>{ALL}</div>',
    "upper case": f'<H1>{TITLE}</H1>时间：2025-03-05<DIV ID="ZOOM">{each((*BODY, *SIGNED), "<P>", "")}</DIV>',
    # short pieces are prose together
    "chopped": f'{INFO}<div>{"".join(f"<p>{chopped(it, 4)}</p>" for it in (*BODY, *SIGNED))}</div>{LEGAL}',
    "single letters": f'{INFO}<div id="zoom">'
    f'{"".join(f"<p>{chopped(it, 1)}</p>" for it in (*BODY, *SIGNED))}</div>{LEGAL}',
    # the text is in several blocks
    "own blocks": f"{INFO}{each((*BODY, *SIGNED), '<div>', '</div>')}",
    "on the page itself": f"{INFO}{'<br>'.join((*BODY, *SIGNED))}",
    "two blocks": f"{INFO}<div>{each(BODY[:6])}</div><div>{each((*BODY[6:], *SIGNED))}</div>",
    "two containers": f'{INFO}<div class="TRS_Editor">{each(BODY[:8])}</div>'
    f'<div class="TRS_Editor">{each((*BODY[8:], *SIGNED))}</div>',
    "a container and a block": f'{INFO}<div><div id="zoom">{each(BODY[:6])}</div>'
    f"<div>{each((*BODY[6:], *SIGNED))}</div></div>",
    "the last part apart": f"{INFO}<div><div>{each(BODY[:8])}</div>"
    f"<div>{each((*BODY[8:], *SIGNED))}</div></div>",
    "the last paragraph apart": f'{INFO}<div id="zoom">{each(BODY[:9])}</div><p>{BODY[9]}</p>{each(SIGNED)}',
    "the signature apart": f'{INFO}<div id="zoom">{each(BODY)}</div><div>{each(SIGNED)}</div>',
    "name and date apart": f'{INFO}<div id="zoom">{each(BODY)}</div>{each(SIGNED)}',
    "the first part apart": f"{INFO}<div>{each(BODY[:4])}</div>"
    f'<div id="zoom">{each((*BODY[4:], *SIGNED))}</div>',
    # other prose is on the page
    "prose beside": f"<div><div>{INFO}{ALL}</div>{SIDE}</div>",
    "prose above": f"{NEWS}<div>{INFO}{ALL}</div>",
    "more prose than paper": f"<div>{INFO}{ALL}</div>{LEGAL}{SIDE}{NEWS}",
    "an empty container": f'{INFO}<div id="zoom"></div><div>{ALL}</div>',
    "a copy for small screens": f'<div class="pc">{INFO}<div>{ALL}</div></div>'
    f'<div class="m">{INFO}{ALL}</div>',
    "copies in containers": f'<div class="pc">{INFO}<div class="TRS_Editor">{ALL}</div></div>'
    f'<div class="m"><div class="TRS_Editor">{ALL}</div></div>',
    "a hidden copy": f'{INFO}<div style="display:none">{ALL}</div><div>{ALL}</div><textarea>{ALL}</textarea>',
    "a menu below the title": f'{INFO}<ul><li><a href="1">县文件</a></li><li><a href="2">镇文件</a></li>'
    f'<li><a href="3">解读</a></li></ul>{each((*BODY, *SIGNED), "<div>", "</div>")}',
    "buttons inside": f'<div id="zoom">{INFO}{ALL}<p>扫一扫在手机打开当前页</p><img src="/qr.png">'
    "<p>打印本页 关闭窗口</p>"
    '<p>上一篇：<a href="1">东岭市关于加强行政复议工作的实施意见</a></p></div>',
}  # fmt: skip


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE.keys())
def test_the_paper_is_read_and_no_line_besides(content: str) -> None:
    paper = document(page(content))
    assert own(paper) == PAPER
    assert paper.title == TITLE
    assert paper.published == date(2025, 3, 5)
    assert not paper.unread
    assert not any("图片" in note.zh for note in paper.notes)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312"])
def test_the_declared_encoding_may_be_wrong(codec: str, declared: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    assert own(document(page(f'{INFO}<div id="zoom">{ALL}</div>', head).encode(codec))) == PAPER


def test_a_paper_without_signature_ends_above_the_footer() -> None:
    paper = document(page(f"<h1>{TITLE}</h1>{each(BODY, '<div>', '</div>')}"))
    assert own(paper) == (TITLE, *BODY)


# Title and date


@pytest.mark.parametrize(
    "printed",
    [
        "<p>2025-03-05</p>",
        "<p>2025/3/5 16:20:01</p>",
        "<time>2025-03-05 09:00</time>",
        "<i>时间：2025年3月5日</i>",
    ],
)
def test_a_date_below_the_title_is_the_pages(printed: str) -> None:
    paper = document(page(f"<div><h1>{TITLE}</h1>{printed}{ALL}</div>"))
    assert own(paper) == PAPER
    assert paper.published == date(2025, 3, 5)


def test_the_date_that_is_told_outweighs_a_bare_one() -> None:
    head = '<meta name="PubDate" content="2025-02-01 10:00">'
    assert document(page(f"<div><h1>{TITLE}</h1><p>2025-03-05</p>{ALL}</div>", head)).published == date(
        2025, 2, 1
    )


def test_a_text_with_a_title_of_its_own_gets_no_second_one() -> None:
    head = f"<title>{TITLE}</title>"
    printed = ("石门镇人民政府", "关于2024年度法治政府建设情况的报告")
    paper = document(page(f'<div id="zoom">{each(printed)}{ALL}</div>', head))
    assert TITLE not in paper.text
    assert paper.title == "".join(printed)


# What was not read


HALF = each(BODY[:6])
MORE = each((*BODY[6:], *SIGNED))
PICTURES = '<p><img src="3.jpg" width="800"></p>' * 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f'<div id="zoom">{HALF}</div><div><b>1</b> <a href="b.html">2</a> <a href="b.html">下一页</a></div>',
         "正文分成几页"),
        (f'<div id="zoom">{MORE}</div><div><a href="a.html">上一页</a> <a href="a.html">1</a> <b>2</b></div>',
         "正文分成几页"),
        (f'<div id="zoom">{HALF}</div><script>createPageHTML(3, 0, "t1", "html");</script>', "正文分成几页"),
        (f'<div id="q">{HALF}<div style="display:none">{MORE}</div><a>展开全文</a></div>', "隐藏的文字"),
        (f'<div id="zoom">{HALF}{PICTURES}</div>', "3 幅图片"),
    ],
)  # fmt: skip
def test_what_may_go_on_elsewhere_is_told(content: str, says: str) -> None:
    assert any(says in reason.zh for reason in document(page(INFO + content)).unread)


@pytest.mark.parametrize(
    "beside",
    [
        '<script>createPageHTML(1, 0, "t1", "html");</script>',
        '<p>上一页：<a href="1">东岭市工作要点</a></p>',
        PICTURES,
        '<div style="display:none"><p>一、起草背景</p><p>报告由司法所起草，征求意见24条。</p></div>',
    ],
)
def test_a_whole_paper_leaves_nothing_unread(beside: str) -> None:
    paper = document(page(f'{INFO}<div id="zoom">{ALL}{beside}</div>'))
    assert own(paper) == PAPER
    assert not paper.unread


NOTICE = (
    "根据《法治政府建设与责任落实督察工作规定》的规定，经镇党委同意，现将本镇年度法治政府建设情况报告予以公布，接受监督。",
    "社会各界如有意见和建议，可以通过信函、电话、电子邮件等方式向司法所反映，信函请注明“法治政府建设年度报告”字样。",
    "各站所应当认真对照报告中提出的不足和下一年度工作安排，压实责任，确保各项任务按期完成，于每季度末报送落实情况。",
    "报告全文可以在政务公开专栏查阅，也可以到镇便民服务中心、镇综合文化站免费查阅纸质文本，工作日均对外开放。",
)


@pytest.mark.parametrize(
    ("lines", "below"),
    [
        (NOTICE, ""),
        (NOTICE[1:] * 2, f'<a href="1.docx">{TITLE}.docx</a>'),
        (NOTICE[1:] * 2, '<iframe src="1.pdf"></iframe>'),
        (NOTICE[1:] * 2, PICTURES),
    ],
)
def test_a_long_notice_is_not_taken_for_the_paper(lines: tuple[str, ...], below: str) -> None:
    paper = document(page(f'{INFO}<div id="zoom">{each(lines)}{below}{each(SIGNED)}</div>'))
    assert any("公布报告的通知" in reason.zh for reason in paper.unread)


def test_a_short_paper_without_headings_is_read() -> None:
    lines = (INTRO, *(line for line in BODY[2:] if line.endswith("。")))
    table = '<p>附件：<a href="1.xlsx">行政执法统计表</a></p>'
    paper = document(page(f'{INFO}<div id="zoom">{each((*lines, *SIGNED))}{table}</div>'))
    assert own(paper) == (TITLE, *lines, *SIGNED)
    assert not paper.unread


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ('<a href="/f/t.xlsx">行政执法统计表</a>', "行政执法统计表"),
        ('<a href="/download.jsp?id=2">统计表.pdf</a>', "统计表.pdf"),
    ],
)
def test_attachments_are_told_by_address_or_name(link: str, name: str) -> None:
    notes = document(page(f'{INFO}<div id="zoom">{ALL}<p>附件：{link}</p></div>')).notes
    assert any(f"附件没有检查：{name}" in note.zh for note in notes)


# Pages without the paper


LISTED = "".join(
    f'<li><a href="{n}.html">{place}2024年度法治政府建设情况报告</a><span>2025-01-1{n}</span></li>'
    for n, place in enumerate(["云溪县", "东岭市", "南桥区", "北塘县", "西河市", "临江区", "松山县"])
)


@dataclass(frozen=True)
class Refused:
    content: str
    says: str


REFUSED = {
    "list": Refused(f"<h2>法治政府建设年度报告</h2><ul>{LISTED}</ul>", "网页是目录"),
    "notice": Refused(
        f"{INFO}<div id='zoom'><p>经镇党委同意，现将《{TITLE}》予以公布，如有意见请反馈至司法所。</p>"
        f"<a href='/a/1.docx'>{TITLE}</a></div>",
        "只有附件",
    ),
    "attached by a script's address": Refused(
        f"{INFO}<div id='vsb_content'><p><br></p></div><ul><li>附件【"
        f"<a href='/system/_content/download.jsp?id=2'>{TITLE}.pdf</a>】已下载<span>12</span>次</li></ul>",
        "只有附件",
    ),
    "pdf": Refused(f"{INFO}<script>showVsbpdfIframe('/__local/1/3.pdf','100%')</script>", "嵌入的 PDF"),
    "pictures": Refused(f"{INFO}<div>{PICTURES}</div>", "网页正文是图片"),
    "script": Refused(
        f"<div id='app'>正在加载，请稍候</div><script>var s = '{'<p>'.join(BODY)}';</script>",
        "由脚本或框架载入",
    ),
    "frame": Refused(f"{INFO}<iframe src='/2024/content.html'></iframe>", "由脚本或框架载入"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_a_page_without_the_paper_is_refused(case: Refused) -> None:
    with pytest.raises(ReadError) as caught:
        document(page(case.content))
    assert case.says in caught.value.reason


def test_what_stands_in_no_cell_of_a_table_keeps_its_place() -> None:
    """The table is never closed: all the rest of the paper stands in it."""
    table = "<table><tr><td>项目</td><td>件数</td></tr><tr><td>处罚</td><td>41</td></tr></tr>"
    paper = document(page(f'{INFO}<div id="zoom">{each(BODY[:4])}{table}{each((*BODY[4:], *SIGNED))}'))
    lines = own(paper)
    assert lines.index("处罚\t41") < lines.index(BODY[4])
    assert [it.number for it in paper.sections if it.level == 1] == [1, 2, 3, 4]
