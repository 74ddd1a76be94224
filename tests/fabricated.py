"""Made-up reports for the renderers: complete, gappy, not applicable, partly read, hostile."""

from __future__ import annotations

from datetime import date

from lawcheck.model import (
    BookRef,
    Document,
    Finding,
    NearMiss,
    Placement,
    Report,
    ReportStatus,
    Run,
    Section,
    SectionResult,
    Severity,
    Signature,
    Span,
    Status,
    Text,
    Unreadable,
    Verdict,
)

BOOK = BookRef("annual-report", "2026.1", "法治政府建设年度报告", "b" * 64)

PARTS = {
    "leadership": "党政主要负责人履行推进法治建设第一责任人职责情况",
    "achievements": "推进法治政府建设的主要举措和成效",
    "shortcomings": "存在的不足和原因",
    "plan": "下一年度推进法治政府建设的主要安排",
}

WEIGHTS = {"leadership": 20.0, "achievements": 30.0, "shortcomings": 25.0, "plan": 25.0}

PAPER = """云溪县人民政府
2023年法治政府建设年度报告

2023年，云溪县坚持以习近平法治思想为指导，全面推进依法行政，现将有关情况报告如下。
一、党政主要负责人履行推进法治建设第一责任人职责情况
县长主持召开政府常务会议研究法治政府建设工作4次，听取汇报2次，带头述法。
二、2023年推进法治政府建设的主要举措和成效
全年办理行政复议案件86件，行政机关负责人出庭应诉率达到103%以上。县法制办审查规范性文件12件，《中华人民共和国民法总则》宣传覆盖全部乡镇。
三、存在的问题和2023年工作打算
一是基层执法力量薄弱。二是普法形式单一，针对性、实效性有待进一步提升，群众的参与度和满意度还不够高。
2023年将继续深入推进法治政府建设。
云溪县人民政府
2024年3月15日
"""


def document(text: str = PAPER, **changes: object) -> Document:
    """Return a document with the headings of the paper above, where they stand in the text."""
    heads = [head for head in ("一、党政", "二、2023", "三、存在") if head in text]
    starts = [text.index(head) for head in heads]
    sections = []
    for index, start in enumerate(starts):
        end = text.index("\n", start)
        stop = starts[index + 1] if index + 1 < len(starts) else len(text)
        title = text[start + 2 : end]
        span, body = Span(start, end), Span(end, stop)
        sections.append(
            Section(index, 1, text[start : start + 2], index + 1, title, span, body, Span(start, stop))
        )
    known: dict[str, object] = {
        "text": text,
        "folded": text,
        "format": "text",
        "encoding": "utf-8",
        "content": (Span(0, len(text)),),
        "sections": tuple(sections),
        "title": "云溪县人民政府2023年法治政府建设年度报告",
        "issuer": "云溪县人民政府",
        "year": 2023,
        "signature": Signature("云溪县人民政府", None, date(2024, 3, 15), None),
        "level": "county",
        "kind": "government",
    }
    return Document(**(known | changes))  # type: ignore[arg-type]


def find(paper: Document, words: str) -> Span:
    """Return where words stand in a document."""
    start = paper.text.index(words)
    return Span(start, start + len(words))


def finding(paper: Document, rule: str, severity: Severity, words: str, **told: str) -> Finding:
    """Return a finding at words of a document."""
    section = rule.split(".", maxsplit=1)[0]
    return Finding(
        rule,
        section if section in PARTS else None,
        severity,
        place=paper.place(find(paper, words)),
        fingerprint=f"{rule}-1",
        message=told["message"],
        expected=told["expected"],
        actual=told["actual"],
        hint=told.get("hint", ""),
        basis=told.get("basis", ""),
    )


def part(paper: Document, id: str, placement: Placement, score: float, words: str) -> SectionResult:
    """Return how a part stands, at words of a document."""
    place = paper.place(find(paper, words))
    status = Status.MET if placement is Placement.OWN else Status.WEAK
    return SectionResult(id, PARTS[id], status, placement, score, WEIGHTS[id], place, (place,))


def complete() -> Report:
    """Return the report on a paper in which nothing is wanting."""
    paper = document()
    heads = ("一、党政主要", "二、2023年", "三、存在的问题", "2023年将继续")
    parts = tuple(part(paper, id, Placement.OWN, 1.0, words) for id, words in zip(PARTS, heads, strict=True))
    rules = (Verdict("leadership.acts", "coverage", "leadership", Status.MET, 1.0, 1.0, "主持会议研究4次"),)
    return Report("papers/complete.txt", "a" * 64, ReportStatus.COMPLETE, 100.0, BOOK, paper, parts, rules)


def gappy(path: str = "papers/云溪县2023.txt") -> Report:
    """Return the report on a paper with a missing part, weak ones and many findings."""
    paper = document()
    nearest = NearMiss("三、存在的问题和2023年工作打算", paper.place(find(paper, "三、存在")), 0.41, 0.6)
    parts = (
        part(paper, "leadership", Placement.MENTIONED, 0.5, "县长主持召开"),
        part(paper, "achievements", Placement.OWN, 0.8667, "二、2023年"),
        part(paper, "shortcomings", Placement.MERGED, 0.5, "三、存在的问题"),
        SectionResult("plan", PARTS["plan"], Status.MISSING, Placement.ABSENT, 0.0, 25.0, None, (), nearest),
    )
    return Report(path, "a" * 64, ReportStatus.GAPS, 51.3, BOOK, paper, parts, _verdicts(), _gaps(paper))


