"""Cut text into sentences and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawcheck.model import Span

_SENTENCE = re.compile(r"[^。!?！？;；\n]*[。!?！？;；\n]?")
_LONGEST_CLAUSE = 200
_LONGEST_NAME = 200
_CLAUSE_END = re.compile("[,，。!?！？;；:：\n]")
_WORD = re.compile(r"[^\W\d_]")


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences in a span, without the white space around them.

    A semicolon and a line break end a sentence; pieces without a word are left out.

    >>> [("一。二；三")[s.start:s.end] for s in sentences("一。二；三", Span(0, 5))]
    ['一。', '二；', '三']
    """
    for match in _SENTENCE.finditer(text, span.start, span.end):
        piece = match.group()
        if _WORD.search(piece):
            start = match.start() + len(piece) - len(piece.lstrip())
            yield Span(start, match.start() + len(piece.rstrip()))


def sentences_of(text: str, span: Span) -> Span:
    """Return the range of the sentences, from line break to line break at most, in which a range stands."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = Span(start, end if end >= 0 else len(text))
    last = max(span.end, span.start + 1)  # an empty range stands where it begins
    around = [each for each in sentences(text, line) if each.end > span.start and each.start < last]
    return Span(around[0].start, around[-1].end) if around else span


def is_quoted(text: str, span: Span, pair: str = "《》") -> bool:
    """Tell whether a span stands in the name of a document 《…》, or between another pair of marks."""
    first = max(0, span.start - _LONGEST_NAME)
    opened = text.rfind(pair[0], first, span.start)
    return opened > max(text.rfind(end, first, span.start) for end in (pair[1], "\n"))


def clause_start(text: str, offset: int) -> int:
    """Return where the clause around an offset begins, or where it is too long for one."""
    reach = max(0, offset - _LONGEST_CLAUSE)
    mark = _CLAUSE_END.search(text[reach:offset][::-1])
    return offset - mark.start() if mark else reach
