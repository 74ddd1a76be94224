"""JSON: one object for programs, its keys and their order as in the documentation."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from lawcheck._version import __version__
from lawcheck.model import (
    Document,
    Finding,
    Followed,
    Known,
    Misuse,
    NearMiss,
    Place,
    Placement,
    Previous,
    Report,
    ReportStatus,
    Run,
    SectionResult,
    Suppressed,
    Verdict,
)
from lawcheck.renderers import Look
from lawcheck.renderers._quote import beside

if TYPE_CHECKING:
    from lawcheck.renderers import _shapes

MEDIA = "application/json"
SCHEMA_VERSION: Literal["1"] = "1"

# What json.dumps leaves as it is though it may act on a terminal or cannot be encoded (a file
# name that is not UTF-8); inside JSON strings all of it may stand escaped.
_RAW = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_SENTENCE = 100  # characters before a place, and behind it
# Where a part is only mentioned its place is a sentence, which stands under evidence.
_HEADED = (Placement.OWN, Placement.EMBEDDED, Placement.MERGED)


def render(run: Run, look: Look) -> str:
    """Return a run as JSON; a function of the run alone."""
    return dump(shape(run))


def dump(answer: Any, indent: int | None = 2) -> str:
    """Return plain lists and dictionaries as JSON that no terminal obeys."""
    text = json.dumps(answer, ensure_ascii=False, indent=indent, allow_nan=False)
    return _RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def tool() -> _shapes.Tool:
    """Return which program answers."""
    return {"name": "lawcheck", "version": __version__}


def shape(run: Run) -> _shapes.Answer:
    """Return a run as plain lists and dictionaries."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "reports": [report_shape(report) for report in run.reports],
        "unreadable": [{"path": file.path, "reason": file.reason} for file in run.unreadable],
    }


def report_shape(report: Report) -> _shapes.Report:
    """Return the answer on one paper as plain lists and dictionaries."""
    applies = report.status is not ReportStatus.NOT_APPLICABLE
    book = report.rulebook
    return {
        "path": report.path,
        "sha256": report.sha256,
        "format": report.document.format,
        "encoding": report.document.encoding,
        "status": report.status,
        "score": report.score if applies else None,
        "rulebook": {"id": book.id, "version": book.version, "sha256": book.sha256},
        "document": _document(report.document),
        "sections": [_section(section) for section in report.sections if applies],
        "rules": [_verdict(verdict) for verdict in report.rules if applies],
        "findings": [_finding(finding, report.document) for finding in report.findings if applies],
        "notes": _notes(report),
        "suppressed": [_suppressed(each) for each in report.suppressed if applies],
        "solved": None if report.solved is None else [_solved(each) for each in report.solved],
        "misused": [_misused(each) for each in report.misused],
        "previous": _previous(report.previous) if report.previous else None,
        "followed": [_followed(each) for each in report.followed],
    }


def _notes(report: Report) -> list[str]:
    if report.reason and report.reason not in report.notes:
        return [report.reason, *report.notes]
    return list(report.notes)


def _document(document: Document) -> _shapes.Document:
    signature = document.signature
    signed: _shapes.Signed | None = None
    if signature:
        signed = {"issuer": signature.issuer, "date": _iso(signature.date)}
    return {
        "title": document.title,
        "issuer": document.issuer,
        "year": document.year,
        "signed": signed,
        "published": _iso(document.published),
        "level": document.level,
        "kind": document.kind,
    }


def _section(section: SectionResult) -> _shapes.Section:
    place = section.place
    return {
        "id": section.id,
        "title": section.title,
        "status": section.status,
        "placement": section.placement,
        "score": None if section.score is None else _rounded(section.score),
        "weight": section.weight,
        "heading": place.excerpt if place and section.placement in _HEADED else None,
        "line": place.line if place else None,
        "end_line": place.end_line if place else None,
        "path": list(place.path) if place else [],
        "evidence": [{"line": shown.line, "text": shown.excerpt} for shown in section.evidence],
        "near_miss": _near(section.near_miss) if section.near_miss else None,
    }


def _near(miss: NearMiss) -> _shapes.NearMiss:
    return {
        "heading": miss.heading,
        "line": miss.place.line,
        "likeness": _rounded(miss.likeness),
        "threshold": _rounded(miss.threshold),
    }


def _verdict(verdict: Verdict) -> _shapes.Rule:
    return {
        "id": verdict.rule,
        "kind": verdict.kind,
        "section": verdict.section,
        "status": verdict.status,
        "score": _rounded(verdict.score),
        "weight": verdict.weight,
        "reason": verdict.reason,
    }


def _finding(finding: Finding, document: Document) -> _shapes.Finding:
    place = finding.place
    before, after = beside(document, place, _SENTENCE - len(place.excerpt) // 2)
    return {
        "rule": finding.rule,
        "section": finding.section,
        "severity": finding.severity,
        "message": finding.message,
        "expected": finding.expected,
        "actual": finding.actual,
        "hint": finding.hint,
        "basis": finding.basis,
        "excerpt": place.excerpt,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "page": place.page,
        "path": list(place.path),
        "related": [_related(other) for other in finding.related],
        "fingerprint": finding.fingerprint,
        "state": finding.state,
        "previous": [_related(other) for other in finding.previous],
        "paragraph": place.paragraph,
        "before": before,
        "after": after,
    }


def _suppressed(each: Suppressed) -> _shapes.Suppressed:
    finding, by = each.finding, each.by
    return {
        "rule": finding.rule,
        "section": finding.section,
        "severity": finding.severity,
        "message": finding.message,
        "line": finding.place.line,
        "column": finding.place.column,
        "page": finding.place.page,
        "excerpt": finding.place.excerpt,
        "fingerprint": finding.fingerprint,
        "reason": by.reason,
        "until": _iso(by.until),
        "source": by.source,
    }


def _solved(known: Known) -> _shapes.Solved:
    return {
        "fingerprint": known.fingerprint,
        "rule": known.rule,
        "severity": known.severity,
        "message": known.message,
        "text": known.text,
        "places": known.places,
    }


def _misused(misuse: Misuse) -> _shapes.Misused:
    return {"source": misuse.source, "message": misuse.message, "in_paper": misuse.in_paper}


def _previous(paper: Previous) -> _shapes.Previous:
    return {
        "path": paper.path,
        "sha256": paper.sha256,
        "title": paper.title,
        "issuer": paper.issuer,
        "year": paper.year,
    }


def _followed(each: Followed) -> _shapes.Followed:
    return {
        "rule": each.rule,
        "previous": _related(each.previous),
        "answered": each.answered,
        "found": _related(each.found) if each.found else None,
        "likeness": _rounded(each.likeness),
        "threshold": _rounded(each.threshold),
    }


def _related(place: Place) -> _shapes.Related:
    return {"line": place.line, "column": place.column, "excerpt": place.excerpt}


def _rounded(share: float) -> float:
    """Return a share from 0 to 1 without the noise of binary fractions."""
    return round(share, 4)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
