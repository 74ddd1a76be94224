"""Word files in the shapes that the standard allows → the lines that an office program shows."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from makers.word import (
    abstract,
    box,
    cell,
    change,
    code,
    control,
    deleted,
    field,
    forms,
    item,
    items,
    level,
    list_of,
    mark,
    note,
    note_text,
    numbered,
    old_box,
    p,
    row,
    run,
    sign,
    started,
    style,
    table,
    write_word,
)

from lawcheck.annotate import annotate
from lawcheck.api import check_bytes
from lawcheck.readers import File
from lawcheck.readers._word.reading import read_word

Case = tuple[str, str, str]  # name, body, lines
GONE, HIDDEN = mark(change("del")), "<w:vanish/>"
CASES: list[tuple[str, str, dict[str, str], str]] = []  # with the other parts

PAPER = p("云溪县人民政府关于2023年法治政府建设情况的报告") + p(
    "2023年，云溪县主要负责人主持召开会议，全县办结率达到", run("105%"), "，XX部门负责落实。"
)


def lines(data: bytes) -> list[str]:
    return [block.text for block in read_word(File(data, "paper.docx")).blocks]


def add(cases: list[Case], **parts: str) -> None:
    """Add cases that share their other parts."""
    CASES.extend((name, body, parts, told) for name, body, told in cases)


# Numbers

NOTHING = '<w:suff w:val="nothing"/>'
LEVELS = (
    level(0, "chineseCounting", "%1、", NOTHING),
    level(1, "chineseCounting", "（%2）", NOTHING),
    level(2, "decimal", "%3.", '<w:suff w:val="space"/>'),
    level(3, "decimal", "（%4）"),
    level(4, "decimalEnclosedCircle", "%5"),
)
OFFICIAL = abstract(0, *LEVELS) + list_of(1, 0)
DECIMAL = level(0, "decimal", "%1.")

add(
    [
        (
            "the levels of official papers",
            items("领导 重视1 方案2 印发3 部署4 督办4 检查3 统筹1 成效 执法1"),
            "一、领导|（一）重视|1.方案|（1）印发|①部署|②督办|（2）检查|（二）统筹|二、成效|（一）执法",
        ),
        ("a paragraph without a level", item("甲", None) + item("乙", None), "一、甲|二、乙"),
        ("a list that is not there", item("甲", list_=7) + item("乙"), "甲|一、乙"),
        ("an empty item counts", item("甲") + item("") + item("乙"), "一、甲|二、|三、乙"),
        ("passed over levels count", item("子", 1) + item("甲") + item("丑", 1), "（一）子|二、甲|（一）丑"),
        (
            "in cells, controls and wrappers",
            item("甲")
            + table(row(item("乙"), "说明")).replace(item("乙"), cell(item("乙")))
            + control(item("丙"))
            + f'<w:customXml w:element="x">{item("丁")}</w:customXml>',
            "一、甲|二、乙\t说明|三、丙|四、丁",
        ),
        (
            "a column of numbers",
            table(row("序号", "事项"), row(cell(item("")), "执法"), row(cell(item("")), "普法")),
            "序号\t事项|一、\t执法|二、\t普法",
        ),
        ("in a box", p("前", box(item("甲"), item("乙"))) + p("后"), "前|一、甲|二、乙|后"),
        (
            "a deleted item does not count",
            item("甲") + item(deleted("乙"), more=GONE) + item("丙"),
            "一、甲|二、丙",
        ),
        (
            "an inserted one does",
            item("甲") + item(change("ins", run("乙")), more=mark(change("ins"))) + item("丙"),
            "一、甲|二、乙|三、丙",
        ),
        (
            "a moved one counts where it goes",
            item(change("moveFrom", run("移")), more=mark(change("moveFrom")))
            + item("甲")
            + item(change("moveTo", run("移")), more=mark(change("moveTo"))),
            "一、甲|二、移",
        ),
        (
            "two items joined by a deleted end are one",
            item("甲") + item("乙", more=GONE) + item("丙") + item("丁"),
            "一、甲|二、乙丙|三、丁",
        ),
        (
            "a hidden item does not count",
            item("甲") + item(run("乙", HIDDEN), more=mark(HIDDEN)) + item("丙"),
            "一、甲|二、丙",
        ),
        (
            "a number that a tracked change took away",
            p("甲", properties=f'<w:pPrChange w:id="1"><w:pPr>{numbered()}</w:pPr></w:pPrChange>')
            + item("乙"),
            "甲|一、乙",
        ),
        (
            "XML comments between properties",
            item("甲").replace("><", "><!-- 注 --><").replace("<w:ilvl", "<?x?><w:ilvl"),
            "一、甲",
        ),
    ],
    numbering=OFFICIAL,
)

_LEGAL_BODY = items("总则 目的1 细目2 依据1")
for name, legal, told in (
    ("levels shown as they are", "", "一、总则|一.1 目的|一.1.1 细目|一.2 依据"),
    ("higher levels in digits", "<w:isLgl/>", "一、总则|1.1 目的|1.1.1 细目|1.2 依据"),
    ("digits switched off", '<w:isLgl w:val="0"/>', "一、总则|一.1 目的|一.1.1 细目|一.2 依据"),
):
    add(
        [(name, _LEGAL_BODY, told)],
        numbering=abstract(
            0, LEVELS[0], level(1, "decimal", "%1.%2", legal), level(2, "decimal", "%1.%2.%3", legal)
        )
        + list_of(1, 0),
    )

add(
    [
        (
            "lists share the counters of a definition",
            item("甲") + item("乙", 0, 2) + item("丙"),
            "1.甲|2.乙|3.丙",
        ),
        (
            "a list that starts anew does so once",
            item("甲") + item("乙") + item("丙", 0, 3) + item("丁", 0, 3) + item("戊"),
            "1.甲|2.乙|1.丙|2.丁|3.戊",
        ),
        ("a start of its own", item("甲") + item("乙", 0, 4) + item("丙", 0, 4), "1.甲|5.乙|6.丙"),
        ("another form of the same list", item("甲") + item("乙", 0, 5) + item("丙"), "1.甲|（二）乙|3.丙"),
    ],
    numbering=abstract(0, DECIMAL)
    + list_of(1, 0)
    + list_of(2, 0)
    + list_of(3, 0, started(0, 1))
    + list_of(4, 0, started(0, 5))
    + list_of(5, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "（%1）")}</w:lvlOverride>'),
)
add(
    [
        (
            "a lower level starts anew",
            item("甲")
            + item("子", 1)
            + item("丑", 1)
            + item("寅", 1, 2)
            + item("乙", 0, 2)
            + item("卯", 1, 2),
            "一、甲|（一）子|（二）丑|（一）寅|二、乙|（一）卯",
        ),
        (
            "a start of its own is not for levels passed over",
            item("子", 1, 3) + item("甲", 0, 3) + item("乙", 0, 3),
            "（一）子|五、甲|六、乙",
        ),
        ("nor shown in lower ones", item("节", 5, 3), "1.1 节"),
    ],
    numbering=abstract(0, *LEVELS, level(5, "decimal", "%1.%6", "<w:isLgl/>"))
    + list_of(1, 0)
    + list_of(2, 0, started(1, 1))
    + list_of(3, 0, started(0, 5)),
)
add(
    [
        (
            "articles count through the chapters",
            items("总则 甲1 款2 分则 乙1 款2"),
            "第一章 总则|第一条 甲|（一）款|第二章 分则|第二条 乙|（一）款",
        )
    ],
    numbering=abstract(
        0,
        level(0, "chineseCountingThousand", "第%1章"),
        level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
        level(2, "chineseCounting", "（%3）"),
    )
    + list_of(1, 0),
)
add(
    [
        (
            "a level that only the first one resets",
            items("甲 子1 一2 丑1 二2 乙 三2"),
            "1.甲|1.1 子|(1)一|1.2 丑|(2)二|2.乙|(1)三",
        )
    ],
    numbering=abstract(
        0, DECIMAL, level(1, "decimal", "%1.%2"), level(2, "decimal", "(%3)", '<w:lvlRestart w:val="1"/>')
    )
    + list_of(1, 0),
)
add(
    [("a definition that stands at a style", item("甲") + item("子", 1), "一、甲|（一）子")],
    numbering='<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
    + abstract(1, '<w:styleLink w:val="L"/>', *LEVELS)
    + list_of(1, 0)
    + list_of(2, 1),
    styles=style("L", "<w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr>", sort="numbering"),
)

FORMATS = [
    ("chineseCounting", 10, "十、|十一、"),
    ("chineseCountingThousand", 100, "一百、|一百零一、"),
    ("chineseCountingThousand", 109, "一百零九、|一百一十、"),
    ("japaneseCounting", 19, "十九、|二十、"),
    ("chineseLegalSimplified", 2, "贰、|叁、"),
    ("chineseLegalSimplified", 10, "壹拾、|壹拾壹、"),
    ("ideographLegalTraditional", 2, "貳、|參、"),
    ("decimalEnclosedCircleChinese", 10, "⑩、|⑪、"),
    ("decimalEnclosedParen", 1, "⑴、|⑵、"),
    ("decimalEnclosedFullstop", 1, "⒈、|⒉、"),
    ("decimalFullWidth", 9, "９、|１０、"),
    ("decimalZero", 9, "09、|10、"),
    ("lowerLetter", 26, "z、|aa、"),
    ("upperLetter", 28, "BB、|CC、"),
    ("lowerRoman", 4, "iv、|v、"),
    ("upperRoman", 9, "IX、|X、"),
    ("ideographTraditional", 9, "壬、|癸、"),
    ("ideographZodiac", 1, "子、|丑、"),
    ("ideographZodiacTraditional", 10, "癸酉、|甲戌、"),
    ("ideographEnclosedCircle", 1, "㊀、|㊁、"),
    ("numberInDash", 1, "- 1 -、|- 2 -、"),
    ("decimal", 0, "0、|1、"),
    ("none", 1, "、|、"),
    ("bullet", 1, "|"),
]
for format, start, told in FORMATS:
    add(
        [(f"{format} from {start}", item("甲") + item("乙"), told.replace("|", "甲|") + "乙")],
        numbering=abstract(0, level(0, format, "%1、", start=start)) + list_of(1, 0),
    )
for name, definition, told in (
    ("a word instead of a number", level(0, "none", "注："), "注：甲|注：乙"),
    ("a word around the number", level(0, "chineseCounting", "附件%1："), "附件一：甲|附件二：乙"),
    ("no number shown", level(0, "decimal", ""), "甲|乙"),
    ("a hidden number", DECIMAL.replace("</w:lvl>", mark(HIDDEN) + "</w:lvl>"), "甲|乙"),
):
    add([(name, item("甲") + item("乙"), told)], numbering=abstract(0, definition) + list_of(1, 0))

_LINKED = (
    abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
        level(2, "decimal", "%3."),
    )
    + abstract(1, DECIMAL)
    + list_of(1, 0)
    + list_of(2, 1)
)
_IN_LIST = f"<w:pPr>{numbered(1, None)}</w:pPr>"
_HEADINGS = (
    style("H1", _IN_LIST, name="heading 1")
    + style("H2", _IN_LIST, name="heading 2")
    + style("H3", f"<w:pPr>{numbered(1, 2)}</w:pPr>", name="heading 3")
    + style("Based", based="H2")
    + style("Off", f"<w:pPr>{numbered(0, None)}</w:pPr>", based="H1")
)
add(
    [
        (
            "styles that name their level",
            p("甲", style="H1")
            + p("子", style="H2")
            + p("细", style="H3")
            + p("丑", style="H2")
            + p("乙", style="H1"),
            "一、甲|（一）子|1.细|（二）丑|二、乙",
        ),
        ("a style based on one", p("甲", style="H1") + p("子", style="Based"), "一、甲|（一）子"),
        (
            "a style without the number",
            p("甲", style="H1") + p("目", style="Off") + p("乙", style="H1"),
            "一、甲|目|二、乙",
        ),
        (
            "a paragraph without the number",
            p("甲", style="H1") + p("目", style="H1", properties=numbered(0)) + p("乙", style="H1"),
            "一、甲|目|二、乙",
        ),
        (
            "a paragraph in another list",
            p("甲", style="H1") + p("另", style="H1", properties=numbered(2)) + p("乙", style="H1"),
            "一、甲|1.另|二、乙",
        ),
        (
            "styles and paragraphs count together",
            p("甲", style="H1") + item("子", 1) + p("丑", style="H2"),
            "一、甲|（一）子|（二）丑",
        ),
        (
            "a heading on the line of its text",
            p("标题。", style="H1", properties=mark("<w:vanish/><w:specVanish/>"))
            + p("正文。")
            + p("乙", style="H1"),
            "一、标题。正文。|二、乙",
        ),
    ],
    numbering=_LINKED,
    styles=_HEADINGS,
)
add(
    [("a number in the default style", p("甲") + p("乙", style="b"), "一、甲|二、乙")],
    numbering=OFFICIAL,
    styles=style("a", _IN_LIST, more='w:default="1"') + style("b", based="a"),
)

# Fields

PAGE = "<w:r><w:tab/></w:r>" + field(" PAGEREF _Toc1 \\h ", "3")
ENTRY = '<w:hyperlink w:anchor="_Toc1">' + run("一、领导") + PAGE + "</w:hyperlink>"
CONTENTS = p(sign("begin"), code(" TO"), code('C \\o "1-3" '), sign("separate"), ENTRY) + p(ENTRY)
END = sign("end")
GALLERY = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
add(
    [
        (
            "contents in a control",
            p("题") + control(p("目  录") + CONTENTS + p(END), GALLERY) + p("文"),
            "题|文",
        ),
        ("bare contents", p("题") + CONTENTS + p(END) + p("文"), "题|文"),
        ("contents that end before a text", CONTENTS + p(END, "一、领导") + p("文"), "一、领导|文"),
        (
            "contents in a simple field",
            p('<w:fldSimple w:instr=" TOC \\o ">' + run("甲 1") + "</w:fldSimple>") + p("文"),
            "文",
        ),
        ("contents made plain text", p("一、领导", PAGE, style="T1") + p("文", style="T1"), "文"),
        ("a reference", p("见第", field(" REF a \\h ", "3"), "条"), "见第3条"),
        (
            "a field in the code of one",
            p(field(code("IF ") + field("REF a", "1") + code(' = 1 "是" "否"'), "是"), "的"),
            "是的",
        ),
        (
            "a field in the result of one",
            p(field("QUOTE", run("甲") + field("REF b", "乙") + run("丙"))),
            "甲乙丙",
        ),
        (
            "a field over two paragraphs",
            p("前", sign("begin"), code("QUOTE"), sign("separate"), "甲") + p("乙", END, "后"),
            "前甲|乙后",
        ),
        ("a number in a circle", p(sign("begin"), code("EQ \\o\\ac(○,3)"), END, "后"), "③后"),
        ("a character in a circle", p(sign("begin"), code("eq \\o\\ac(○,密)"), END, "后"), "密后"),
        ("a field without a result", p("前", sign("begin"), code('XE "词"'), END, "后"), "前后"),
        (
            "a field that does not end",
            p("前", sign("begin"), code("PAGE"), sign("separate"), "5") + p("后"),
            "前5|后",
        ),
        ("an end without a field", p("前", END, "后"), "前后"),
        ("a deleted field", p("前", change("del", field("PAGE", "5")), "后"), "前后"),
        ("a field in one run", p((field("PAGE", "5") + run("页")).replace("</w:r><w:r>", "")), "5页"),
    ],
    styles=style("T1", name="toc 1"),
)

# Tracked changes and hidden text

THREE = row("甲", "乙", "丙")
add(
    [
        ("insertions and deletions", p("甲", change("ins", run("乙")), deleted("丙"), "丁"), "甲乙丁"),
        ("a deletion in an insertion", p("甲", change("ins", deleted("乙") + run("丙"))), "甲丙"),
        (
            "a moved text",
            p("甲", change("moveFrom", run("移"))) + p("乙", change("moveTo", run("移"))),
            "甲|乙移",
        ),
        ("a deleted end", p("甲", properties=GONE) + p("乙") + p("丙"), "甲乙|丙"),
        (
            "deleted ends in a row",
            p("甲", properties=GONE) + p(deleted("删"), properties=GONE) + p("乙"),
            "甲乙",
        ),
        (
            "a deleted end before a table",
            p("甲", properties=GONE) + table(THREE) + p("乙"),
            "甲|甲\t乙\t丙|乙",
        ),
        ("the last end deleted", p("甲") + p("乙", properties=GONE), "甲|乙"),
        (
            "rows",
            table(
                THREE,
                row("1", "2", "3", properties=change("del")),
                row("4", "5", "6", properties=change("ins")),
            ),
            "甲\t乙\t丙|4\t5\t6",
        ),
        (
            "cells",
            table(
                THREE,
                row("1", cell("2", properties=change("cellDel")), cell("3", properties=change("cellIns"))),
            ),
            "甲\t乙\t丙|1\t3",
        ),
        ("a deleted box", p("前", change("del", box(p("删")))), "前"),
        ("a deleted break", p("甲", change("del", "<w:r><w:br/></w:r>"), "乙"), "甲乙"),
        (
            "former properties",
            p(
                run("甲", "<w:rPrChange w:id='1'><w:rPr><w:vanish/></w:rPr></w:rPrChange>"),
                properties="<w:pPrChange w:id='1'><w:pPr><w:pStyle w:val='Hidden'/></w:pPr></w:pPrChange>",
            ),
            "甲",
        ),
        (
            "hidden",
            p("甲", run("乙", HIDDEN), run("丙", '<w:vanish w:val="off"/>'), run("丁", "<w:webHidden/>")),
            "甲丙丁",
        ),
        (
            "hidden by its style",
            p(
                "甲",
                run("乙", '<w:rStyle w:val="Secret"/>'),
                run("丙", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>'),
            ),
            "甲丙",
        ),
        (
            "hidden by the paragraph's style",
            p("甲") + p("乙", style="Hidden") + p("丙", style="Shown"),
            "甲|丙",
        ),
        (
            "hidden by both styles is shown",
            p(
                run("乙", '<w:rStyle w:val="Secret"/>'),
                style="Hidden",
                properties=mark('<w:vanish w:val="0"/>'),
            ),
            "乙",
        ),
        ("a hidden end", p("甲", properties=mark(HIDDEN)) + p("乙"), "甲乙"),
        ("a note of hidden text", p("甲", note(1).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")), "甲"),
        (
            "a box of hidden text",
            p("甲", box(p("框")).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)),
            "甲",
        ),
    ],
    styles=style("Hidden", mark(HIDDEN))
    + style("Shown", mark('<w:vanish w:val="0"/>'), based="Hidden")
    + style("Secret", mark(HIDDEN), sort="character"),
    footnotes=note_text(1, p("注")),
)

# Boxes, controls, signs

RUBY = f"<w:r><w:ruby><w:rt>{run('yún')}</w:rt><w:rubyBase>{run('云')}</w:rubyBase></w:ruby></w:r>"
SUM = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
add(
    [
        ("a box in both forms", p("前", box(p("框一"), p("框二")), "半句") + p("后"), "前半句|框一|框二|后"),
        ("a box in VML", p("前", f"<w:r>{old_box(p('框'))}</w:r>") + p("后"), "前|框|后"),
        ("a table in a box", p("前", box(table(THREE), p(""))), "前|甲\t乙\t丙"),
        (
            "a control in everything",
            control(control(p("甲", control(control(run("乙"))))))
            + table(control(row("1", control(cell("2"))))),
            "甲乙|1\t2",
        ),
        (
            "a choice from a list",
            p(
                "等次：",
                control(run("优秀"), '<w:dropDownList><w:listItem w:displayText="良好"/></w:dropDownList>'),
            ),
            "等次：优秀",
        ),
        ("pronunciation", p("在", RUBY, "溪县"), "在云溪县"),
        ("a formula", p("计", SUM, "。"), "计x=1。"),
        (
            "wrappers",
            p(
                f"<w:smartTag>{run('云溪')}</w:smartTag>",
                f"<w:dir>{run('县')}</w:dir>",
                f'<w:bdo w:val="ltr">{run("甲")}</w:bdo>',
            ),
            "云溪县甲",
        ),
        ("a sign", p("甲", '<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>', "乙"), "甲①乙"),
        (
            "a sign of a font of pictures",
            p("甲", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "乙"),
            "甲乙",
        ),
        (
            "a sign in a newer form",
            p("<w:r>" + forms("w16se", '<w16se:symEx w16se:char="2460"/>', "<w:t>①</w:t>") + "</w:r>"),
            "①",
        ),
        (
            "hyphens",
            p("甲", "<w:r><w:softHyphen/></w:r>", "乙", "<w:r><w:noBreakHyphen/></w:r>", "丙"),
            "甲乙\u2011丙",
        ),
        ("tabs and breaks", p("甲", "<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"), "甲\t乙\n丙"),
        ("entities", p("A&amp;B&#x4E00;&lt;"), "A&B一<"),
        ("CDATA", "<w:p><w:r><w:t><![CDATA[甲<乙]]></w:t></w:r></w:p>", "甲<乙"),
        (
            "XML comments",
            p("甲", "<!-- 注 -->", "乙") + "<?x?><w:p><w:r><!-- 注 --><w:t>丙<!-- 注 -->丁</w:t></w:r></w:p>",
            "甲乙|丙丁",
        ),
        ("a block in two forms", forms("w14", p("新"), p("旧")), "新"),
        ("notes", p("甲", note(1), "乙。", note(2)) + p("后"), "甲乙。|注一|注二|另注|后"),
        (
            "a box before a note in a cell",
            table(THREE, row(cell(p("1", box(p("框")), note(2))), "2")),
            "甲\t乙\t丙|1 框\t2|另注",
        ),
        ("a note that is not there", p("甲", note(9)) + p("后"), "甲|后"),
        (
            "a note in a table",
            table(THREE, row(cell(p("1", note(1))), "2", "3")) + p("后"),
            "甲\t乙\t丙|1\t2\t3|注一|注二|后",
        ),
    ],
    footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    + note_text(1, p("<w:r><w:footnoteRef/></w:r>", "注一"), p("注二"))
    + note_text(2, p("另注")),
)

# Tables

LONG = [
    p(f"{number}、云溪县{what}工作扎实推进。")
    for number, what in zip("一二三", ("立法", "执法", "普法"), strict=True)
]
LAID_OUT = "一、云溪县立法工作扎实推进。|二、云溪县执法工作扎实推进。|三、云溪县普法工作扎实推进。"
add(
    [
        (
            "a wide cell",
            table(row(cell("合计", properties='<w:gridSpan w:val="3"/>')), THREE),
            "合计|甲\t乙\t丙",
        ),
        (
            "a high cell",
            table(
                row(cell("甲", properties='<w:vMerge w:val="restart"/>'), "1"),
                row(cell("余", properties="<w:vMerge/>"), "2"),
            ),
            "甲\t1|\t2",
        ),
        (
            "paragraphs, breaks and tabs in a cell",
            table(THREE, row(cell("一", "二"), cell(p("左", "<w:r><w:tab/></w:r>", "右")), "3")),
            "甲\t乙\t丙|一 二\t左 右\t3",
        ),
        ("a table in a cell", table(row("甲", cell(table(row("子", "丑")), p("")))), "甲\t子 丑"),
        ("a paper in a cell", table(row("", cell(*LONG))), LAID_OUT),
        (
            "a table in a paper in a cell",
            table(row(cell(*LONG, table(THREE), p("")))),
            f"{LAID_OUT}|甲\t乙\t丙",
        ),
        ("a head in one cell", table(row("云溪县人民政府文件")) + p("文"), "云溪县人民政府文件|文"),
        (
            "a long note leaves a table a table",
            table(THREE, row(cell(p("1", note(1))), "2", "3")),
            f"甲\t乙\t丙|1\t2\t3|{'注' * 200}",
        ),
    ],
    footnotes=note_text(1, p("注" * 200)),
)


@pytest.mark.parametrize(
    ("body", "parts", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_lines(body: str, parts: dict[str, str], told: str) -> None:
    assert lines(write_word(body, parts)) == [line for line in told.split("|") if line]


@pytest.mark.parametrize(("body", "parts"), [case[1:3] for case in CASES], ids=[case[0] for case in CASES])
def test_a_commented_copy_keeps_the_text(body: str, parts: dict[str, str]) -> None:
    """It has a comment for each finding and opens in another library."""
    data = write_word(PAPER + body, parts)
    report = check_bytes(data, path="paper.docx", force=True)
    copy = annotate(data, report)
    assert lines(copy) == lines(data)
    assert len(list(docx.Document(BytesIO(copy)).comments)) == len(report.findings) > 0
