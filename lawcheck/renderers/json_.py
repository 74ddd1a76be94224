"""JSON: one object for programs, its keys and their order as in the documentation."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from lawcheck._version import __version__
from lawcheck.model import (
    Document,
    Finding,
    Place,
    Placement,
    Report,
    ReportStatus,
    Run,
    SectionResult,
    Suppressed,
    Verdict,
)
from lawcheck.renderers import Look

MEDIA = "application/json"
SCHEMA_VERSION = "1"

# What json.dumps leaves as it is though it may act on a terminal or cannot be encoded (a file
# name that is not UTF-8); inside JSON strings all of it may stand escaped.
_RAW = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Where a part is only mentioned its place is a sentence, which stands under evidence.
_HEADED = (Placement.OWN, Placement.EMBEDDED, Placement.MERGED)


def render(run: Run, look: Look) -> str:
    """Return a run as JSON; a function of the run alone."""
    return dump(shape(run))


def dump(answer: dict[str, Any]) -> str:
    """Return plain lists and dictionaries as JSON that no terminal obeys."""
    text = json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False)
    return _RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def shape(run: Run) -> dict[str, Any]:
    """Return a run as plain lists and dictionaries."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "lawcheck", "version": __version__},
        "reports": [_report(report) for report in run.reports],
        "unreadable": [{"path": file.path, "reason": file.reason} for file in run.unreadable],
    }


def _report(report: Report) -> dict[str, Any]:
    applies = report.status is not ReportStatus.NOT_APPLICABLE
    book = report.rulebook
    return {
        "path": report.path,
        "sha256": report.sha256,
        "format": report.document.format,
        "encoding": report.document.encoding,
        "status": report.status.value,
        "score": report.score if applies else None,
        "rulebook": {"id": book.id, "version": book.version, "sha256": book.sha256},
        "document": _document(report.document),
        "sections": [_section(section) for section in report.sections if applies],
        "rules": [_verdict(verdict) for verdict in report.rules if applies],
        "findings": [_finding(finding) for finding in report.findings if applies],
        "notes": _notes(report),
        "suppressed": [_suppressed(each) for each in report.suppressed if applies],
    }


def _notes(report: Report) -> list[str]:
    if report.reason and report.reason not in report.notes:
        return [report.reason, *report.notes]
    return list(report.notes)


def _document(document: Document) -> dict[str, Any]:
    signature = document.signature
    signed = {"issuer": signature.issuer, "date": _iso(signature.date)} if signature else None
    return {
        "title": document.title,
        "issuer": document.issuer,
        "year": document.year,
        "signed": signed,
        "published": _iso(document.published),
        "level": document.level,
        "kind": document.kind,
    }


def _section(section: SectionResult) -> dict[str, Any]:
    place, near = section.place, section.near_miss
    return {
        "id": section.id,
        "title": section.title,
        "status": section.status.value,
        "placement": section.placement.value,
        "score": _share(section.score),
        "weight": section.weight,
        "heading": place.excerpt if place and section.placement in _HEADED else None,
        "line": place.line if place else None,
        "end_line": place.end_line if place else None,
        "path": list(place.path) if place else [],
        "evidence": [{"line": shown.line, "text": shown.excerpt} for shown in section.evidence],
        "near_miss": near
        and {
            "heading": near.heading,
            "line": near.place.line,
            "likeness": _share(near.likeness),
            "threshold": _share(near.threshold),
        },
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.rule,
        "kind": verdict.kind,
        "section": verdict.section,
        "status": verdict.status.value,
        "score": _share(verdict.score),
        "weight": verdict.weight,
        "reason": verdict.reason,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "section": finding.section,
        "severity": finding.severity.value,
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
    }


def _suppressed(each: Suppressed) -> dict[str, Any]:
    finding, by = each.finding, each.by
    return {
        "rule": finding.rule,
        "section": finding.section,
        "severity": finding.severity.value,
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


def _related(place: Place) -> dict[str, Any]:
    return {"line": place.line, "column": place.column, "excerpt": place.excerpt}


def _share(value: float | None) -> float | None:
    """Return a share from 0 to 1 without the noise of binary fractions."""
    return None if value is None else round(value, 4)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
