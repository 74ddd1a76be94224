"""A part and the one behind it under one heading: it has to be told, but not as missing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Block, Paper
from lawcheck.author.stress._texts import Put, put
from lawcheck.author.stress._wanted import Merged
from lawcheck.model import Span, Text
from lawcheck.rulebook.changes import Changes

TITLE = Text("合并", "merge")
MUST_BE_FOUND = True

_JOINERS = ("和", "及", "以及")
_NO_NEIGHBOUR = Text("前后没有别的部分", "no other part stands beside it")
_HEADINGS = Text("有几个标题，或没有写明它的标题", "has several headings, or none that names it")


def edits(paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
    """Yield the paper with each two parts that follow each other under one heading."""
    paired: set[str | None] = set()
    for one, other in pairwise(paper.blocks):
        if one.part in paper.own and other.part in paper.own and _simple(paper, one, other):
            yield _merged(paper, one, other)
            paired |= {one.part, other.part}
    for part in paper.own:
        if part not in paired:
            simple = all(_simple(paper, block) for block in paper.blocks_of(part))
            yield Untried(part, _NO_NEIGHBOUR if simple else _HEADINGS)


def _simple(paper: Paper, *blocks: Block) -> bool:
    """Tell whether each block has one heading, which names its part."""
    return all(len(block.sections) == 1 and paper.is_named(block.part or "") for block in blocks)


def _merged(paper: Paper, one: Block, other: Block) -> Edit:
    first, second = (paper.title(block.sections[0]) for block in (one, other))
    titles = [paper.text[title.start : title.end] for title in (first, second)]
    joiner = next((word for word in _JOINERS if word not in "".join(titles)), _JOINERS[-1])
    heading = joiner.join(titles)
    # the second heading goes, and what follows on it in its line stays
    gone = Put(Span(other.span.start, _stop(paper, other, second.end)), "")
    numbers = paper.numbers([block for block in paper.blocks if block is not other])
    text = put(paper.text, [Put(first, heading), gone, *numbers])
    parts = (one.part or "", other.part or "")
    rules = tuple(rule for part in parts if (rule := f"{part}.placement") in paper.rules)
    what = Text(f"合写在“{heading}”之下", f"under one heading “{heading}”")
    return Edit(parts[0], what, text, Merged(parts, rules))


def _stop(paper: Paper, block: Block, end: int) -> int:
    """Return where the heading of a block ends, a stop and marks behind it included."""
    while end < block.span.end and paper.text[end] in "。.：:；;*_# \n":
        end += 1
    return end
