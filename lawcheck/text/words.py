"""Compare headings by words; the only door to jieba.

jieba's own dictionary takes a second to load and its tokenizer writes a cache file, so the
tokenizer here is filled with the rule book's words alone.
"""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jieba import Tokenizer

# Characters of words that the book does not list: they come one by one and count a little, so
# that a heading about something else is less alike.
_UNKNOWN = 30
_IDLE = frozenset("的了和与及在中等各为是以年月第个对上下")
_MODEL = "jieba.finalseg.prob_emit"
_LEAST_RARE, _USUAL, _SCALE = 0.15, 5.0, 9.0  # the logarithm of how rare words are, from usual to rare
_MOST = 10_000  # texts remembered in a run over many papers


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The telling words of a text and what they weigh together, in hundredths."""

    words: frozenset[str]
    weight: int


class Comparer:
    """Cuts short texts into the words of a book and says how alike two of them are."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """Take the book's words with their weights; 0 for words that tell nothing."""
        # whole numbers add up to the same in any order
        self._weights = {word: round(weight * 100) for word, weight in weights.items()}
        self._cut: dict[str, _Words] = {}
        self._jieba: Tokenizer | None = None

    def likeness(self, one: str, other: str) -> float:
        """Return from 0 to 1 how much of their words' weight two texts share."""
        left, right = self._words(one), self._words(other)
        whole = left.weight + right.weight
        return 2 * self._sum(left.words & right.words) / whole if whole else 0.0

    def best(self, text: str, exemplars: Iterable[str]) -> float:
        """Return the likeness to the most alike of several exemplars."""
        return max((self.likeness(text, exemplar) for exemplar in exemplars), default=0.0)

    def lacking(self, text: str, exemplars: Iterable[str]) -> tuple[str, ...]:
        """Return the words of the most alike exemplar that a text does not have, the most telling first."""
        best = max(exemplars, key=lambda exemplar: self.likeness(text, exemplar), default="")
        lost = self._words(best).words - self._words(text).words
        words = [word for word in lost if word in self._weights]  # others come character by character
        return tuple(sorted(words, key=lambda word: (-self._weight(word), best.index(word))))

    def _words(self, text: str) -> _Words:
        found = self._cut.get(text)
        if found is None:
            if self._jieba is None:
                self._jieba = _tokenizer(self._weights)
            words = frozenset(word for word in self._jieba.cut(text, HMM=False) if self._weight(word))
            found = _Words(words, self._sum(words))
            if len(self._cut) < _MOST:
                self._cut[text] = found
        return found

    def _weight(self, word: str) -> int:
        known = self._weights.get(word)
        if known is not None:
            return known
        told = word not in _IDLE and "\u4e00" <= word[0] <= "\u9fff"
        return _UNKNOWN * len(word) if told else 0

    def _sum(self, words: Iterable[str]) -> int:
        return sum(map(self._weight, words))


def cut(text: str) -> list[str]:
    """Return the words of a text by jieba's own dictionary, which takes a second to load the first time."""
    return list(_general().cut(text, HMM=False))


def cut_with_places(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a text with where each begins and ends; as costly as `cut`."""
    at = 0
    for word in _general().cut(text, HMM=False):
        yield at, at + len(word), word
        at += len(word)


@lru_cache(maxsize=20_000)
def words_within(word: str) -> tuple[str, ...]:
    """Return a word and the shorter words within it (执法人员, 执法, 人员), none of a single character."""
    return tuple(each for each in _general().cut_for_search(word, HMM=False) if len(each) > 1)


@lru_cache(maxsize=20_000)
def rarity(word: str) -> float:
    """Return from 0.15 to 1 how rare a word is in general Chinese, by the counts of jieba's dictionary."""
    tokenizer: Any = _general()
    seen = tokenizer.FREQ.get(word) or 1
    return min(1.0, max(_LEAST_RARE, (math.log(tokenizer.total / seen) - _USUAL) / _SCALE))


@cache
def _general() -> Tokenizer:
    """Fill a tokenizer from jieba's dictionary by hand: it would leave a cache file behind."""
    tokenizer: Any = _import_quietly().Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    found: Tokenizer = tokenizer
    return found


def _tokenizer(weights: Iterable[str]) -> Tokenizer:
    tokenizer: Any = _import_quietly().Tokenizer()
    frequencies: dict[str, int] = {}
    for word in weights:
        frequencies[word] = 10 ** min(len(word), 8)  # the longest word wins
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    tokenizer.FREQ = frequencies
    tokenizer.total = sum(frequencies.values()) or 1
    tokenizer.initialized = True
    found: Tokenizer = tokenizer
    return found


@cache
def _import_quietly() -> Any:
    """Import jieba without ``pkg_resources`` (150 ms) and without its import-time warnings.

    Its model for unknown words (8 ms, megabytes), which lawcheck never asks, comes when it is asked.
    """
    later = ModuleType(_MODEL)
    later.P = _Later()  # type: ignore[attr-defined]
    stubs = {"pkg_resources": None, _MODEL: later}
    put = {name: stub for name, stub in stubs.items() if name not in sys.modules}
    sys.modules.update(put)  # type: ignore[arg-type]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    finally:
        for name in put:
            del sys.modules[name]
    return jieba


class _Later(dict[str, Any]):
    """jieba's model, read at the first look into it."""

    def __missing__(self, key: str) -> Any:
        if not self:
            self.update(import_module(_MODEL).P)
            return self[key]
        raise KeyError(key)
