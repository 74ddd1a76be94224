"""What the kinds share that judge a name by its time: when an act was, and what is told as history."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lawcheck.kinds._base import View
from lawcheck.model import Span
from lawcheck.text.dates import first_days
from lawcheck.text.sentences import clause_start, is_quoted

_SENTENCE_END = re.compile("[。!?;\n]")
_LONGEST = 1_500  # code points of a sentence that are looked at on either side
# compiled when a name has been found: most papers have none
_FORMER = r"(?:(?<![高平草太开莱中])原(?![则因有来件理点本始告材料油])|前身|时任|更名前)[^,;:。\n]{0,16}\Z"


def sentence_at(folded: str, offset: int) -> Span:
    """Return the sentence around an offset, so far as it is one; a semicolon ends one too."""
    first, last = max(0, offset - _LONGEST), min(len(folded), offset + _LONGEST)
    before = _SENTENCE_END.search(folded[first:offset][::-1])
    behind = _SENTENCE_END.search(folded, offset, last)
    return Span(offset - before.start() if before else first, behind.start() if behind else last)


def stands_in_name(folded: str, offset: int) -> bool:
    """Tell whether an offset lies in the name 《…》 or the number 〔…〕 of a document."""
    return any(is_quoted(folded, Span(offset, offset), pair) for pair in ("《》", "〔〕"))


def act_begins(folded: str, sentence: Span) -> date | None:
    """Return the first day of the earliest time that a sentence tells, None where it tells none.

    Years in the names of documents, and behind them in brackets, are those of the documents.
    """
    told = (
        day
        for day, span in first_days(folded, *sentence)
        if not stands_in_name(folded, span.start) and not folded.startswith("》(", span.start - 2)
    )
    return min(told, default=None)


def gone_by_then(since: date, told: date | None, year: int) -> bool:
    """Tell whether something that ended at ``since`` was gone before the act, else before the year began."""
    return since < (told or date(year, 1, 1))


def is_former(folded: str, span: Span) -> bool:
    """Tell whether a name is told as a former one: 原县环保局, 原国土局、规划局, 时任…."""
    return re.search(_FORMER, folded[clause_start(folded, span.start) : span.start]) is not None


def speaks_of(view: View, sentence: Span, words: Iterable[str]) -> bool:
    """Tell whether one of some words stands in a sentence."""
    text = view.folded[sentence.start : sentence.end]
    return any(map(text.__contains__, words))
