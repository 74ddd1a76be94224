"""One place printed otherwise: its rule has to tell it, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Paper
from lawcheck.author.stress._texts import Put, in_width_of, put
from lawcheck.author.stress._wanted import RuleTold
from lawcheck.model import Span, Text
from lawcheck.rulebook.changes import Changes, Misprint
from lawcheck.text.fold import fold

TITLE = Text("印错一处", "misprint")
MUST_BE_FOUND = True


def edits(paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
    """Yield the paper with each misprint that it can have and of which the book has the rule."""
    for misprint in changes.misprints:
        due = misprint.rule in paper.rules and _is_new(paper, misprint)
        where = _place(paper, misprint) if due else None
        other = paper.filled(misprint.to)
        if where is None or other is None:
            continue
        old = paper.text[where.start : where.end]
        what = Text(f"“{old}”印成“{other}”", f"“{old}” printed “{other}”")
        text = put(paper.text, [Put(where, in_width_of(paper.text, other))])
        yield Edit(misprint.part or None, what, text, RuleTold(misprint.rule))


def _is_new(paper: Paper, misprint: Misprint) -> bool:
    """Tell whether an error can be made that is not there: a date or a heading is wrong only once."""
    return misprint.at == "text" or not (paper.told.rules[misprint.rule] or paper.told.rules[misprint.part])


def _place(paper: Paper, misprint: Misprint) -> Span | None:
    """Return where a misprint goes, None where the paper has no such place."""
    if misprint.at == "date":
        signature = paper.document.signature
        return signature.date_span if signature and signature.date else None
    words = paper.filled(misprint.from_)
    if not words:
        return None
    for span in _ranges(paper, misprint):
        at = paper.document.folded.find(fold(words), span.start, span.end)
        if at >= 0:
            return Span(at, at + len(words))
    return None


def _ranges(paper: Paper, misprint: Misprint) -> list[Span]:
    if misprint.at == "text":
        return paper.body()
    part = paper.own.get(misprint.part)
    return [paper.title(section) for section in part.sections] if part else []
