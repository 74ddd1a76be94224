"""A run over many papers at a glance: what is counted, and a row for each paper; for XLSX and HTML.

All of it works on answers that are gone through one after the other, as often as needed, and never held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawcheck.model import Report, Run, Unreadable

Answer = Report | Unreadable
Answers = Iterable[Answer]  # each iteration begins anew


class OfRun:
    """The answers of a run."""

    def __init__(self, run: Run) -> None:
        """Take the run."""
        self._run = run

    def __iter__(self) -> Iterator[Answer]:
        yield from self._run.reports
        yield from self._run.unreadable
