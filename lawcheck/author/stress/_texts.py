"""Change a text by ranges, and show what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lawcheck.model import Document, Span
from lawcheck.text.fold import fold
from lawcheck.text.sentences import is_quoted

_NARROW = str.maketrans("，：；（）？！％", ",:;()?!%")
_LINES_SHOWN = 4
_LONGEST_SHOWN = 120


class Put(NamedTuple):
    """A range of a text and what takes its place."""

    span: Span
    text: str


def put(text: str, changes: Iterable[Put], within: Span | None = None) -> str:
    """Return a text, or a range of it, with other text in some places, which do not overlap.

    >>> put("一、工作", [Put(Span(0, 1), "二")])
    '二、工作'
    """
    whole = within or Span(0, len(text))
    pieces, at = [], whole.start
    for change in sorted(changes):
        if whole.covers(change.span):
            pieces += [text[at : change.span.start], change.text]
            at = change.span.end
    return "".join([*pieces, text[at : whole.end]])


def line_start(text: str, offset: int) -> int:
    """Return where the line of an offset begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Return where the line of an offset ends, its line break included."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def occurrences(document: Document, words: str, within: Iterable[Span]) -> Iterator[Span]:
    """Yield where words stand in some ranges, whatever their width; not in the name of a document 《…》."""
    folded = fold(words)
    for span in within:
        at = document.folded.find(folded, span.start, span.end)
        while at >= 0:
            found = Span(at, at + len(words))
            if not is_quoted(document.folded, found):
                yield found
            at = document.folded.find(folded, found.end, span.end)


def in_width_of(text: str, sentence: str) -> str:
    """Return a sentence in the width of a text's punctuation.

    >>> in_width_of("1,2,3", "审核文件，全部合格。")
    '审核文件,全部合格。'
    """
    return sentence.translate(_NARROW) if text.count(",") > text.count("，") else sentence


def changed_lines(before: str, after: str) -> tuple[int, str]:
    r"""Return where the first change stands in the changed text (its line, from 1) and that text.

    >>> changed_lines("一\n二\n三", "一\n2\n三")
    (2, '2')
    """
    old, new = before.split("\n"), after.split("\n")
    first = _same(old, new)
    last = len(new) - min(_same(old[::-1], new[::-1]), len(new) - first, len(old) - first)
    shown = new[first : max(last, first + 1)]
    cut = [line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…" for line in shown]
    more = ["…"] if len(cut) > _LINES_SHOWN else []
    return first + 1, "\n".join([*cut[:_LINES_SHOWN], *more])


def _same(one: list[str], other: list[str]) -> int:
    """Return how many lines at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
