"""The examples do what they say."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from lawcheck import check, load_rules

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_the_complete_paper_has_nothing_to_tell() -> None:
    report = check(EXAMPLES / "complete.txt")
    assert (report.status, report.score, report.findings) == ("complete", 100.0, ())


def test_the_gappy_paper_has_its_gaps() -> None:
    report = check(EXAMPLES / "gappy.txt")
    told = {finding.rule: finding.line for finding in report.findings}
    assert report.status == "gaps"
    assert told == {
        "form.docnumber": 3,
        "names.law": 7,
        "form.numbering": 11,
        "form.placeholder": 11,
        "leadership": 13,
        "time.vague": 15,
        "figures.ratio": 15,
        "shortcomings.placement": 19,
        "shortcomings.causes": 19,
        "plan.year": 21,
        "plan.measures": 23,
        "form.date": 26,
        "time.submission": 26,
    }


def test_the_own_rule_book_is_used() -> None:
    book = load_rules(EXAMPLES / "own-rules.yaml")
    report = check(EXAMPLES / "gappy.txt", rules=book)
    assert [section.id for section in report.sections] == ["enforcement"]
    assert report.rulebook.id == "yunxi-county"


def test_quickstart_runs(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / "quickstart.py"), run_name="__main__")
    shown = capsys.readouterr().out
    assert "云溪县司法局关于2025年度法治政府建设情况的报告: 100.0 (complete)" in shown
    assert "13: error leadership" in shown
