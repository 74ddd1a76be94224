"""The word file beside a rule book: ``词 权重`` on each line, ``#`` for comments."""

from __future__ import annotations

import re

from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.nodes import Place, Scalar
from lawcheck.rulebook.phrases import here, repeated
from lawcheck.rulebook.wordlists import check_term

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")
_FIELD = re.compile(r"[^ \t]+")
_WEIGHT = re.compile(r"\d{1,6}(?:\.\d{1,6})?", re.ASCII)


def read_words(text: str, ledger: Ledger) -> dict[str, float]:
    """Return the words of a word file with their weights (1 where none is given)."""
    words: dict[str, float] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        fields = list(_FIELD.finditer(_COMMENT.sub("", line)))
        if not fields:
            continue
        word, *rest = fields
        place = Place(number, word.start() + 1)
        told = len(ledger)
        check_term(Scalar(word.group(), place, plain=True), ledger)
        if lines.setdefault(word.group(), number) != number and len(ledger) == told:
            ledger.add(place, repeated(word.group(), lines[word.group()]))
        words[word.group()] = _weight(rest, number, ledger)
    return words


def _weight(fields: list[re.Match[str]], number: int, ledger: Ledger) -> float:
    if len(fields) > 1:
        one = Text("一行只写一个词和一个权重", "a line holds one word and one weight")
        ledger.add(Place(number, fields[1].start() + 1), one)
    elif fields and not _WEIGHT.fullmatch(fields[0].group()):
        place = Place(number, fields[0].start() + 1)
        wanted = Text("权重应为不小于 0 的数", "a weight must be a number of at least 0")
        ledger.add(place, wanted + here(fields[0].group()))
    elif fields:
        return float(fields[0].group())
    return 1.0
