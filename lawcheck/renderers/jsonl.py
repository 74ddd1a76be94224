"""JSON lines: one object for each paper, for long runs and for tools that read line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawcheck.model import Report, Run, Unreadable
from lawcheck.renderers import Look
from lawcheck.renderers.json_ import SCHEMA_VERSION, dump, report_shape, tool

if TYPE_CHECKING:
    from lawcheck.renderers import _shapes

MEDIA = "application/x-ndjson"


def render(run: Run, look: Look) -> str:
    """Return a line for each paper that was read, then one for each that was not."""
    return "".join([*map(line, run.reports), *map(line, run.unreadable)])


def line(answer: Report | Unreadable, options: str | None = None) -> str:
    """Return the line of one paper; ``options`` is the hash of what a long run was told."""
    shape = _report(answer, options) if isinstance(answer, Report) else _unreadable(answer, options)
    return dump(shape, indent=None)


def _report(report: Report, options: str | None) -> _shapes.ReportLine:
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "options": options,
        **report_shape(report),
    }


def _unreadable(file: Unreadable, options: str | None) -> _shapes.UnreadableLine:
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "options": options,
        "path": file.path,
        "status": "unreadable",
        "reason": file.reason,
        "sha256": file.sha256 or None,
        "foreign": file.foreign,
    }
