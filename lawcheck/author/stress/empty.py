"""A part of which only the heading stays: it has to be told."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Block, Paper
from lawcheck.author.stress._texts import Put, line_end, put
from lawcheck.author.stress._wanted import PartTold
from lawcheck.model import Section, Span, Text
from lawcheck.rulebook.changes import Changes

TITLE = Text("清空", "empty")
MUST_BE_FOUND = True

_BARE = Text("本来就只有标题", "is a bare heading already")
_NAMELESS = Text("没有写明它的标题", "no heading names it")


def edits(paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
    """Yield the paper with nothing below the headings of each part."""
    for part in paper.own:
        if not paper.is_named(part):
            yield Untried(part, _NAMELESS)
        elif paper.told.rules[part]:
            yield Untried(part, _BARE)
        else:
            holes = [hole for block in paper.blocks_of(part) for hole in _below(paper, block)]
            what = Text("只留标题", "only the heading left")
            yield Edit(part, what, put(paper.text, holes), PartTold(part))


def _below(paper: Paper, block: Block) -> Iterator[Put]:
    """Yield the text below each heading of a block, with a line break in its place."""
    starts = [section.heading.start for section in block.sections[1:]]
    for section, end in zip(block.sections, [*starts, block.span.end], strict=True):
        start = _heading_end(paper, section)
        stop = paper.text.rfind("\n", 0, end) + 1 if end != block.span.end else end
        yield Put(Span(start, max(start, stop)), "\n\n")


def _heading_end(paper: Paper, section: Section) -> int:
    """Return where a heading ends: with its line, where it is no first sentence of a paragraph."""
    return section.heading.end if section.inline else line_end(paper.text, section.heading.end)