def _verdicts() -> tuple[Verdict, ...]:
    return (
        Verdict("leadership.acts", "coverage", "leadership", Status.WEAK, 2 / 3, 1.0, "履职事项2类"),
        Verdict("figures.percentage", "percentage", None, Status.MISSING, 0.0, 0.0, "1处超过100%"),
    )


def _gaps(paper: Document) -> tuple[Finding, ...]:
    law = "《法治政府建设与责任落实督察工作规定》年度报告内容"
    return (
        finding(
            paper,
            "leadership",
            Severity.WARNING,
            "县长主持召开政府常务会议研究法治政府建设工作4次，听取汇报2次，带头述法。",
            message="“党政主要负责人履行推进法治建设第一责任人职责情况”只在文中提到，没有单独成章",
            expected="以标题写明党政主要负责人履行第一责任人职责的情况",
            actual="仅在第6行提及",
            hint="单列一部分，写明主持会议研究、述法、学法、督办等履职情况",
            basis=law,
        ),
        finding(
            paper,
            "figures.percentage",
            Severity.ERROR,
            "行政机关负责人出庭应诉率达到103%以上",
            message="比率超过100%",
            expected="不超过100%",
            actual="出庭应诉率103%",
            hint="核对分子、分母后更正",
        ),
        finding(
            paper,
            "names.law",
            Severity.ERROR,
            "《中华人民共和国民法总则》",
            message="引用的法律在报告年度开始前已经废止",
            expected="《中华人民共和国民法典》",
            actual="《中华人民共和国民法总则》（2021年1月1日废止）",
            hint="改引现行法律",
        ),
        finding(
            paper,
            "shortcomings.placement",
            Severity.WARNING,
            "三、存在的问题和2023年工作打算",
            message="“存在的不足和原因”与其他内容共用一个标题",
            expected="单独成章",
            actual="与下一年度安排合并成章",
            hint="分为两个部分",
            basis=law,
        ),
        finding(
            paper,
            "plan",
            Severity.ERROR,
            "三、存在的问题和2023年工作打算",
            message="缺少“下一年度推进法治政府建设的主要安排”",
            expected="写明2024年推进法治政府建设的主要安排",
            actual="未见",
            hint="在结尾处增写一部分",
            basis=law,
        ),
        finding(
            paper,
            "time.vague",
            Severity.INFO,
            "全年办理",
            message="时间表述含糊",
            expected="写明起止日期",
            actual="全年",
        ),
    )


def not_applicable(path: str = "papers/公开年报.txt") -> Report:
    """Return the report on a paper of another kind."""
    paper = document("云溪县2023年政府信息公开工作年度报告\n", title="云溪县2023年政府信息公开工作年度报告")
    reason = "标题写的是政府信息公开工作年度报告，不是法治政府建设年度报告"
    return Report(path, "c" * 64, ReportStatus.NOT_APPLICABLE, None, BOOK, paper, reason=reason)


def partly_read() -> Report:
    """Return the report on a paper of which pages could not be read."""
    paper = document(unread=(Text("第3、4页为扫描件", "pages 3 and 4 are scanned"),))
    parts = (
        part(paper, "leadership", Placement.OWN, 1.0, "一、党政主要"),
        SectionResult("plan", PARTS["plan"], Status.SKIPPED, Placement.ABSENT, None, 25.0, None),
    )
    reason = "第3、4页未能读取，找不到的部分不作判断"
    notes = ("第3、4页是扫描图像",)
    return Report(
        "papers/扫描.pdf",
        "d" * 64,
        ReportStatus.PARTLY_READ,
        100.0,
        BOOK,
        paper,
        parts,
        notes=notes,
        reason=reason,
    )


HOSTILE = (
    "[bold]粗[/] [/附件1] \x1b[31m红\x1b[0m\x07 \x9b2J \u202e倒\u2066 \x00零 \ufeff[link=http://x]y[/link]"
)


def hostile() -> Report:
    """Return a report whose paper tries to act on the terminal in every place."""
    paper = document(f"{HOSTILE}\n{PAPER}", title=f"题{HOSTILE}", issuer=f"机关{HOSTILE}")
    gap = finding(
        paper,
        "names.term",
        Severity.WARNING,
        HOSTILE,
        message=f"词{HOSTILE}",
        expected=HOSTILE,
        actual=HOSTILE,
        hint=HOSTILE,
        basis=HOSTILE,
    )
    nearest = NearMiss(HOSTILE, paper.place(find(paper, HOSTILE)), 0.3, 0.6)
    missing = SectionResult(
        "plan", PARTS["plan"], Status.MISSING, Placement.ABSENT, 0.0, 25.0, None, (), nearest
    )
    return Report(
        f"a {HOSTILE}\n.txt",
        "e" * 64,
        ReportStatus.GAPS,
        12.5,
        BOOK,
        paper,
        (missing,),
        (),
        (gap,),
        (HOSTILE,),
        f"因{HOSTILE}",
    )


def several() -> Run:
    """Return a run over papers of every verdict and two files that could not be read."""
    unreadable = (
        Unreadable("papers/空.txt", "文件是空的"),
        Unreadable("papers/图.txt", "不是文本：开头是 PNG 图像"),
    )
    return Run((complete(), gappy(), not_applicable(), partly_read()), unreadable)
