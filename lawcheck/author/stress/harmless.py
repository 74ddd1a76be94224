"""A sentence that only looks like an error: nothing may be told."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Paper
from lawcheck.author.stress._plots import home, with_sentence
from lawcheck.author.stress._wanted import NothingNew
from lawcheck.model import Text
from lawcheck.rulebook.changes import Changes

TITLE = Text("加无错句", "harmless")
MUST_BE_FOUND = False


def edits(paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
    """Yield the paper with each harmless sentence."""
    for sentence in changes.harmless:
        filled = paper.filled(sentence)
        for text in with_sentence(paper, filled) if filled else ():
            yield Edit(home(paper), Text(f"加上“{filled}”", f"“{filled}” added"), text, NothingNew())
