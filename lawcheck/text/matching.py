"""Find the sentence of a paper that speaks of what another one asks, in whatever words; str in, numbers out.

A sentence is read as words: those of jieba's dictionary and the terms of a book's groups of kindred words
(培训, 轮训, 练兵). What a candidate repeats of the asked words counts by how telling they are: rare words
more than common ones, words that many candidates have less, the last words of a clause, which name what is
to be done, more than the rest. A kindred word counts a little less than the same one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lawcheck.text.markers import read_marker
from lawcheck.text.words import cut_with_places, rarity, words_within

_KIN = 0.75  # what a kindred word counts where the same word counts 1
_NEIGHBOUR = 0.3  # and one that stands in the sentence before
_CORE = (2.0, 2.0)  # by how much more the last words of a clause count, the very last first
_LATER_CLAUSE = 0.5  # what clauses after the first count
_COMMON = 0.35  # how much a word loses that many candidates have
_SLOGAN = 9  # characters of a first clause that only says to what end (强化制度建设,…)
_CLAUSES = re.compile("[,:]")
_DIGIT = re.compile(r"\d")
_IS_NUMBER = re.compile(r"[\d.%]+")
_SENTENCE_MARKS = "。;!? "


class _Word(NamedTuple):
    """A word of a text: itself with the shorter words within it, and the groups that it belongs to."""

    word: str
    within: frozenset[str]
    kin: frozenset[int]


class _Asked(NamedTuple):
    """A word that is asked for and what it weighs."""

    word: _Word
    weight: float


class Likeness(NamedTuple):
    """The most alike candidate by its number in the list, and how alike it is, from 0 to 1."""

    at: int
    value: float


@dataclass(frozen=True, eq=False)
class Lexicon:
    """A book's groups of kindred terms, and the words that tell nothing (加强, 工作)."""

    kindred: tuple[tuple[str, ...], ...] = ()
    idle: tuple[str, ...] = ()

    @cached_property
    def _idle(self) -> frozenset[str]:
        return frozenset(self.idle)

    @cached_property
    def _groups(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for number, group in enumerate(self.kindred):
            for term in group:
                found.setdefault(term, set()).add(number)
        return {term: frozenset(numbers) for term, numbers in found.items()}

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for term in self._groups:
            found.setdefault(term[:2], []).append(term)
        return found

    def words(self, text: str) -> Iterator[_Word]:
        """Yield the words of a folded text that tell something, in their order."""
        terms = [
            (at, at + len(term), term) for at in range(len(text) - 1) for term in self._terms_at(text, at)
        ]
        told: list[tuple[int, _Word]] = []
        covered = bytearray(len(text))
        for start, end, word in cut_with_places(text):
            if len(word) < 2 or word in self._idle or _IS_NUMBER.fullmatch(word):
                continue
            kin = frozenset(
                g for at, to, term in terms if at < end and to > start for g in self._groups[term]
            )
            told.append((start, _Word(word, frozenset(words_within(word)) - self._idle | {word}, kin)))
            covered[start:end] = b"\1" * (end - start)
        for start, end, term in terms:  # those that the dictionary cuts into single characters
            if not any(covered[start:end]):
                told.append((start, _Word(term, frozenset((term,)), self._groups[term])))
        yield from (word for _, word in sorted(told, key=lambda each: each[0]))

    def _terms_at(self, text: str, at: int) -> Iterator[str]:
        yield from (term for term in self._by_start.get(text[at : at + 2], ()) if text.startswith(term, at))


class Matcher:
    """Finds, among the sentences of one paper, the one that speaks of what another sentence asks."""

    def __init__(self, lexicon: Lexicon, candidates: Sequence[str]) -> None:
        """Take the sentences, folded, in the order of the paper."""
        self._lexicon = lexicon
        self._size = len(candidates)
        self._with_word: dict[str, list[int]] = {}
        self._with_kin: dict[int, list[int]] = {}
        for index, text in enumerate(candidates):
            words = list(lexicon.words(text))
            for word in {part for each in words for part in each.within}:
                self._with_word.setdefault(word, []).append(index)
            for group in {group for each in words for group in each.kin}:
                self._with_kin.setdefault(group, []).append(index)
        self._known: dict[tuple[str, bool], Likeness | None] = {}

    def best(self, asked: str, *, of_deeds: bool = True) -> Likeness | None:
        """Return the most alike candidate, None where there is none or nothing is asked.

        Of a sentence ``of_deeds`` the last words of a clause tell most (建立裁量基准动态调整机制), and a
        short first clause only leads in; in another, such as a shortcoming (普法针对性不强), neither is so.
        """
        key = (asked, of_deeds)
        if key not in self._known:
            self._known[key] = self._best(self._asked(asked, of_deeds=of_deeds))
        return self._known[key]

    def _best(self, words: Sequence[_Asked]) -> Likeness | None:
        whole = sum(each.weight for each in words)
        if not whole or not self._size:
            return None
        values: dict[int, float] = {}
        for each in words:
            for index, told in self._told(each.word).items():
                values[index] = values.get(index, 0.0) + each.weight * told
        best = max(values, key=lambda index: (values[index], -index), default=0)
        return Likeness(best, values.get(best, 0.0) / whole)

    def _told(self, word: _Word) -> dict[int, float]:
        """Return how far candidates, or those before them, say a word; the others are left out."""
        same = self._with_word.get(word.word, [])
        akin = [index for group in word.kin for index in self._with_kin.get(group, ())]
        told = dict.fromkeys(akin, _KIN)
        for part in word.within:
            share = len(part) / len(word.word)
            for index in self._with_word.get(part, ()):
                told[index] = max(told.get(index, 0.0), share)
        told.update(dict.fromkeys(same, 1.0))
        for index in {index + 1 for index in (*same, *akin)}:
            if index < self._size and told.get(index, 0.0) < _NEIGHBOUR:
                told[index] = _NEIGHBOUR
        return told

    def _asked(self, text: str, *, of_deeds: bool) -> list[_Asked]:
        asked: list[_Asked] = []
        for number, clause in enumerate(telling_clauses(text) if of_deeds else clauses(text)):
            words = list(self._lexicon.words(clause))
            for at, word in enumerate(words):
                core = 1 + _CORE[len(words) - at - 1] if of_deeds and len(words) - at <= len(_CORE) else 1.0
                weight = self._weight(word.word) * core * (_LATER_CLAUSE if number else 1.0)
                asked.append(_Asked(word, weight))
        return asked

    def _weight(self, word: str) -> float:
        return rarity(word) / (1 + _COMMON * math.log1p(len(self._with_word.get(word, ()))))


def clauses(sentence: str) -> list[str]:
    """Return the clauses of a folded sentence without its number and its marks.

    >>> clauses("一是普法针对性不强,形式单一。")
    ['普法针对性不强', '形式单一']
    """
    marker = read_marker(sentence)
    text = sentence[marker.length if marker else 0 :].strip().rstrip(_SENTENCE_MARKS)
    return [clause for clause in _CLAUSES.split(text) if clause.strip()]


def telling_clauses(sentence: str) -> list[str]:
    """Return the clauses of a folded sentence without a first one that only leads in.

    >>> telling_clauses("一是强化制度建设,修订处罚裁量规则,报县政府备案。")
    ['修订处罚裁量规则', '报县政府备案']
    """
    found = clauses(sentence)
    leads = len(found) > 1 and len(found[0]) <= _SLOGAN and not _DIGIT.search(found[0])
    return found[1:] if leads else found
