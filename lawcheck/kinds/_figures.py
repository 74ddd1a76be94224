"""What the kinds that check figures share: whose rate a percentage is, and how figures are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from lawcheck.kinds._base import View
from lawcheck.model import Span
from lawcheck.text.figures import PERCENT, POINTS, Quantity, Statement

# What may stand between the name of a rate and its figure: 出庭应诉率(已经)达到(了)100%.
_LINKS = re.compile(
    r"(?:[:( “]|分别|均|都|已经?|也|仍|就|实现|继续|连续[一-十\d]{1,2}年|一直|全部|基本|稳定|持续|"
    r"(?:达到|达|到|至|保持|维持|稳定)[了在到]?|为|是|高达|超过|超|逾|近|约|"
    r"[由从较比与](?:20\d\d年|去年|上年|上一年)(?:度|同期|年初|年底)?的?|"
    r"(?:提升|提高|上升|增长|增加|增|升|下降|降低|降|压减|减少)[至到])*$"
)
_JOINTS = re.compile(r"[、,和及与]?")
_LISTED = re.compile(r"(?P<names>[^,;:。\n]*)分别(?:已经?|达到?了?|为|是|实现|提[升高][至到]|[:]){0,2}$")
_END_OF_CLAUSE = re.compile("[,。;:!?、()\n]")
_NAME_REACH = 24
_NO_COUNTS = (PERCENT, POINTS, "倍", "元", "成")
_FEWEST = 4  # characters that tell what a count is of
_YEARS = re.compile(r"(?:19|20)\d\d年(?:度)?")
_MARKS = re.compile(r"^(?:[一二三四五六七八九十]{1,2}是|[(][一二三四五六七八九十]{1,2}[)]|\d{1,2}[.、])")
_END = 2  # last characters of a share by which it is looked up
_LIST_REACH = 80
_SAME_UNITS = ({"件", "件次", "宗", "起", "例"}, {"人", "名", "位"}, {"㎡", "平方米"}, {"场", "场次"})


def rate_of(view: View, quantity: Quantity) -> tuple[str, Span] | None:
    """Return the share of a whole that a percentage gives, and the range of its name.

    The longest of the book's ``shares`` that stands right before it; None where none does.
    """
    window = view.folded[max(0, quantity.span.start - _NAME_REACH) : quantity.span.start]
    before = window[max(window.rfind(mark) for mark in ",。;!?、\n)%") + 1 :]
    start = quantity.span.start - len(before)
    links = _LINKS.search(before)
    name = before[: links.start()] if links else before
    found = rate_named_in(view, name)
    if found is None:
        return None
    end = start + len(name)
    return found, Span(end - len(found), end)


def rate_named_in(view: View, words: str) -> str | None:
    """Return the longest of the book's shares with which words end."""
    by_end = _by_end(view.shares)
    ending = (*by_end.get(words[-_END:], ()), *by_end.get(words[-1:], ()))
    return next(filter(words.endswith, ending), None)


@lru_cache(maxsize=16)
def _by_end(shares: tuple[str, ...]) -> dict[str, list[str]]:
    """Return shares by their last characters, the longest first; one serves all papers of a book."""
    found: dict[str, list[str]] = {}
    for share in sorted(shares, key=len, reverse=True):
        found.setdefault(share[-_END:], []).append(share)
    return found


def rates_of(view: View, statement: Statement) -> Iterator[tuple[Quantity, str, Span]]:
    """Yield the percentages of a sentence with the share that each gives.

    受理率、办结率分别为100%、98% names as many shares as it gives figures: they belong together.
    """
    known: list[tuple[Quantity, tuple[str, Span] | None]] = [
        (q, rate_of(view, q)) for q in statement.quantities if q.unit == PERCENT
    ]
    last: tuple[str, Span] | None = None
    for index, (quantity, own) in enumerate(known):
        last = (
            own
            or _shared(view, [q for q, _ in known[: index + 1]])
            or (
                # 由90%提高到95%
                last if index and _goes_on(view, known[index - 1][0], quantity) else None
            )
        )
        if last:
            yield quantity, *last


