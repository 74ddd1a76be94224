"""Comments in a copy of a Word file stand at the words of their findings."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from makers.word import cell, change, control, mark, p, row, run, table, write_word

from lawcheck.annotate import annotate
from lawcheck.api import check_bytes
from lawcheck.model import Span

GONE = mark(change("del"))
SPLIT = p("前半句105%", properties=GONE) + p("后半句")
RATES = table(row("指标", "说明", "值"), row("办结率", cell("东岭市", "达到105%。"), "乙"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (RATES, "105%"),
        (RATES, "办结率"),
        (RATES, "说明\t值"),
        (RATES, "岭市 达"),
        (SPLIT, "105%"),
        (SPLIT, "105%后"),
        (p("甲", "<w:r><w:t>乙</w:t><w:tab/><w:t>丙&amp;丁</w:t></w:r>"), "丙&"),
        (p("甲", control(run("乙丙")), f"<w:hyperlink>{run('丁戊')}</w:hyperlink>"), "丙丁"),
    ],
)
def test_a_comment_stands_at_its_words(body: str, text: str) -> None:
    data = write_word(p("云溪县人民政府关于法治政府建设情况的报告") + p("云溪县召开会议。") + body)
    report = check_bytes(data, path="paper.docx", force=True)
    at = report.document.text.index(text)
    finding = report.findings[0]
    told = replace(finding, place=replace(finding.place, span=Span(at, at + len(text))))
    copy = annotate(data, replace(report, findings=(told,)))
    assert commented(copy) == text.replace("\t", "").replace(" ", "")


def commented(data: bytes) -> str:
    """Return the text between the marks of a file's only comment."""
    found, inside = "", False
    for element in docx.Document(BytesIO(data)).element.iter():
        name = str(element.tag).rpartition("}")[2]
        inside = name == "commentRangeStart" or (inside and name != "commentRangeEnd")
        found += (element.text or "") if inside and name == "t" else ""
    return found
