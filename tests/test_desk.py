"""The desk by itself: what it tells of each paper, and what can be had of all."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document as open_word
from makers.papers import as_docx

from lawcheck import api
from lawcheck.desk import Desk
from lawcheck.errors import UsageError

ROOT = Path(__file__).parents[1]
GAPPY = (ROOT / "examples" / "gappy.txt").read_bytes()
COMPLETE = (ROOT / "examples" / "complete.txt").read_bytes()
OTHER = "云溪县2023年政府信息公开工作年度报告\n全年主动公开政府信息三千余条，现公布本年度报告。\n".encode()
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"
HOSTILE = f"甲</title>{MARKUP}.txt"


def test_a_good_paper_is_told_complete() -> None:
    told = Desk().check("报告.txt", COMPLETE)
    assert (told.status, told.verdict, told.reason, told.errors) == ("complete", "齐全", "", 0)
    assert told.score == api.check_bytes(COMPLETE, path="报告.txt").score
    assert told.issuer
    assert told.year
    assert not told.word


def test_gaps_are_counted_as_the_check_counts_them() -> None:
    told = Desk().check("报告.txt", GAPPY)
    found = Counter(each.severity.value for each in api.check_bytes(GAPPY, path="报告.txt").findings)
    assert (told.status, told.verdict) == ("gaps", "有缺漏")
    assert found == {"error": told.errors, "warning": told.warnings, "info": told.infos}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.txt", b""),
        ("坏.docx", b"PK\3\4" + bytes(100)),
        ("坏.pdf", b"%PDF-1.7\n"),
        ("图.png", b"\x89PNG\r\n"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_reason(name: str, data: bytes) -> None:
    told = Desk().check(name, data)
    assert (told.status, told.verdict, told.score, told.word) == ("unreadable", "未能读取", None, False)
    assert told.reason


def test_what_is_no_such_report_can_be_checked_all_the_same() -> None:
    desk = Desk()
    told = desk.check("公开.docx", as_docx(OTHER.decode()))
    assert (told.status, told.score, told.word) == ("not_applicable", None, False)
    assert "政府信息公开" in told.reason
    forced = desk.check("公开.docx", as_docx(OTHER.decode()), force=True)
    assert (forced.number, forced.status, forced.word) == (1, "gaps", True)
    assert forced.score is not None


def test_papers_are_told_in_the_order_in_which_they_came() -> None:
    desk = Desk()
    papers = {"乙.txt": GAPPY, "空.txt": b"", "甲.txt": COMPLETE}
    told = [desk.check(name, data) for name, data in papers.items()]
    assert desk.told() == told
    assert [(each.number, each.name) for each in told] == list(enumerate(papers))


def test_the_report_tells_of_every_paper() -> None:
    desk = Desk()
    desk.check("报告.txt", GAPPY)
    one = desk.report().decode()
    desk.check("坏.docx", b"PK\3\4")
    desk.check("其他.txt", COMPLETE)
    several = desk.report().decode()
    assert 'id="matrix"' not in one
    assert 'id="matrix"' in several
    assert all(name in several for name in ("报告.txt", "坏.docx", "其他.txt"))
    assert (desk.page().name, desk.page().data.decode()) == ("检查结果.html", several)


def test_a_commented_copy_has_a_comment_at_each_finding() -> None:
    desk, data = Desk(), as_docx(GAPPY.decode())
    assert desk.check("一/报告.docx", data).word
    made = desk.word(0)
    assert made.name == "报告_批注.docx"
    comments = list(open_word(BytesIO(made.data)).comments)
    assert len(comments) == len(api.check_bytes(data, path="报告.docx").findings)


@pytest.mark.parametrize("number", [-1, 0, 1, 3])
def test_of_no_word_paper_there_is_no_copy(number: int) -> None:
    desk = Desk()
    desk.check("报告.txt", GAPPY)
    desk.check("坏.docx", b"PK\3\4")
    assert desk.check("报告.docx", as_docx(GAPPY.decode())).word
    with pytest.raises(UsageError, match="没有这份 Word 文件"):
        desk.word(number)


def test_the_table_is_a_workbook_or_csv_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xlsxwriter")
    desk = Desk()
    desk.check("报告.txt", GAPPY)
    made = desk.table()
    assert (made.name, made.data[:2]) == ("检查结果.xlsx", b"PK")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    made = desk.table()
    assert (made.name, made.media.partition(";")[0]) == ("检查结果.csv", "text/csv")
    assert any("报告.txt" in row for row in csv.reader(StringIO(made.data.decode("utf-8-sig"))))


def test_hostile_names_and_texts_stay_text() -> None:
    desk = Desk()
    told = desk.check(HOSTILE, MARKUP.encode() + b"\n" + GAPPY)
    assert told.name == HOSTILE
    desk.check("=1+1.txt", GAPPY)
    made = desk.report().decode()
    assert "alert(1)" in made
    assert "<img" not in made
    assert "<script>alert" not in made


@pytest.mark.parametrize(
    "name", ["", "..", "../../上级.docx", "a\0b.docx", "\ud800.docx", "长" * 5000 + ".docx"]
)
def test_any_name_is_taken(name: str) -> None:
    desk = Desk()
    told = desk.check(name, as_docx(GAPPY.decode()))
    assert (told.name, desk.told()) == (name, [told])
    assert desk.report()
    assert desk.table().data
    if told.word:
        assert "/" not in desk.word(0).name


def test_in_english_it_tells_in_english() -> None:
    desk = Desk(lang="en")
    assert desk.check("paper.txt", GAPPY).verdict == "gaps"
    assert desk.check("empty.txt", b"").verdict == "not read"
    assert desk.page().name == "results.html"
    assert desk.table().name.startswith("results.")


def test_wrong_options_are_told_before_any_paper() -> None:
    with pytest.raises(UsageError):
        Desk(select=["no.such.rule"])
