"""Another usual heading for a part: that must not matter."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Paper
from lawcheck.author.stress._texts import Put, in_width_of, put
from lawcheck.author.stress._wanted import NothingNew
from lawcheck.model import Text
from lawcheck.rulebook.changes import Changes

TITLE = Text("换标题", "rename")
MUST_BE_FOUND = False

_UNKNOWN = Text("改动表里没有它的别名标题", "the file of changes has no headings for it")
_HEADINGS = Text("有几个标题，或没有写明它的标题", "has several headings, or none that names it")


def edits(paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
    """Yield the paper with each other heading for each of its parts."""
    for part, found in paper.own.items():
        headings = (changes.headings or {}).get(part, ())
        if not headings:
            yield Untried(part, _UNKNOWN)
        elif len(found.sections) > 1 or not paper.is_named(part):
            yield Untried(part, _HEADINGS)
        else:
            for heading in headings:
                filled = paper.filled(heading)
                if filled is not None:
                    title = Put(paper.title(found.sections[0]), in_width_of(paper.text, filled))
                    what = Text(f"标题改为“{filled}”", f"headed “{filled}”")
                    yield Edit(part, what, put(paper.text, [title]), NothingNew())
