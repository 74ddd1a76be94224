"""Lines → paragraphs: what was one before it was printed becomes one again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lawcheck.readers._compose import Paragraph
from lawcheck.readers._pages.letters import is_square, is_wide
from lawcheck.readers._pages.shapes import Line
from lawcheck.readers._pages.tables import find_rows
from lawcheck.text.fold import fold
from lawcheck.text.markers import read_marker

_ENDED = re.compile(r"[。；;！!？?：:][”’）)》]*$")
_CLOSED = re.compile(r"[。；;！!？?：:，、,.…”’）)》]$")
_HANGING = ("，", "。", "、", "；", "：", ",", ".", ";", ":")
_OPENS = ("：", ":")
_SEVERAL = 3  # full lines: fewer may be short ones that end alike
_PAUSES = ("，", "、", ",")
# what cannot be parted at the end of a line: a number or word, or one character, and its marks
_BEFORE, _UNIT, _BEHIND = "[“‘（《〈【〔(]*", "(?:[!-~·]+|——|……|.)", "[，。、；：？！）》〉】〕％%),.;:!?]*"
_FIRST_WORD = re.compile(
    f"{_BEFORE}{_UNIT}(?:{_BEHIND}[“”‘’]+(?:{_BEFORE}(?![，。、；：]){_UNIT})?)*{_BEHIND}"
)
_MARK = re.compile(r"[，。；：！？,;:]")
_SENTENCE = re.compile(r"[。；;][”’）)》]*(?=.)")
_NUMBER_END, _NUMBER_START = re.compile(r"\d[.,]?$"), re.compile(r"[\d.,%]")


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """How the pages of one width are set: edges of the text, size, distance of lines.

    ``indents`` tells that paragraphs begin two characters further in, ``parts`` that they stand
    further apart than their lines, ``runs`` that they are of several sentences, ``heads`` that numbered
    headings stand on lines of their own, whatever marks are in them.
    """

    left: float
    right: float
    size: float
    pitch: float
    indents: bool
    parts: bool
    runs: bool
    heads: bool


def paragraphs_of(lines: Sequence[Line], widths: Mapping[int, float]) -> list[Paragraph]:
    """Return the paragraphs of lines in order; each row of a table is one of its own."""
    layouts = _layouts(lines, widths)
    rows = find_rows(lines, min(layout.right - layout.left for layout in layouts.values()))
    paragraphs: list[Paragraph] = []
    own: list[Line] = []
    for index, line in enumerate(lines):
        layout = layouts[widths[line.page]]
        if own and (index in rows or not _continues(own, line, layout)):
            paragraphs.append(_paragraph(own))
            own = []
        if index in rows:
            text = "\t".join(cell.text for cell in line.cells)
            paragraphs.append(Paragraph(text, flat=True, page=line.page))
        else:
            own.append(line)
    return [*paragraphs, _paragraph(own)] if own else paragraphs


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text += _between(text, line.text) + line.text
    return Paragraph(text, page=lines[0].page)


def _between(before: str, after: str) -> str:
    """Return what a line break stands for: a blank between words, nothing inside a number."""
    if is_wide(before[-1]) or is_wide(after[0]):
        return ""
    return "" if _NUMBER_END.search(before) and _NUMBER_START.match(after) else " "


def _continues(own: Sequence[Line], line: Line, layout: _Layout) -> bool:
    """Tell whether a line goes on where the line above it broke off."""
    above = own[-1]
    unread_between = line.page > above.page + 1
    if unread_between or _resized(above, line) or _stands_off(above, line, layout):
        return False
    if _centred(above, line, layout):
        return _full(above, line, layout.right - layout.left - (above.right - above.left), 0.5)
    ended = _ENDED.search(above.text) is not None
    close = layout.parts and line.page == above.page
    full = _full(above, line, layout.right - above.right, _spare(own, layout, ended, close))
    if not full or above.left - layout.left > 4 * layout.size:
        return False
    if line.left - layout.left > 1.2 * layout.size:  # a block further in, or the next paragraph
        return abs(line.left - above.left) < 0.3 * layout.size and len(own) > 1 and not ended
    if (
        len(own) == 1
        and not layout.indents
        and _heads(above, layout)
        and layout.right - line.right < 2 * layout.size
    ):
        return False  # a heading that fills its line: its own second line would be short
    marker = read_marker(fold(line.text))
    if marker and marker.rank <= 3 and not above.text.endswith(_PAUSES):
        return (
            not ended and (len(own) > 1 or not _heads(above, layout)) and (marker.rank == 3 or layout.indents)
        )
    if ended and not layout.indents and not close and _stands_alone(line, layout):
        return False
    # a sentence may end with its line in the middle of a paragraph, if any ends there at all
    return not ended or layout.indents or close or (layout.runs and not above.text.endswith(_OPENS))


def _heads(line: Line, layout: _Layout) -> bool:
    """Tell whether a line is a heading, or its beginning: a number and words without any mark."""
    marker = read_marker(fold(line.text[:12]))
    marked = _SENTENCE if layout.heads and _is_numbered(line) else _MARK
    return marker is not None and not marked.search(line.text[2:])


def _stands_alone(line: Line, layout: _Layout) -> bool:
    """Tell whether a line is short and ends without a mark, as no paragraph's last one: a name, a date."""
    return layout.right - line.right > 4 * layout.size and not _CLOSED.search(line.text)


