"""A comparison as JSON; ``lawcheck schema compare`` prints its schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lawcheck.cli import _compare_words as words
from lawcheck.comparing import Change, Comparison, Pair, Paper, Told, Uncompared
from lawcheck.renderers.json_ import SCHEMA_VERSION, dump, tool

if TYPE_CHECKING:
    from lawcheck.renderers import _shapes


def render(found: Comparison, lang: str, width: int | None) -> str:
    """Return a comparison as one JSON object."""
    return dump(_shape(found, lang))


def _shape(found: Comparison, lang: str) -> _shapes.Comparison:
    pairing = found.pairing
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "before": {"path": found.before[0], "papers": found.before[1]},
        "after": {"path": found.after[0], "papers": found.after[1]},
        "notices": words.notices(found, lang),
        "totals": _totals(found),
        "compared": [_compared(pair, change) for pair, change in found.compared],
        "no_verdict": [
            {"issuer": pair.issuer, "before": _paper(pair.before), "after": _paper(pair.after)}
            for pair in found.without
        ],
        "only_before": _papers(pairing.gone),
        "only_after": _papers(pairing.added),
        "passed_over": {
            "before": _papers(pairing.passed_over[0]),
            "after": _papers(pairing.passed_over[1]),
        },
    }


def _totals(found: Comparison) -> _shapes.Totals:
    counts = found.totals
    return {
        "compared": len(found.compared),
        "new": counts.new,
        "remaining": counts.remaining,
        "solved": counts.solved,
        "uncompared": counts.uncompared,
    }


def _compared(pair: Pair, change: Change) -> _shapes.Compared:
    return {
        "issuer": pair.issuer,
        "before": _paper(pair.before),
        "after": _paper(pair.after),
        "new": _findings(change.new),
        "remaining": _findings(change.remaining),
        "solved": _findings(change.solved),
        "uncompared": [_uncompared(each) for each in change.uncompared],
    }


def _findings(told: Iterable[Told]) -> list[_shapes.ComparedFinding]:
    return [_finding(each) for each in told]


def _finding(told: Told) -> _shapes.ComparedFinding:
    return {
        "rule": told.rule,
        "severity": told.severity,
        "message": told.message,
        "line": told.line,
        "page": told.page,
        "fingerprint": told.fingerprint,
    }


def _uncompared(each: Uncompared) -> _shapes.UncomparedFinding:
    return {**_finding(each.told), "of": "before" if each.is_old else "after", "why": each.why.value}


def _papers(papers: Iterable[Paper]) -> list[_shapes.ComparedPaper]:
    return [_paper(each) for each in papers]


def _paper(paper: Paper) -> _shapes.ComparedPaper:
    book = paper.book
    return {
        "path": paper.path,
        "issuer": paper.issuer,
        "year": paper.year,
        "status": paper.status or "unreadable",
        "score": paper.score,
        "findings": paper.findings,
        "reason": paper.reason,
        "rulebook": {"id": book.id, "version": book.version, "sha256": book.sha256} if book else None,
        "version": paper.version,
    }
