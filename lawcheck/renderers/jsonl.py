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
    lines = [*map(_report, run.reports), *map(_unreadable, run.unreadable)]
    return "".join(dump(line, indent=None) for line in lines)


def _report(report: Report) -> _shapes.ReportLine:
    return {"schema_version": SCHEMA_VERSION, "tool": tool(), **report_shape(report)}


def _unreadable(file: Unreadable) -> _shapes.UnreadableLine:
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "path": file.path,
        "status": "unreadable",
        "reason": file.reason,
    }
