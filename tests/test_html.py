"""Web pages: the paper on the page, or the reason why it is not there."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers.papers import as_html

from lawcheck.api import check_bytes
from lawcheck.errors import ReadError
from lawcheck.model import Document, ReportStatus, Status
from lawcheck.readers import File, read
from lawcheck.readers._web.content import _CONTAINERS
from lawcheck.readers._web.source import split_source
from lawcheck.readers._web.tree import parse

EXAMPLES = Path(__file__).parent.parent / "examples"
TITLE = "云溪县司法局关于2025年度法治政府建设情况的报告"
LINES = (
    "一、主要举措和成效",
    "（一）落实行政执法三项制度。全年开展行政执法案卷评查两次，抽查案卷一百二十宗，整改问题三十六个。",
    "二、存在的不足和原因",
    "行政执法人员业务能力不均衡，主要原因是培训次数少，部分乡镇执法人员由其他岗位兼任，流动频繁。",
    "三、下一年度工作安排",
    "一是每季度开展一次执法业务培训，二是组织乡镇执法人员跟班办案，三是建立执法案卷互评制度。",
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)
MENU = "<ul>" + "".join(f'<li><a href="/{n}">政务公开指南栏目{n}</a></li>' for n in range(40)) + "</ul>"
FOOT = "<div>主办：云溪县人民政府办公室 承办：云溪县数据中心 网站标识码：0000000000</div>"


def page(content: str, *, head: str = "", beside: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head>'
        f"<body>{MENU}{content}{beside}{FOOT}</body></html>"
    ).encode()


def document(data: bytes, name: str = "page.html") -> Document:
    return read(File(data, name))


def lines(data: bytes) -> list[str]:
    return document(data).text.split("\n")


def own(data: bytes) -> str:
    """Return the text that counts as the paper's."""
    paper = document(data)
    return "\n".join(paper.text[span.start : span.end] for span in paper.content)


def refused(data: bytes, name: str = "page.html") -> str:
    with pytest.raises(ReadError) as caught:
        document(data, name)
    assert caught.value.reason_en.isascii()
    assert "\n" not in caught.value.reason
    return caught.value.reason


# Which files are web pages


@pytest.mark.parametrize(
    "opening",
    ["<!DOCTYPE html><html>", "<HTML lang=zh>",
     "\n <!-- a --> <!-- b --><html>", '<?xml version="1.0"?><html>',
     "\ufeff<!doctype HTML PUBLIC 'x'>", "<head></head>"],
)  # fmt: skip
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_a_page_is_told_by_its_beginning(opening: str, codec: str) -> None:
    if codec != "utf-8":
        opening = opening.replace("\ufeff", "")
    data = f"{opening}<body><h1>{TITLE}</h1>{BODY}</body>".encode(codec)
    assert document(data, "paper.txt").format == "html"


def test_a_fragment_is_told_by_its_name() -> None:
    data = f"<div>{TITLE}</div>{BODY}".encode()
    assert document(data, "a.htm").format == "html"
    assert document(data, "a.txt").format == "text"
    assert document("\n".join([TITLE, *LINES]).encode(), "a.html").format == "text"


def test_a_small_gbk_page_with_hardly_any_chinese_is_decoded_by_its_declaration() -> None:
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>'
    data = f"{head}<body>{'x' * 6000}<p>{TITLE}</p>{BODY}</body></html>".encode("gbk") + b"\xff"
    assert document(data).encoding == "gb18030"


# What of the page is the paper


@pytest.mark.parametrize("name", sorted(_CONTAINERS))
@pytest.mark.parametrize("attribute", ["id", "class"])
def test_containers_of_content_systems_are_known(attribute: str, name: str) -> None:
    """The notice beside is longer than any label and no part of the paper."""
    notice = "<div><p>本站转载内容仅供参考，如有疑问请以正式文件为准，联系方式见页面底部说明。</p></div>"
    data = page(
        f'<div {attribute}="a {name.upper()}">{BODY}</div>', head=f"<title>{TITLE}</title>", beside=notice
    )
    assert lines(data) == [TITLE, *LINES]


def test_without_a_known_container_the_densest_block_is_taken() -> None:
    side = (
        "<div class='side'>" + "".join(f"<p><a href='{n}'>{TITLE}之{n}</a></p>" for n in range(30)) + "</div>"
    )
    data = page(f"<div class='x9'><div class='y7'><h1>{TITLE}</h1><div>{BODY}</div></div>{side}</div>")
    assert lines(data) == [TITLE, *LINES]


def test_a_known_container_without_the_text_is_not_believed() -> None:
    data = page(f'<div id="zoom"><p>字体大小可以调整</p></div><div class="w"><h1>{TITLE}</h1>{BODY}</div>')
    assert LINES[5] in lines(data)


