"""A sentence with an error: its rule has to tell it, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Paper
from lawcheck.author.stress._plots import home, with_sentence
from lawcheck.author.stress._wanted import RuleTold
from lawcheck.model import Text
from lawcheck.rulebook.changes import Changes, Error

TITLE = Text("写错一句", "plant")
MUST_BE_FOUND = True


def edits(paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
    """Yield the paper with each wrong sentence of which the book has the rule."""
    for error in changes.errors:
        if error.rule not in paper.rules or not _is_wrong_in(paper, error):
            continue
        for sentence in error.sentences:
            filled = paper.filled(sentence)
            for text in with_sentence(paper, filled) if filled else ():
                what = Text(f"加上“{filled}”", f"“{filled}” added")
                yield Edit(home(paper), what, text, RuleTold(error.rule))


def _is_wrong_in(paper: Paper, error: Error) -> bool:
    """Tell whether an error is one in a paper of this year and of this level."""
    early = error.since and error.since > (paper.document.year or 0)
    return not early and paper.document.level not in error.not_levels
