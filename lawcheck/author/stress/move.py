"""A part moved to every other place in the order: that must not matter."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Paper
from lawcheck.author.stress._wanted import NothingNew
from lawcheck.model import Text
from lawcheck.rulebook.changes import Changes

TITLE = Text("移动", "move")
MUST_BE_FOUND = False

_ALONE = Text("没有别的位置", "there is no other place")
_APART = Text("分在几处", "stands in several places")


def edits(paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
    """Yield the paper with each of its parts at each other place, numbered anew."""
    for part in paper.own:
        own = paper.blocks_of(part)
        if len(paper.blocks) == 1:
            yield Untried(part, _ALONE)
        elif len(own) > 1:
            yield Untried(part, _APART)
        else:
            others = [block for block in paper.blocks if block.part != part]
            for place in range(len(paper.blocks)):
                order = [*others[:place], *own, *others[place:]]
                if order != list(paper.blocks):
                    what = Text(f"移到第 {place + 1} 位", f"moved to place {place + 1}")
                    yield Edit(part, what, paper.with_blocks(order), NothingNew(exactly=True))