def test_the_outer_one_of_nested_containers_is_taken() -> None:
    first, last = "".join(f"<p>{it}</p>" for it in LINES[:2]), "".join(f"<p>{it}</p>" for it in LINES[2:])
    data = page(f'<div class="TRS_Editor"><p>{TITLE}</p>{first}<div class="TRS_Editor">{last}</div></div>')
    assert lines(data) == [TITLE, *LINES]


def test_what_a_browser_does_not_show_is_not_read() -> None:
    hidden = (
        "<p style='display: none'>隐藏的一段文字</p><p hidden>隐藏的一段文字</p><script>隐藏</script>"
        "<style>隐藏{}</style><!-- 隐藏 --><noscript>隐藏</noscript><template>隐藏</template>"
        "<select><option>隐藏</option></select><![if !a]><textarea>隐藏</textarea>"
    )
    data = page(f'<div id="zoom"><p>{TITLE}</p>{BODY}{hidden}</div>')
    assert lines(data) == [TITLE, *LINES]


# Lines


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲乙丙</p><p>丁戊己</p>", ["甲乙丙", "丁戊己"]),
        ("甲乙丙<br>丁戊己<br/><br>庚辛", ["甲乙丙", "丁戊己", "庚辛"]),
        ("<p>&nbsp;&nbsp;　甲乙　丙&nbsp;</p>", ["甲乙　丙"]),
        ("<p><span>甲</span><b>乙</b><a href='#'>丙</a><font>丁</font></p>", ["甲乙丙丁"]),
        ("<p>甲乙\n   丙丁</p>", ["甲乙丙丁"]),
        ("<p>abc\n  def</p>", ["abc def"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>甲<p>乙<li>丙", ["甲", "乙", "丙"]),
        ("<p>甲</span></div></b>乙</p>", ["甲乙"]),
        ("<b><p>甲</b>乙</p>", ["甲乙"]),
        ("甲</p>乙", ["甲", "乙"]),
        ("<ruby>汉<rp>(</rp><rt>han</rt><rp>)</rp></ruby>字", ["汉字"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<ol><li>甲</li><li>乙</li></ol>", ["1.甲", "2.乙"]),
        ("<ol start='3'><li>（三）甲</li><li><p>乙</p></li></ol>", ["（三）甲", "4.乙"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", ["甲\t乙", "丙"]),
        ("<table><tr><th>甲<td><p>乙</p><p>丙</p><tr><td>丁<td></table>戊", ["甲\t乙 丙", "丁\t", "戊"]),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
        ("<table><tr><td>左</td><td><p>甲</p><p>乙</p><p>丙</p></td></tr></table>", ["左", "甲", "乙", "丙"]),
        ("<table><tr><td>甲<table><tr><td>乙</td><td>丙</td></tr></table></td><td>丁</td></tr></table>",
         ["甲 乙\t丙\t丁"]),
        ("<table><tr><td>甲<td>乙</tr>丙<tr><td>丁</table>戊", ["甲\t乙", "丙", "丁", "戊"]),
        ("<table><tr><td style='font-weight:bold'>甲<td>乙</table>", ["甲\t乙"]),
        ("<table>甲<table>乙<tr><td>丙</table>丁</table>戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("甲 < 乙 <> 丙 <3 丁", ["甲 < 乙 <> 丙 <3 丁"]),
        ("甲&lt;乙&#x4E00;&amp;", ["甲<乙一&"]),
        ("甲<div/>乙", ["甲", "乙"]),
        ("甲<!-- 没有结束 乙", ["甲 没有结束 乙"]),
        ("甲<p 乙", ["甲<p 乙"]),
        ("<svg><text>图</text></svg>甲", ["甲"]),
    ],
)  # fmt: skip
def test_lines_are_those_that_a_browser_shows(markup: str, expected: list[str]) -> None:
    from lawcheck.readers._web.lines import paragraphs

    assert [it.text for it in paragraphs(parse(split_source(markup).markup))] == expected


def test_headings_and_bold_paragraphs_make_the_outline() -> None:
    """A paper without numbers is cut by the page's own headings."""
    content = (
        f"<h1>{TITLE}</h1><h2>主要举措和成效</h2><p>{LINES[1]}</p><p><strong>存在的不足和原因：</strong></p>"
        f"<p>{LINES[3]}</p><h2>下一年度工作安排</h2><p>{LINES[5]}</p>"
    )
    data = page(f'<div id="zoom">{content}</div>')
    titles = [it.title for it in document(data).sections if not it.inline]
    assert [title.rstrip("：") for title in titles] == [
        "主要举措和成效",
        "存在的不足和原因",
        "下一年度工作安排",
    ]


def test_rows_of_figures_are_no_headings() -> None:
    table = "<table><tr><td>一、行政复议</td><td>案件数</td></tr><tr><td>1</td><td>12</td></tr></table>"
    titles = [it.title for it in document(page(f'<div id="zoom"><p>{TITLE}</p>{BODY}{table}</div>')).sections]
    assert not any("行政复议" in title for title in titles)


# Title, date and source


@pytest.mark.parametrize(
    "head",
    [
        f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2026-03-05 09:12">',
        f'<title>{TITLE}_云溪县人民政府</title><meta name="publishdate" content="2026年3月5日">',
        f'<title>{TITLE} - 云溪县人民政府门户网站</title><meta name="pubdate" content="2026/3/5">',
    ],
)
def test_title_and_date_come_from_the_metadata(head: str) -> None:
    paper = document(page(f'<div id="zoom">{BODY}</div>', head=head))
    assert paper.title == TITLE
    assert paper.published == date(2026, 3, 5)
    assert "发布时间" not in own(page(f'<div id="zoom">{BODY}</div>', head=head))


def test_the_date_below_the_heading_counts_too() -> None:
    data = page(f'<h1>{TITLE}</h1><span>发布日期：2026-3-5 09:00</span><div id="zoom">{BODY}</div>')
    paper = document(data)
    assert (paper.title, paper.published) == (TITLE, date(2026, 3, 5))


def test_a_title_in_the_text_is_not_doubled() -> None:
    data = page(
        f'<div id="zoom"><p>云溪县司法局</p><p>{TITLE[6:]}</p>{BODY}</div>', head=f"<title>{TITLE}</title>"
    )
    assert own(data).count(TITLE[6:]) == 1
    assert document(data).title == TITLE


def test_the_name_of_the_site_is_no_title() -> None:
    data = page(f'<div id="zoom">{BODY}</div>', head="<title>云溪县人民政府门户网站_法治政府建设</title>")
    assert document(data).title is None


# Pages without the paper


ATTACHED = '<p>附件：<a href="P1.docx">云溪县2025年度法治政府建设年度报告.docx</a></p>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (ATTACHED, "只有附件（云溪县2025年度法治政府建设年度报告.docx）"),
        ('<p>现将云溪县2025年度报告予以公布。</p><a href="a.pdf?x=1">报告.pdf</a>', "只有附件（报告.pdf）"),
        ('<iframe src="/pdfjs/web/viewer.html?file=a.pdf"></iframe>', "嵌入的 PDF"),
        ('<embed src="/a.pdf" type="application/pdf">', "嵌入的 PDF"),
        ('<object data="a.ofd"></object>', "嵌入的 PDF 或 OFD"),
        ("<div id='pdf'></div><script>PDFObject.embed('/files/a.pdf', '#pdf')</script>", "嵌入的 PDF"),
        ('<p><img src="1.jpg"></p><p><img src="2.jpg" width="800"></p>', "网页正文是图片"),
        ("<script>load('content')</script>", "由脚本或框架载入"),
        ('<iframe src="content.html"></iframe>', "由脚本或框架载入"),
    ],
)  # fmt: skip
def test_a_page_without_the_paper_says_what_it_is(content: str, says: str) -> None:
    """The page has the paper's title all over, and nothing of the paper."""
    head = f'<title>{TITLE}</title><meta name="ArticleTitle" content="{TITLE}">'
    links = "".join(
        f'<li><a href="{n}.html">云溪县关于20{n}年度法治政府建设情况的报告</a></li>' for n in range(10, 24)
    )
    data = page(
        f'<h1>{TITLE}</h1><div class="TRS_Editor">{content}</div>', head=head, beside=f"<ul>{links}</ul>"
    )
    assert says in refused(data)


def test_an_empty_page_is_refused() -> None:
    assert "没有找到正文" in refused(page(""))


def test_attachments_and_pictures_beside_a_text_are_noted() -> None:
    data = page(
        f'<div id="zoom"><p>{TITLE}</p>{BODY}<img src="a.png"><img src="i.gif" width="16px"></div>{ATTACHED}'
    )
    notes = [note.zh for note in document(data).notes]
    assert any("1 幅图片" in note for note in notes)
    assert any("附件没有检查：云溪县2025年度" in note for note in notes)


NOTICE = "根据上级有关规定，请各单位认真对照检查，按时报送落实情况，并接受社会各界监督。"


@pytest.mark.parametrize(
    "text",
    [
        NOTICE * 9,  # longer than most notices
        "</p><p>".join(LINES[:4]),  # a summary that breaks off
    ],
)
@pytest.mark.parametrize(
    "beside", [ATTACHED, '<iframe src="a.pdf"></iframe>', '<div class="pdfViewer"></div>']
)
def test_a_text_beside_the_paper_is_not_taken_for_the_whole(text: str, beside: str) -> None:
    """Nothing is called missing that may stand in the file beside it."""
    report = check_bytes(page(f'<div id="zoom"><p>{TITLE}</p><p>{text}</p>{beside}</div>'), path="p.html")
    assert any("报告可能在附件" in reason.zh for reason in report.document.unread)
    assert report.status != ReportStatus.GAPS
    assert Status.MISSING not in {section.status for section in report.sections}


@pytest.mark.parametrize("ends", ["</div>", "</div></div>"])
@pytest.mark.parametrize("cut", [1, 2, 3, 5])
def test_an_element_that_is_closed_early_loses_nothing(cut: int, ends: str) -> None:
    """Editors leave end tags behind; what follows is the paper's all the same."""
    marked = [f"<p>{line}</p>" for line in (*LINES, "云溪县司法局", "2026年1月20日")]
    inside = "".join((*marked[:cut], ends, *marked[cut:]))
    data = page(f'<div class="a"><div class="TRS_Editor"><p>{TITLE}</p>{inside}</div></div>')
    assert lines(data) == [TITLE, *LINES, "云溪县司法局", "2026年1月20日"]


def test_an_opening_in_an_element_of_its_own_is_read() -> None:
    opening = "2025年，云溪县司法局认真履行职责，现将法治政府建设情况报告如下："
    data = page(
        f'<div class="lead"><p>{opening}</p></div><div id="zoom">{BODY}</div>', head=f"<title>{TITLE}</title>"
    )
    assert lines(data) == [TITLE, opening, *LINES]


@pytest.mark.parametrize(
    "head",
    [
        '<title>法治政府建设年度报告</title><meta name="ColumnName" content="法治政府建设年度报告">',
        "<title>政务公开指南栏目3法治政府建设年度报告_云溪县人民政府</title>",
    ],
)
def test_the_name_of_the_column_is_no_title(head: str) -> None:
    menu = '<a href="/x">政务公开指南栏目3法治政府建设年度报告</a>'
    assert document(page(f'{menu}<div id="zoom">{BODY}</div>', head=head)).text.split("\n")[0] == LINES[0]


# Hostile pages


@pytest.mark.parametrize(
    "junk",
    [
        "<div>" * 10_000, "<table><tr><td>" * 10_000, "</div>" * 100_000, "<" * 1_000_000, "<!--" * 200_000,
        "<a " * 300_000, "<script>" * 100_000, "<p>" * 100_000, "&" * 500_000, "&#x" * 200_000,
        "<![" * 200_000, "<?" * 200_000, "<a b='" * 100_000, "</" * 300_000, "<b><i>" * 20_000,
        "<li>" * 50_000 + "</ul>" * 50_000,
        f"&#{'9' * 10_000};", f"&#x{'f' * 10_000};",
        f"<img src='data:image/png;base64,{'A' * 2_000_000}'>", "<a title='" + "零" * 500_000 + "'>x</a>",
    ],
    ids=lambda junk: junk[:12],
)  # fmt: skip
def test_hostile_pages_end_and_keep_the_text(junk: str) -> None:
    data = page(f'<div id="zoom"><p>{TITLE}</p>{BODY}</div>{junk}')
    assert LINES[5] in document(data).text


def test_a_page_that_is_too_large_is_refused() -> None:
    assert "太大" in refused(page("<p>" + "零" * 5_000_000))


_MARKS = """
<p> </p> <td> </td> <table> </table> <tr> <br> <li> <b> </b> <ul> </ul> 甲乙 甲乙 甲乙
<div> </div> <ol> <h2> </h2> <pre> </pre>
"""
MARKS = (*_MARKS.split(), " ", "\n")


@settings(max_examples=400)
@given(st.lists(st.sampled_from(MARKS), max_size=40))
def test_no_markup_loses_a_character(pieces: list[str]) -> None:
    """However wrongly a page nests, every character of its text is read once, in order."""
    from lawcheck.readers._web.lines import paragraphs

    count = 0
    marked = []
    for piece in pieces:
        count += piece == "甲乙"
        marked.append(escape(f"甲{count}乙") if piece == "甲乙" else piece)
    text = "".join("".join(it.text.split()) for it in paragraphs(parse(split_source("".join(marked)).markup)))
    for number in range(1, count + 1):
        assert text.count(f"甲{number}乙") == 1
    places = [text.index(f"甲{number}乙") for number in range(1, count + 1)]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["complete", "gappy"])
def test_the_examples_as_pages_have_their_titles(name: str) -> None:
    text = (EXAMPLES / f"{name}.txt").read_text("utf-8")
    paper = document(as_html(text))
    assert paper.title == text.split("\n", maxsplit=1)[0]
    assert paper.published == date(2026, 1, 22)
