"""A finding is the same one in the next draft, whatever was edited elsewhere."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lawcheck
from lawcheck.model import Report, Section

ROOT = Path(__file__).parents[1]
PAPERS = sorted(
    path
    for folder in ("examples", "tests/documents")
    for path in (ROOT / folder).iterdir()
    if path.suffix in (".txt", ".md") and "法治" in path.read_text("utf-8")
)
NEUTRAL = "这项工作由有关单位按照职责分工抓好落实。"
BLANKS = ("", "\n", "\n\n", "  \n", "\u3000\u3000\n")


@cache
def checked(paper: Path) -> Report:
    return lawcheck.check(paper)


def fingerprints(report: Report) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.fingerprint) for finding in report.findings)


def paragraphs(report: Report, section: Section) -> list[int]:
    """Return the numbers (from 0) of the lines of a section's own text that are whole paragraphs of it."""
    document = report.document
    lines = document.text.split("\n")
    first = document.locate(section.body.start)[0] - 1
    last = document.locate(max(section.body.start, section.body.end - 1))[0] - 1
    held = {document.locate(s.heading.start)[0] - 1 for s in document.sections}
    signature = document.signature
    end = (
        document.locate(signature.issuer_span.start)[0] - 1 if signature and signature.issuer_span else 10**9
    )
    return [n for n in range(first, min(last + 1, end)) if n not in held and len(lines[n].strip()) > 20]


def edited(report: Report, data: st.DataObject) -> str:
    """Return the text of a paper with a paragraph moved, a line added above, and other white space."""
    lines = report.document.text.split("\n")
    places = [found for s in report.document.sections if len(found := paragraphs(report, s)) > 1]
    order = list(range(len(lines)))
    if places:
        place = data.draw(st.sampled_from(places))
        moved, before = data.draw(st.sampled_from(place)), data.draw(st.sampled_from(place))
        order.remove(moved)
        order.insert(order.index(before) if before != moved else moved, moved)
    bodies = sorted(number for s in report.document.sections for number in paragraphs(report, s))
    above = data.draw(st.sampled_from(bodies)) if bodies else None
    told: list[str] = []
    for number in order:
        if number == above:
            told.append(f"{NEUTRAL}\n")
        indent = data.draw(st.sampled_from(("", "\u3000\u3000", "  "))) if number in bodies else ""
        blank = data.draw(st.sampled_from(BLANKS)) if number in bodies else ""
        told.append(f"{blank}{indent}{lines[number]}\n")
    return "".join(told)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.stem))
@settings(max_examples=25)
@given(data=st.data())
def test_an_edit_elsewhere_leaves_every_fingerprint_alone(paper: Path, data: st.DataObject) -> None:
    report = checked(paper)
    draft = lawcheck.check_text(edited(report, data), path=paper.name)
    assert fingerprints(draft) == fingerprints(report)


def test_the_papers_have_findings_to_lose() -> None:
    assert sum(len(checked(paper).findings) for paper in PAPERS) > 50


def test_a_new_section_above_renumbers_and_revives_nothing() -> None:
    text = (ROOT / "examples" / "gappy.txt").read_text("utf-8")
    before = lawcheck.check_text(text)
    assert "一、" in text
    for old, new in (("三、", "四、"), ("二、", "三、"), ("一、", "二、")):
        text = text.replace(f"\n{old}", f"\n{new}")
    first = text.index("\n二、")
    text = f"{text[:first]}\n一、基本情况\n{NEUTRAL}{text[first:]}"
    after = lawcheck.check_text(text)
    assert fingerprints(after) == fingerprints(before)


def test_the_language_changes_no_fingerprint() -> None:
    paper = ROOT / "examples" / "gappy.txt"
    assert fingerprints(lawcheck.check(paper, lang="en")) == fingerprints(checked(paper))


def test_the_same_words_in_two_parts_are_two_findings_and_one_mended_leaves_the_other() -> None:
    text = (ROOT / "examples" / "gappy.txt").read_text("utf-8")
    both = lawcheck.check_text(text.replace("新的一年，", "新的一年，XX月XX日前，"))
    marks = {f.fingerprint for f in both.findings if f.rule == "form.placeholder"}
    assert len(marks) == 2
    once = {f.fingerprint for f in checked(ROOT / "examples" / "gappy.txt").findings}
    assert len(marks & once) == 1
