"""Cut headings: from lines to the sections of the document, for every input format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lawcheck.model import Section, Span
from lawcheck.readers._lines import Line
from lawcheck.text.dates import dates
from lawcheck.text.markers import ITEM_RANK, NOT_COUNTED, Marker, read_marker
from lawcheck.text.names import is_name
from lawcheck.text.numbers import chinese_number

LONGEST_HEADING = 90
LOOSE_RANK = 6.5  # of unnumbered headings
_RUN_IN = 60
_PART_TITLE_RANK = 0.5
_UNNUMBERED = re.compile(r"(?=.{4,45}$)[^。;:!?,|]{3,36}(?:,[^。;:!?,|]{3,30})?")
_ITEM = re.compile(
    rf"(?:([一二三四五六七八九十]{{1,2}})[是要]{NOT_COUNTED}|第([一二三四五六七八九十]{{1,2}})[,、]|(?:首先|其次|再次|最后),)"
)
_FIRST_ITEM = re.compile("一[是要]|第一|首先")
_ITEM_SIGNS = ("是", "要", "二", "三", "四", "五", "六", "七", "八", "九", "十", "次", "后")
_BEFORE_ITEM = " \n\t。;:,"
_ENDINGS = ("。", ";", ":", "!", "?", "”", ")", "》")
_TITLE_END = re.compile(r"[。;!?]")
_CLAUSE_END = re.compile(r"[,:。;!?]")


class _Heading(NamedTuple):
    """A heading as found: rank orders headings where they nest, smaller is higher."""

    rank: float
    number: int
    marker: str
    title: str
    span: Span
    inline: bool


def outline(lines: Sequence[Line], folded: str, end: int) -> tuple[Section, ...]:
    """Return the sections of a paper's lines, in order; the last reaches to ``end``."""
    headings = list(_headings(lines, folded))
    if any(line.level and line.rank is None for line in lines):
        ranked: Iterable[_Heading] = headings
    else:
        ranked = _rank_unnumbered(_rank_arabic(headings))
    return _nest(list(ranked), end)


def _headings(lines: Sequence[Line], folded: str) -> Iterator[_Heading]:
    for index, line in enumerate(lines):
        if line.flat:
            continue
        marker = read_marker(line.text)
        if line.level:
            yield _marked(line, marker)
        elif marker and marker.rank < ITEM_RANK:
            heading = _numbered(line, marker)
            yield heading
            yield from _items(folded, heading.span.end, line.span.end)
        elif not marker and _is_unnumbered(
            line, lines[max(0, index - 1) : index], lines[index + 1 : index + 2]
        ):
            yield _Heading(LOOSE_RANK, 0, "", line.text, line.span, inline=False)
        else:
            yield from _items(folded, line.span.start, line.span.end)


def _marked(line: Line, marker: Marker | None) -> _Heading:
    """Return a heading that the format marks; where no rank is told it ranks above any number."""
    length = marker.length if marker else 0
    number = marker.number if marker else 0
    title = line.text[length:].strip().rstrip("。:;")
    rank = line.level / 10 if line.rank is None else line.rank
    return _Heading(rank, number, line.text[:length], title, line.span, inline=False)


def _numbered(line: Line, marker: Marker) -> _Heading:
    """Return the heading of a numbered line: all of it, or its first sentence or clause."""
    text = line.text
    stop = _TITLE_END.search(text, marker.length)
    end = stop.start() if stop else len(text)
    if end - marker.length > (LONGEST_HEADING if end >= len(text) - 1 else _RUN_IN):
        clause = _CLAUSE_END.search(text, marker.length + 2)
        end = clause.start() if clause else marker.length + _RUN_IN
    spaced = re.search(r"(?<=\w)\s" if line.cut else r"\s{2,}", text[marker.length : end])
    if spaced and spaced.start() >= 4 and end < len(text) - 1:
        end = marker.length + spaced.start()
    title = text[marker.length : end].strip()
    span = Span(line.span.start, line.span.start + end)
    inline = end < len(text) - 1
    return _Heading(float(marker.rank), marker.number, text[: marker.length].strip(), title, span, inline)


def _is_unnumbered(line: Line, above: Sequence[Line], following: Sequence[Line]) -> bool:
    """Tell whether a line without a number stands as a heading: short, no punctuation, text below."""
    if not _UNNUMBERED.fullmatch(line.text) or is_name(line.text) or next(dates(line.text), None):
        return False
    if any(len(other.text) > 20 and not other.text.endswith(_ENDINGS) for other in above):
        return False  # the line above goes on in this one
    if not following:  # a bare heading at the end of the text
        return not line.cut
    after = following[0]
    below = bool(read_marker(after.text)) or after.text.endswith(("。", ";", ":")) or len(after.text) > 60
    below = below or bool(_UNNUMBERED.fullmatch(after.text))  # a bare heading above another
    return below and re.search(r"[^\W\d_]{3}", line.text) is not None and not line.text.endswith("、")


