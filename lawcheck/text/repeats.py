"""Find the passages that stand more than once in a text, or in two texts.

Only letters and digits are compared: punctuation, white space and line ends tell no passage from
another. A passage does not reach across the ends of the given ranges or the bars of a table.

The text is read once from left to right. What a stretch repeats is looked up by pieces of it; pieces
are taken at four of every thirteen positions, chosen so that two equal stretches have a piece in
common however far apart they are (any distance is, modulo 13, a difference of two of the four).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from lawcheck.model import Span

SHORTEST = 20  # below this pieces would be mere words
_POSITIONS = (0, 1, 3, 9)
_PERIOD = 13
_CUT = "|"
_RUN = re.compile(rf"[^\W_]+|\{_CUT}")
_CLAUSE_END = re.compile("[,，。;；:：!！?？、\n]")
_OVERHANG = 6  # letters of a clause that may agree by chance
_NEAR = 20  # letters changed within a copy that is still one
_MOST_SOURCES = 8  # earlier places of one piece that are tried, the latest ones
_LONGEST = 10_000  # letters compared before and after a piece; a longer copy is carried on
_STEP = 64  # letters compared at once
_FRAGMENT = 6  # letters in a row that show a passage of another text


def letters_of(text: str) -> str:
    """Return the letters and digits of a text.

    >>> letters_of("增强“四个意识”、坚定“四个自信”")
    '增强四个意识坚定四个自信'
    """
    return "".join(_RUN.findall(text)).replace(_CUT, "")


def repeats(
    text: str, ranges: Iterable[Span], shortest: int, weigh: Callable[[str], int] = len
) -> list[tuple[Span, ...]]:
    """Return the passages that stand more than once in ranges of a text, each with all its places.

    A passage has at least ``shortest`` (no less than ``SHORTEST``) letters, and so many as ``weigh``
    counts in it. Places that repeat pieces of one passage are told with it, and a copy in which a few
    words were changed is one place.

    >>> text = "法律顾问每周二和周五坐班，对合同出具书面意见。另：法律顾问每周二和周五坐班对合同出具书面意见"
    >>> [(first.start, other.start) for first, other in repeats(text, [Span(0, len(text))], 20)]
    [(0, 25)]
    """
    letters = _Letters(text, ranges)
    seeds = _seeds(letters.text, shortest - _PERIOD + 1)
    if not seeds:
        return []
    found = _joined(letters.text, _Search(letters, shortest, weigh).groups(seeds))
    return [tuple(letters.span(place.start, place.end) for place in group) for group in found]


class Borrowed(NamedTuple):
    """A passage that stands in another text too: its range, the one there, how many letters are the same."""

    span: Span
    source: Span
    letters: int


def borrowed(
    text: str, ranges: Iterable[Span], source: str, source_ranges: Iterable[Span], shortest: int
) -> list[Borrowed]:
    """Return the passages of a text that stand in another one, in the order of the text.

    A passage has at least ``shortest`` letters in common with its source. One in which a few words or
    figures were changed is one passage.

    >>> old, new = "全年评查案卷120宗，没有发现问题", "本局全年评查案卷96宗，没有发现问题"
    >>> found = borrowed(new, [Span(0, len(new))], old, [Span(0, len(old))], 12)
    >>> [(new[slice(*each.span)], each.letters) for each in found]
    [('全年评查案卷96宗，没有发现问题', 13)]
    """
    here, there = _Letters(text, ranges), _Letters(source, source_ranges)
    found = []
    for passage in _chains(_fragments(here.text, there.text), here.text):
        letters = sum(size for _, _, size in passage)
        if letters >= shortest:
            (at, old, _), (last, last_old, size) = passage[0], passage[-1]
            found.append(Borrowed(here.span(at, last + size), there.span(old, last_old + size), letters))
    return found


_Fragment = tuple[int, int, int]  # where it stands here, where there, and its letters


def _fragments(here: str, there: str) -> Iterator[_Fragment]:
    """Yield the stretches of letters that stand in both, from left to right; the longest at each place."""
    pieces: dict[str, list[int]] = {}
    for at in range(len(there) - _FRAGMENT + 1):
        known = pieces.setdefault(there[at : at + _FRAGMENT], [])
        if len(known) < _MOST_SOURCES:
            known.append(at)
    at, after = 0, 0  # after: where the last stretch ended there, to go on with
    while at <= len(here) - _FRAGMENT:
        piece = here[at : at + _FRAGMENT]
        known = pieces.get(piece, []) if _CUT not in piece else []
        if not known:
            at += 1
            continue
        sizes = [(_same(here, at, there, old), 0 <= old - after <= _NEAR, -old) for old in known]
        size, _, old = max(sizes, key=lambda it: (it[1], it))
        yield at, -old, size
        after = size - old
        at += size


def _same(here: str, at: int, there: str, old: int) -> int:
    """Count the letters from two places on that are the same."""
    size = _FRAGMENT
    most = min(len(here) - at, len(there) - old)
    while size < most and here[at + size] == there[old + size] != _CUT:
        size += 1
    return size


def _chains(fragments: Iterable[_Fragment], here: str) -> Iterator[list[_Fragment]]:
    """Put fragments together that follow one another in both texts with fewer other letters between."""
    chain: list[_Fragment] = []
    for at, old, size in fragments:
        if chain:
            last, last_old, last_size = chain[-1]
            gaps = at - last - last_size, old - last_old - last_size
            most = min(_NEAR, size, sum(fragment[2] for fragment in chain))
            if min(gaps) < 0 or max(gaps) > most or _CUT in here[last:at]:
                yield chain
                chain = []
        chain.append((at, old, size))
    if chain:
        yield chain


def _seeds(letters: str, size: int) -> list[tuple[int, str]]:
    """Return the pieces that stand twice, with their positions in order."""
    stop = len(letters) - size + 1
    positions = [range(first, stop, _PERIOD) for first in _POSITIONS]
    pieces = [letters[at : at + size] for some in positions for at in some]
    last = dict(zip(pieces, chain(*positions), strict=True))
    if len(last) == len(pieces):
        return []
    pairs = list(zip(chain(*positions), pieces, strict=True))
    twice = {piece for at, piece in pairs if last[piece] != at and _CUT not in piece}
    return sorted(pair for pair in pairs if pair[1] in twice)


class _Letters:
    """The letters of ranges of a text, and where each stands in it."""

    def __init__(self, text: str, ranges: Iterable[Span]) -> None:
        self._original = text
        self._ranges = tuple(ranges)
        self.text = _CUT.join(["".join(_RUN.findall(text, start, end)) for start, end in self._ranges])

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Where runs of letters begin: here and in the original."""
        here: list[int] = []
        there: list[int] = []
        at = 0
        for start, end in self._ranges:
            for match in _RUN.finditer(self._original, start, end):
                here.append(at)
                there.append(match.start())
                at += match.end() - match.start()
            at += 1
        return here, there

    def _offset(self, at: int) -> int:
        here, there = self._runs
        run = bisect_right(here, at) - 1
        return there[run] + at - here[run]

    def span(self, start: int, end: int) -> Span:
        """Return the range of the original from a letter to before another."""
        return Span(self._offset(start), self._offset(end - 1) + 1)

    def original(self, start: int, end: int) -> str:
        """Return the original text of a stretch, with its punctuation."""
        span = self.span(start, end)
        return self._original[span.start : span.end]

    def without_overhang(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch without the few letters of another clause at its edges."""
        here, _ = self._runs
        run = bisect_left(here, start)
        if run < len(here) and 0 < here[run] - start <= _OVERHANG and self._parted(run):
            start = here[run]
        run = bisect_left(here, end) - 1
        whole = end == len(self.text) or self.text[end] == _CUT or here[run + 1 : run + 2] == [end]
        if not whole and end - here[run] <= _OVERHANG and self._parted(run):
            end = here[run]
        return start, end

    def _parted(self, run: int) -> bool:
        """Tell whether a clause ends before a run."""
        here, there = self._runs
        last = there[run - 1] + here[run] - here[run - 1]
        return run > 0 and _CLAUSE_END.search(self._original, last - 1, there[run]) is not None


class _Match(NamedTuple):
    """A stretch that repeats an earlier one of the same size, and how far the letters were compared."""

    source: int
    copy: int
    size: int
    reach: int


@dataclass(slots=True, eq=False)
class _Place:
    """One place of a passage; it grows where what follows is repeated too."""

    start: int
    end: int
    group: list[_Place]

    def shared(self, start: int, end: int) -> int:
        """Count the letters in common with a stretch."""
        return min(self.end, end) - max(self.start, start)


class _Search:
    """One reading of the letters: each stretch is a copy of an earlier one, or is new."""

    def __init__(self, letters: _Letters, shortest: int, weigh: Callable[[str], int]) -> None:
        self._letters = letters
        self._text = letters.text
        self._shortest = shortest
        self._weigh = weigh
        self._end = 0  # of the last copy
        self._done = 0  # how far copies reach, and stretches that weigh nothing
        self._tried: dict[int, int] = {}  # how far was compared, by the distance of copy and source
        self._places: list[_Place] = []  # in the order of the text
        self._starts: list[int] = []  # theirs, to search in
        self._last: _Place | None = None  # the last copy
        self._groups: list[list[_Place]] = []

    def groups(self, seeds: Iterable[tuple[int, str]]) -> list[list[_Place]]:
        """Return the groups of places that repeat one another, the first place first."""
        seen: dict[str, deque[int]] = {}
        for at, piece in seeds:
            earlier = seen.setdefault(piece, deque(maxlen=_MOST_SOURCES))
            if at >= self._done:
                longest = max(self._matches(at, earlier), key=lambda match: match.size, default=None)
                passage = self._passage(self._once(longest)) if longest else None
                if passage:
                    self._enter(passage)
            earlier.append(at)
        return self._groups

    def _matches(self, at: int, earlier: Iterable[int]) -> Iterator[_Match]:
        """Yield the stretches around a position that repeat earlier ones, the nearest one first."""
        for position in reversed(list(earlier)):
            distance = at - position
            if self._tried.get(distance, 0) > at:
                continue
            most = min(distance, _LONGEST)
            back = self._back(position, at, min(most, at - self._end))
            forward = self._forward(position, at, most)
            size = min(back + forward, distance)  # a copy begins where its source has ended
            self._tried[distance] = at + forward
            if size >= self._shortest:
                yield _Match(position - back, at - back, size, at + forward)
            elif size == distance:  # a few words again and again, and no passage further off either
                return

    def _back(self, one: int, other: int, most: int) -> int:
        """Count the letters before two positions that are the same."""
        text, size = self._text, 0
        most = min(most, one)
        while size + _STEP <= most:
            step = text[one - size - _STEP : one - size]
            if _CUT in step or step != text[other - size - _STEP : other - size]:
                break
            size += _STEP
        while size < most and text[one - size - 1] == text[other - size - 1] != _CUT:
            size += 1
        return size

    def _forward(self, one: int, other: int, most: int) -> int:
        """Count the letters from two positions on that are the same."""
        text, size = self._text, 0
        while size + _STEP <= most:
            step = text[one + size : one + size + _STEP]
            if _CUT in step or step != text[other + size : other + size + _STEP]:
                break
            size += _STEP
        most = min(most, len(text) - other)
        while size < most and text[one + size] == text[other + size] != _CUT:
            size += 1
        return size

    def _once(self, match: _Match) -> _Match:
        """Cut a match short whose source holds a passage and its copy: there it begins anew."""
        first = bisect_left(self._starts, match.source)
        last = bisect_left(self._starts, match.source + match.size)
        for one, other in pairwise(self._places[first:last]):
            if one.group is other.group:
                return match._replace(size=other.start - match.source)
        return match

    def _passage(self, match: _Match) -> _Match | None:
        """Return a match without what only happens to agree at its edges, None if it tells too little."""
        start, end = self._letters.without_overhang(match.source, match.source + match.size)
        if end - start < self._shortest:
            return None
        weight = self._weigh(self._letters.original(start, end))
        if weight < self._shortest:
            self._done = self._done if weight else match.reach
            return None
        return match._replace(source=start, copy=match.copy + start - match.source, size=end - start)

    def _enter(self, match: _Match) -> None:
        """Put a copy beside the other places of its passage; the first copy makes the source a place."""
        source, copy, size, _ = match
        origin = self._place_of(source, source + size)
        before = self._left_off(match)
        if self._last and before and origin in (None, before):
            before.end = max(before.end, source + size)
            self._last.end = copy + size
        else:
            if origin is None:
                self._groups.append([])
                origin = self._add(source, source + size, self._groups[-1])
            self._last = self._add(copy, copy + size, origin.group)
        self._end = self._done = copy + size
        self._tried.clear()

    def _left_off(self, match: _Match) -> _Place | None:
        """Return the place that a match carries on where the last copy left it for a few other words."""
        index = bisect_left(self._starts, match.source) - 1
        before, copy = self._places[index] if index >= 0 else None, self._last
        if not before or not copy or before.group is not copy.group:
            return None
        gaps = match.source - before.end, match.copy - copy.end
        if min(gaps) < 0 or max(gaps) > _NEAR or match.source + match.size > copy.start:
            return None
        skipped = self._text[before.end : match.source] + self._text[copy.end : match.copy]
        return before if _CUT not in skipped else None

    def _place_of(self, start: int, end: int) -> _Place | None:
        """Return the known place of which a stretch is the better part, or that is so of the stretch."""
        first = max(0, bisect_right(self._starts, start) - 2)
        near = self._places[first : bisect_left(self._starts, end)]
        best = max(near, key=lambda place: place.shared(start, end), default=None)
        if best and 2 * best.shared(start, end) >= min(end - start, best.end - best.start):
            return best
        return None

    def _add(self, start: int, end: int, group: list[_Place]) -> _Place:
        place = _Place(start, end, group)
        group.append(place)
        index = bisect_right(self._starts, start)
        self._starts.insert(index, start)
        self._places.insert(index, place)
        return place


def _joined(letters: str, groups: list[list[_Place]]) -> list[list[_Place]]:
    """Put groups together that have a place in the same words: they were found beside other sources."""
    parents = list(range(len(groups)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    first: dict[str, int] = {}
    for index, group in enumerate(groups):
        for place in group:
            known = first.setdefault(letters[place.start : place.end], index)
            one, other = sorted((root(known), root(index)))
            parents[other] = one
    joined: dict[int, list[_Place]] = {}
    for index, group in enumerate(groups):
        joined.setdefault(root(index), []).extend(group)
    return [sorted(places, key=lambda place: (place.start, place.end)) for places in joined.values()]
