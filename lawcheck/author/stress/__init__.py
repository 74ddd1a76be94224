"""Try a rule book by changed papers: what must matter is told, what must not matter is not.

One file per sort of change; a file dropped here is one. It holds ``TITLE``, ``MUST_BE_FOUND`` (the check
has to tell the change; otherwise it must not) and ``edits(paper, changes)``, which yields changed texts
with what is wanted of the check. Nothing is left to chance: the same paper is changed in the same ways.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Paper, paper_of
from lawcheck.author.stress._rates import Rate
from lawcheck.author.stress._texts import changed_lines
from lawcheck.model import BookRef, Report, Text
from lawcheck.rulebook import RuleBook
from lawcheck.rulebook.changes import Changes

__all__ = ["Rate", "Skipped", "Sort", "Stressed", "Trial", "paper_of", "rate", "sorts", "stress"]


class Sort(Protocol):
    """A sort of change: a file of this folder."""

    TITLE: Text
    MUST_BE_FOUND: bool

    def edits(self, paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
        """Yield the changed texts of a paper."""
        ...


@dataclass(frozen=True, slots=True)
class Trial:
    """One change and whether the check told of it what is wanted; ``happened`` is empty where it did.

    ``line`` (of the changed text, from 1) and ``excerpt`` show the change.
    """

    sort: str
    part: str | None
    what: Text
    expected: Text
    happened: Text
    line: int
    excerpt: str

    @property
    def good(self) -> bool:
        """True where the check told what is wanted."""
        return not self.happened.zh


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not tried on a part, and why; ``sort`` is None for all that moves or renames parts."""

    sort: str | None
    part: str
    why: Text


@dataclass(frozen=True, slots=True)
class Stressed:
    """What came of the changes of one paper."""

    path: str
    book: BookRef
    trials: tuple[Trial, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@cache
def sorts() -> dict[str, Sort]:
    """Return the sorts of change by name: those that must be found first."""
    files = (file for folder in __path__ for file in os.listdir(folder))
    names = {file.removesuffix(".py") for file in files if file.endswith(".py") and file[0] != "_"}
    found = {name: cast("Sort", import_module(f"{__name__}.{name}")) for name in names}
    return dict(sorted(found.items(), key=lambda item: (not item[1].MUST_BE_FOUND, item[0])))


def stress(
    report: Report, book: RuleBook, changes: Changes, *, force: bool = False, only: Sequence[str] = ()
) -> Stressed | None:
    """Change the paper of a report in each way and check it each time.

    Args:
        report: The report on the paper, which the book is for.
        book: The rule book to try.
        changes: What to put where.
        force: Check also a text that no longer looks like such a paper.
        only: The sorts of change to try; all of them where none is named.

    Returns:
        What came of it; None where the paper's text alone, without the file's format, does not show
        its parts as they stand in the file.
    """
    paper = paper_of(report, book, changes.closings, force=force)
    if paper is None:
        return None
    trials: list[Trial] = []
    skipped = [Skipped(None, part, why) for part in paper.parts if (why := paper.why_not(part))]
    for name, sort in sorts().items():
        if only and name not in only:
            continue
        for edit in sort.edits(paper, changes):
            if isinstance(edit, Untried):
                skipped.append(Skipped(name, edit.part, edit.why))
            else:
                trials.append(_tried(name, edit, paper))
    return Stressed(report.path, report.rulebook, tuple(trials), tuple(skipped))


def _tried(sort: str, edit: Edit, paper: Paper) -> Trial:
    happened = edit.wanted.fails(paper.told, paper.check(edit.text))
    line, excerpt = changed_lines(paper.text, edit.text)
    return Trial(sort, edit.part, edit.what, edit.wanted.expected, happened or Text(""), line, excerpt)


def rate(stressed: Iterable[Stressed], *names: str) -> Rate:
    """Return how many changes of some sorts were told as wanted."""
    trials = [trial.good for each in stressed for trial in each.trials if trial.sort in names]
    return Rate(sum(trials), len(trials))
