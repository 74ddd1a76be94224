"""Find many terms in one text at once.

A term is a word or words with gaps: ``主持…会议`` is 主持, at most twenty characters of the same
clause, 会议. There are no regular expressions in it, so nothing in a rule file can run away.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lawcheck.model import Span
from lawcheck.text.fold import fold

GAP = "…"
MAX_GAP = 20
_STOP = re.compile("[,。!?;:\n]")
_CHAR, _PAIR = 4, 8  # bytes in UTF-32
_HALF = 32  # bits
_IS_LITTLE = sys.byteorder == "little"
_UTF_32 = "utf-32-le" if _IS_LITTLE else "utf-32-be"
_NO_PAIRS: frozenset[int] = frozenset()

Pieces = tuple[str, ...]  # a folded term, cut at its gaps


class Hit(NamedTuple):
    """A term and where it stands."""

    span: Span
    term: str


def longest_first(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits in the order of the text, of those that begin at one place the longest first."""
    return sorted(hits, key=lambda hit: (hit.span.start, -hit.span.end))


class Hits:
    """Where each of a set of terms stands in one text; searched for when first asked for."""

    def __init__(self, text: str, candidates: Mapping[str, Pieces], pairs: Collection[int]) -> None:
        """Take the folded text, the terms that may stand in it, cut at their gaps, and its pairs."""
        self._text = text
        self._candidates = candidates
        self._pairs = pairs
        self._found: dict[str, tuple[Hit, ...]] = {}

    def of(self, term: str) -> tuple[Hit, ...]:
        """Return the hits of a term in the order of the text; they do not overlap."""
        found = self._found.get(term)
        if found is None:
            found = tuple(self.within((term,), (Span(0, len(self._text)),)))
            self._found[term] = found
        return found

    def within(self, terms: Iterable[str], spans: Iterable[Span]) -> Iterator[Hit]:
        """Yield the hits of several terms in ranges of the text, term by term."""
        candidates, text = self._candidates, self._text
        ranges = tuple(spans)
        for term in filter(candidates.__contains__, terms):  # most are not: filter leaves them fast
            pieces = candidates[term]
            for start, end in ranges:
                for span in _spans(text, pieces, start, end):
                    yield Hit(span, term)

    def stand_in(self, terms: Iterable[str], span: Span) -> bool:
        """Tell whether one of the terms stands in a range of the text."""
        candidates, text = self._candidates, self._text
        start, end = span
        for term in filter(candidates.__contains__, terms):
            pieces = candidates[term]
            if text.find(pieces[0], start, end) < 0:
                continue
            if len(pieces) == 1 or _spans(text, pieces, start, end):
                return True
        return False

    def among(self, words: tuple[str, ...]) -> list[str]:
        """Return those of some words, folded and without gaps, that may stand in the text at all."""
        pairs = self._pairs
        return [word for word, pair in _with_pairs(words) if pair is None or pair in pairs]

    def possible(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Return those of the terms that may stand in the text at all."""
        return tuple(filter(self._candidates.__contains__, terms))

    def any_of(self, terms: Iterable[str]) -> Iterator[Hit]:
        """Yield the hits of several terms, term by term."""
        for term in filter(self._candidates.__contains__, terms):
            yield from self.of(term)


# a term with its pieces and the pairs of characters in them, without the one that it begins with
_Entry = tuple[str, Pieces, frozenset[int]]


class Scanner:
    """Looks for all terms of a rule book in one scan.

    The text is cut into pairs of characters once; only a term whose pairs all stand in it can stand in
    it itself. One of a single character may stand in any text.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        """Take the terms; a scanner serves any number of texts."""
        unique = list(dict.fromkeys(terms))
        # a book may look for nothing in the text: "".split gives one piece all the same
        folded_terms = fold("\n".join(unique)).split("\n") if unique else []
        by_first: dict[str, list[tuple[str, str]]] = {}
        for term, folded in zip(unique, folded_terms, strict=True):
            first = folded[:2]
            by_first.setdefault(first[:1] if GAP in first else first, []).append((term, folded))
        short = [entry for first in by_first if len(first) < 2 for entry in by_first[first]]
        self._single: list[_Entry] = [_entry(*each) for each in short]
        pairs = [first for first in by_first if len(first) == 2]
        numbers = memoryview("".join(pairs).encode(_UTF_32, "surrogatepass")).cast("Q")
        self._by_pair = _ByPair(dict(zip(numbers, map(by_first.__getitem__, pairs), strict=True)))
        self._firsts = frozenset(self._by_pair.unread)  # two sets are intersected faster than set and dict

    def scan(self, text: str) -> Hits:
        """Return where the terms stand in a folded text."""
        pairs = _pairs(text)
        by_pair = self._by_pair
        candidates = {
            term: pieces
            for entries in (self._single, *[by_pair[pair] for pair in pairs & self._firsts])
            for term, pieces, others in entries
            if others <= pairs
        }
        return Hits(text, candidates, pairs)


class _ByPair(dict[int, list[_Entry]]):
    """Terms by the pair with which they begin; read when a text has it, for most texts have few."""

    def __init__(self, unread: Mapping[int, list[tuple[str, str]]]) -> None:
        super().__init__()
        self.unread = unread

    def __missing__(self, first: int) -> list[_Entry]:
        entries = self[first] = [_entry(*each) for each in self.unread[first]]
        return entries


def _entry(term: str, folded: str) -> _Entry:
    pieces = tuple(folded.split(GAP))
    if len(folded) == 2:
        return term, pieces, _NO_PAIRS
    others = [pair for piece in pieces for pair in map(_pair, piece, piece[1:])]
    return term, pieces, frozenset(others[1:] if len(pieces[0]) > 1 else others)


def _pairs(text: str) -> set[int]:
    """Return the pairs of characters that follow one another in a text, each as a number.

    Two characters in UTF-32 are eight bytes. Half the pairs begin at even places and half at odd ones.
    """
    units = memoryview(text.encode(_UTF_32, "surrogatepass"))
    pairs: set[int] = set()
    for start in (0, _CHAR):
        whole = max(0, len(units) - start) // _PAIR * _PAIR
        pairs.update(units[start : start + whole].cast("Q"))
    return pairs


def _pair(first: str, second: str) -> int:
    return ord(first) + (ord(second) << _HALF) if _IS_LITTLE else (ord(first) << _HALF) + ord(second)


@lru_cache(maxsize=1_000)  # word lists of rules, which come again with every text
def _with_pairs(words: tuple[str, ...]) -> list[tuple[str, int | None]]:
    return [(word, _pair(*word[:2]) if len(word) > 1 else None) for word in words]


@lru_cache(maxsize=20_000)
def fold_term(term: str) -> str:
    """Return a term folded as texts are; remembered, since terms come again with every text."""
    return fold(term)


def occurrences(text: str, term: str, start: int = 0) -> list[Span]:
    """Return where a term (folded like the text) stands in a text, without overlaps.

    >>> occurrences("主持召开常务会议", "主持…会议")
    [Span(start=0, end=8)]
    """
    return _spans(text, term.split(GAP), start, len(text))


def _spans(text: str, pieces: Sequence[str], start: int, end: int) -> list[Span]:
    """Return where the pieces of a term stand between two offsets."""
    first, *others = pieces
    size = len(first)
    spans: list[Span] = []
    at = text.find(first, start, end)
    while at >= 0:
        reach = at + size
        for piece in others:
            reach = _after_gap(text, piece, reach, end)
            if reach < 0:
                break
        else:
            spans.append(Span(at, reach))
        at = text.find(first, max(reach, at + 1), end)
    return spans


def _after_gap(text: str, piece: str, start: int, stop: int) -> int:
    """Return the end of a piece that follows within the gap and the clause, else -1."""
    at = text.find(piece, start, min(stop, start + MAX_GAP + len(piece)))
    if at < 0 or _STOP.search(text, start, at):
        return -1
    return at + len(piece)
