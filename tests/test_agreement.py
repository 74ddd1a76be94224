"""One paper in every format: the same sections, score and findings, apart from where they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from makers.ofd import write_ofd
from makers.papers import as_docx, as_html, as_markdown
from makers.pdf import write_pdf
from makers.setting import set_pages

from lawcheck import Report
from lawcheck.api import check_bytes

TESTS = Path(__file__).parent
EXAMPLES = TESTS.parent / "examples"
PAPERS = {
    "complete": (EXAMPLES / "complete.txt").read_text("utf-8"),
    # automatic numbers cannot be wrong, so the typed ones are mended
    "gappy": (EXAMPLES / "gappy.txt").read_text("utf-8").replace("（四）做好", "（三）做好"),
}
MAKERS: dict[str, Callable[[str], bytes]] = {
    "typed.docx": as_docx,
    "automatic.docx": lambda text: as_docx(text, automatic=True),
    "paper.md": as_markdown,
    "paper.html": as_html,
    "paper.pdf": lambda text: write_pdf(set_pages(text)),
    "paper.ofd": lambda text: write_ofd(set_pages(text)),
    "gb18030.txt": lambda text: text.encode("gb18030"),
}
# made once by an office program from the Word files that the makers make
STORED = {
    "complete": ("complete.doc", "complete.pdf"),
    "gappy": ("gappy-automatic.doc", "gappy-automatic.pdf"),
}


def told(report: Report) -> dict[str, Any]:
    """Return what a report says, places in the file aside."""
    document = report.document
    return {
        "status": report.status,
        "score": report.score,
        "parts": [(it.id, it.status, it.placement, it.score) for it in report.sections],
        "rules": [(it.rule, it.status, it.score) for it in report.rules],
        "findings": [
            (it.rule, it.severity, it.message, it.expected, it.actual, it.place.excerpt, it.place.path)
            for it in report.findings
        ],
        "title": document.title,
        "issuer": document.issuer,
        "year": document.year,
        "signed": document.signature.date if document.signature else None,
        "outline": [(it.level, it.marker.strip("# "), it.number, it.title) for it in document.sections],
        "unread": document.unread,
    }


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", MAKERS)
def test_every_format_says_the_same(name: str, paper: str) -> None:
    text = PAPERS[paper]
    report = check_bytes(MAKERS[name](text), path=name)
    assert told(report) == told(check_bytes(text.encode(), path="paper.txt"))


@pytest.mark.parametrize(("paper", "name"), [(it, name) for it, names in STORED.items() for name in names])
def test_files_of_an_office_program_say_the_same(paper: str, name: str) -> None:
    report = check_bytes((TESTS / "files" / name).read_bytes(), path=name)
    assert told(report) == told(check_bytes(PAPERS[paper].encode(), path="paper.txt"))


def test_the_gappy_paper_has_findings_of_many_kinds() -> None:
    """Two papers that say nothing would agree too."""
    report = check_bytes(PAPERS["gappy"].encode(), path="paper.txt")
    assert len({finding.rule for finding in report.findings}) >= 8