def _goes_on(view: View, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether nothing but a link stands between two figures: they are of one thing."""
    if quantity.label.start != before.span.end or quantity.label.start == quantity.span.start:
        return False
    found = _LINKS.search(view.folded[quantity.label.start : quantity.span.start])
    return found is not None and found.start() == 0


def _shared(view: View, run: Sequence[Quantity]) -> tuple[str, Span] | None:
    """Return the share of the last of several figures that follow one another (98%、100%和97%)."""
    count = 1
    while count < len(run) and _joined(view, run[-count - 1], run[-count]):
        count += 1
    if count == 1:
        return None
    first = run[-count]
    listed = _LISTED.search(view.folded, max(0, first.span.start - _LIST_REACH), first.span.start)
    if listed is None:
        return None
    names = [_share(view, piece) for piece in re.finditer("[^、和及与]+", listed["names"])]
    named = names[count - 1] if count <= len(names) else None
    start = listed.start("names")
    return (named[0], Span(start + named[1].start, start + named[1].end)) if named else None


def _share(view: View, piece: re.Match[str]) -> tuple[str, Span] | None:
    found = rate_named_in(view, piece.group())
    return (found, Span(piece.end() - len(found), piece.end())) if found else None


def _joined(view: View, first: Quantity, second: Quantity) -> bool:
    between = view.folded[first.span.end : second.span.start].strip()
    return bool(_JOINTS.fullmatch(between))


def alike(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities count in the same unit (件 and 宗 are two words for one)."""
    units = {one.unit, other.unit}
    return len(units) == 1 or any(units <= same for same in _SAME_UNITS)


def show(number: Decimal) -> str:
    """Return a number as one writes it, without trailing zeros.

    >>> show(Decimal("120.50")), show(Decimal("1200"))
    ('120.5', '1200')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(part: Decimal, whole: Decimal, step: Decimal) -> str:
    """Return a part's share of a whole, at least as exact as ``step`` says.

    >>> percent(Decimal(102), Decimal(110), Decimal(1)), percent(Decimal(20), Decimal(100), Decimal(1))
    ('92.7%', '20%')
    """
    return show((part * 100 / whole).quantize(min(step, Decimal("0.1")), ROUND_HALF_UP)) + "%"


def printed(view: View, quantity: Quantity) -> str:
    """Return a quantity as the paper prints it."""
    return view.document.text[quantity.span.start : quantity.span.end].strip()


def label_of(view: View, statement: Statement, quantity: Quantity) -> str:
    """Return the words that say what a quantity counts: before it, and after it in its clause.

    What follows counts only where no other quantity shares the clause (56件行政处罚案件).
    """
    before = view.folded[quantity.label.start : quantity.label.end]
    mark = _END_OF_CLAUSE.search(view.folded, quantity.span.end, statement.span.end)
    end = min(mark.start() if mark else statement.span.end, quantity.span.end + _NAME_REACH)
    if any(q.label.start == quantity.span.end and q.span.start < end for q in statement.quantities):
        return before
    return before + view.folded[quantity.span.end : end]


class Told(NamedTuple):
    """A count and what it is of, without the words that tell nothing."""

    quantity: Quantity
    subject: str


def counts_of_the_year(view: View, fillers: Sequence[str], not_in: Iterable[str]) -> dict[str, Told]:
    """Return the exact counts that a paper tells once, by what they are of and their unit.

    Percentages, changes and sums of money are left out; so are the parts ``not_in``, and what is told twice.
    """
    found: dict[str, Told | None] = {}
    apart = [span for id_ in not_in if id_ in view.parts for span in view.parts[id_].spans]
    for statement in view.figures.statements:
        if any(statement.span.start in span for span in apart):
            continue
        for quantity in statement.quantities:
            if quantity.unit in _NO_COUNTS or quantity.approximate:
                continue
            subject = _subject(label_of(view, statement, quantity), fillers)
            if len(subject) >= _FEWEST:
                key = f"{subject} {_unit(quantity)}"
                found[key] = None if key in found else Told(quantity, subject)
    return {key: told for key, told in found.items() if told}


def _unit(quantity: Quantity) -> str:
    """Return a unit, of several that are two words for one always the same."""
    return next((min(same) for same in _SAME_UNITS if quantity.unit in same), quantity.unit)


def _subject(label: str, fillers: Sequence[str]) -> str:
    """Return a label without its number, its year and the words that tell nothing."""
    bare = _YEARS.sub("", _MARKS.sub("", label))
    for word in fillers:
        bare = bare.replace(word, "")
    return "".join(bare.split())
