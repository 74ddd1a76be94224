"""Whole papers without a slip, full of what looks like one, by somebody who had not seen the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawcheck import ReportStatus, Severity, check

PAPERS = sorted(Path(__file__).with_name("good").glob("*.txt"))
CONSISTENCY = ("form.", "time.", "figures.", "names.", "copy.")


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_nothing_is_told(path: Path) -> None:
    """An info on a part's content may be defensible; on figures, names, time and form there is none."""
    report = check(path)
    told = [f"{f.line}: {f.severity} {f.rule} {f.actual}" for f in report.findings]
    assert report.status is ReportStatus.COMPLETE, told
    assert not [f for f in report.findings if f.severity is not Severity.INFO], told
    assert not [f for f in report.findings if f.rule.startswith(CONSISTENCY)], told


def test_there_are_papers() -> None:
    assert len(PAPERS) >= 8