def _spare(own: Sequence[Line], layout: _Layout, ended: bool, close: bool) -> float:
    """Return how many characters more than its first word a line may have had room for above.

    Programs part words in ways of their own; what is plainly not at its end goes on all the same.
    """
    if own[-1].text.endswith(_PAUSES):
        return 6
    goes_on = len(own) > 1 or (layout.indents and _MARK.search(own[0].text[2:]) is not None)
    if close or (goes_on and not ended):
        return 3
    return 1.5 if ended and layout.indents else 0.5  # the next paragraph would be indented


def _resized(above: Line, line: Line) -> bool:
    """Tell whether a line is of another size than the one above; the height of figures tells little."""
    squares = any(map(is_square, above.text)) and any(map(is_square, line.text))
    return squares and abs(above.size - line.size) > 0.15 * above.size


def _stands_off(above: Line, line: Line, layout: _Layout) -> bool:
    if line.page != above.page:
        return False
    usual = layout.pitch * max(1.0, above.size / layout.size)
    return line.base - above.base > 1.25 * usual


def _centred(above: Line, line: Line, layout: _Layout) -> bool:
    """Tell whether a line stands centred below another; one indented like a paragraph does by chance."""
    inside = (line.left - layout.left) / layout.size
    if layout.indents and abs(inside - 2) < 0.6 and abs(line.size - layout.size) < 0.15 * layout.size:
        return False
    symmetric = _symmetric(above, layout) and _symmetric(line, layout)
    return symmetric and line.left > layout.left + line.size


def _symmetric(line: Line, layout: _Layout) -> bool:
    """Tell whether a line is centred, or fills its whole width."""
    return abs(line.left - layout.left - (layout.right - line.right)) < line.size


def _full(above: Line, line: Line, room: float, spare: float) -> bool:
    """Tell whether the first word of a line had no room in the line above it."""
    word = _FIRST_WORD.match(line.text)
    width = sum(1.0 if is_wide(char) else 0.5 for char in word.group()) if word else 1.0
    return room < (width + spare) * above.size


def _layouts(lines: Sequence[Line], widths: Mapping[int, float]) -> dict[float, _Layout]:
    groups: dict[float, list[Line]] = {}
    for line in lines:
        groups.setdefault(widths[line.page], []).append(line)
    return {width: _layout(group, width) for width, group in groups.items()}


def _layout(lines: Sequence[Line], width: float) -> _Layout:
    prose = [line for line in lines if len(line.cells) == 1] or list(lines)  # rows tell nothing of it
    sizes: Counter[float] = Counter()
    for line in prose:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0]
    body = [line for line in prose if abs(line.size - size) < 0.15 * size]
    left = _edge((line.left for line in body), size, lowest=True)
    right = _right(body, size, width - left)
    pitch = _pitch(body, size)
    several = max(2, 0.05 * len(body))
    short = sum(right - line.right > 2 * size for line in body)
    return _Layout(
        left,
        right,
        size,
        pitch,
        indents=sum(1.4 < (line.left - left) / size < 2.6 for line in body) >= several,
        parts=sum(1.25 * pitch < step < 2.5 * pitch for step in _steps(body)) >= max(several, 0.5 * short),
        runs=sum(len(_SENTENCE.findall(line.text)) for line in body) > short,
        heads=_stand_apart([line for line in body if _is_numbered(line)]),
    )


def _is_numbered(line: Line) -> bool:
    """Tell whether a line begins like a numbered heading."""
    marker = read_marker(fold(line.text[:12]))
    return marker is not None and marker.rank <= 2


def _stand_apart(numbered: Sequence[Line]) -> bool:
    """Tell whether numbered headings have lines of their own: none has its text behind it."""
    return len(numbered) >= _SEVERAL and not any(_SENTENCE.search(line.text) for line in numbered)


def _right(lines: Sequence[Line], size: float, mirrored: float) -> float:
    """Return where full lines end; where hardly any may be full, as far from the edge as they begin."""
    widest = max(line.right - line.left for line in lines)
    wide = [line for line in lines if line.right - line.left > 0.5 * widest]
    kept = [line.right for line in wide if not line.text.endswith(_HANGING)]  # marks may hang outside
    long = kept if len(kept) >= _SEVERAL else [line.right for line in wide]
    right = _edge(long, size, lowest=False)
    full = sum(abs(right - end) < 2 * size for end in long)
    return right if full >= _SEVERAL else max(right, mirrored)


def _edge(values: Iterable[float], size: float, *, lowest: bool) -> float:
    """Return the outermost place at which several lines begin or end."""
    sign = 1 if lowest else -1
    ordered = sorted(sign * value for value in values)
    least = max(2.0, 0.05 * len(ordered))
    for value in ordered:
        near = [other for other in ordered if value <= other < value + 0.5 * size]
        if len(near) >= least:
            return sign * value
    return sign * ordered[0]


def _pitch(lines: Sequence[Line], size: float) -> float:
    """Return the usual distance of two lines, the smaller one of two that are about as frequent."""
    steps = Counter(round(step * 2) / 2 for step in _steps(lines) if step > 0.9 * size)
    if not steps:
        return 1.75 * size
    often = 0.5 * max(steps.values())
    return min(step for step, count in steps.items() if count >= often)


def _steps(lines: Sequence[Line]) -> Iterator[float]:
    for one, two in pairwise(lines):
        if one.page == two.page:
            yield two.base - one.base