def _items(folded: str, start: int, end: int) -> Iterator[_Heading]:
    """Yield the items 一是…, 二是… of a paragraph."""
    paragraph = folded[start:end]
    # a list begins with its first item, or goes on from the paragraph above
    if paragraph[1:2] not in _ITEM_SIGNS and not _FIRST_ITEM.search(paragraph):
        return
    for match in _ITEM.finditer(paragraph):
        if match.start() and paragraph[match.start() - 1] not in _BEFORE_ITEM:
            continue
        title_end = _title_end(paragraph, match.end())
        title = paragraph[match.end() : title_end].strip()
        number = chinese_number(match[1] or match[2] or "") or 0
        span = Span(start + match.start(), start + title_end)
        yield _Heading(float(ITEM_RANK), number, match.group(), title, span, inline=True)


def _title_end(paragraph: str, start: int) -> int:
    """Return where the title of an item ends: at its first sentence, if that is long its first clause."""
    furthest = min(len(paragraph), start + _RUN_IN)
    stop = _TITLE_END.search(paragraph, start, furthest + 1)
    if stop or furthest == len(paragraph):
        return stop.start() if stop else furthest
    clause = _CLAUSE_END.search(paragraph, start + 2, furthest)
    return clause.start() if clause else furthest


def _rank_arabic(headings: Sequence[_Heading]) -> list[_Heading]:
    """Put 1. above (一) in a paper that has no 一、 and begins with 1."""
    styles = [heading.rank for heading in headings if heading.rank in (1, 2, 3)]
    if 1 in styles or not styles or styles[0] == 2:
        return list(headings)
    return [heading._replace(rank=1.5) if heading.rank == 3 else heading for heading in headings]


def _rank_unnumbered(headings: Sequence[_Heading]) -> Iterator[_Heading]:
    """Lift unnumbered headings above 一、 where they are the paper's part titles.

    They are where 一、 begins under one of them, or where the paper has no 一、 at all.
    """
    numbered = [heading for heading in headings if heading.rank == 1]
    followed = any(
        one.rank == LOOSE_RANK and two.rank == 1 and two.number == 1 for one, two in pairwise(headings)
    )
    restarts = sum(heading.number == 1 for heading in numbered) > 1
    lift = (followed and restarts) or not numbered
    for heading in headings:
        yield heading._replace(rank=_PART_TITLE_RANK) if lift and heading.rank == LOOSE_RANK else heading


def _nest(headings: Sequence[_Heading], end: int) -> tuple[Section, ...]:
    """Build sections: each heading goes below the nearest one of a higher rank."""
    stack: list[tuple[float, int, int]] = []  # rank, number, index
    placed: list[tuple[int, int]] = []  # level, parent
    for index, heading in enumerate(headings):
        rank = _nested_rank(heading, stack)
        while stack and stack[-1][0] >= rank:
            stack.pop()
        placed.append((len(stack) + 1, stack[-1][2] if stack else -1))
        stack.append((rank, heading.number, index))
    return tuple(_sections(headings, placed, end))


def _nested_rank(heading: _Heading, stack: Sequence[tuple[float, int, int]]) -> float:
    """Return the rank, lowered by a half where a list of the same style starts inside another.

    一、 right below 一、 opens a list of its own; it goes on as long as its numbers do.
    """
    if heading.rank != 1:
        return heading.rank
    nested = [number for rank, number, _ in stack if rank == heading.rank + 0.25]
    outer = [number for rank, number, _ in stack if rank == heading.rank]
    if nested:
        return heading.rank + 0.25 if heading.number == nested[-1] + 1 else heading.rank
    if heading.number == 1 and outer and outer[-1] > 0 and stack[-1][0] == heading.rank:
        return heading.rank + 0.25
    return heading.rank


def _sections(headings: Sequence[_Heading], placed: Sequence[tuple[int, int]], end: int) -> Iterator[Section]:
    reaches = _reaches(headings, placed, end)
    for index, (heading, (level, parent)) in enumerate(zip(headings, placed, strict=True)):
        following = headings[index + 1].span.start if index + 1 < len(headings) else end
        yield Section(
            index=index,
            level=level,
            marker=heading.marker,
            number=heading.number,
            title=heading.title,
            heading=heading.span,
            body=Span(heading.span.end, max(following, heading.span.end)),
            extent=Span(heading.span.start, max(reaches[index], heading.span.end)),
            parent=parent,
            inline=heading.inline,
        )


def _reaches(headings: Sequence[_Heading], placed: Sequence[tuple[int, int]], end: int) -> list[int]:
    """Return where each heading's text ends: at the next heading of its level or a higher one."""
    reaches = [end] * len(headings)
    following: dict[int, int] = {}
    for index in range(len(headings) - 1, -1, -1):
        level = placed[index][0]
        reaches[index] = min((start for other, start in following.items() if other <= level), default=end)
        following[level] = headings[index].span.start
    return reaches
