"""A part taken away: it has to be told as missing."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Paper
from lawcheck.author.stress._wanted import PartTold
from lawcheck.model import Text
from lawcheck.rulebook.changes import Changes

TITLE = Text("删去", "delete")
MUST_BE_FOUND = True


def edits(paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
    """Yield the paper without each of its parts, numbered anew."""
    for part in paper.own:
        rest = [block for block in paper.blocks if block.part != part]
        yield Edit(part, Text("整个部分删去", "the part taken away"), paper.with_blocks(rest), PartTold(part))
