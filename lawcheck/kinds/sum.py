"""``sum``: do the parts of a total add up to it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations, pairwise
from typing import ClassVar, Literal, NamedTuple

from lawcheck.kinds._acts import speaks_of
from lawcheck.kinds._base import Rule, View
from lawcheck.kinds._figures import label_of, printed, show
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.figures import PERCENT, POINTS, Quantity, Statement

_TOTAL_REACH = 30
_PART_REACH = 40
_VERB = 4  # characters that may stand between 共计 and its number
_MOST = 10  # parts that are tried in every combination
_TIGHT = re.compile("(?:[、和与]|以及|及)")


class _List(NamedTuple):
    """A total and its parts as printed; ``tight`` tells a list A、B和C, ``even`` one with 分别."""

    total: Quantity
    parts: tuple[Quantity, ...]
    labels: tuple[str, ...]
    tight: bool
    even: bool
    others: tuple[Quantity, ...] = ()  # of its unit, told before the total
    breaks: tuple[int, ...] = ()  # how many parts stand before a comma

    @property
    def sum(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def fits(self) -> bool:
        """Whether the parts before a comma are the total, or all are another number told before it."""
        sums = list(accumulate(part.value for part in self.parts))
        up_to_a_comma = [sums[count - 1] for count in self.breaks]
        return self.total.value in up_to_a_comma or self.sum in [other.value for other in self.others]

    @property
    def is_complete(self) -> bool:
        """Whether the last part is the rest: 其他类18件."""
        return self.tight and any(word in self.labels[-1] for word in ("其他", "其它"))


_OF_ANOTHER = ("把", "将")  # …91人,把意见分为: what is parted is not the total


@record
class Sum(Rule):
    """Met when no part exceeds its total and no complete list falls short of it.

    A list follows its total after one of ``some`` (其中: a rest may be left) or ``whole`` (分别为), or
    stands before one of ``totals`` (共计74件) or of ``closing`` with a verb (共计检查74次). Parts are
    quantities of the total's unit at the same level; what stands in brackets, or after one of ``ends``
    (已办结), is at another. Parts that may overlap (a label with one of ``overlapping``; persons) are
    only compared one by one, unless their labels exclude each other (one of ``exclusive`` each). A list
    that falls short is told only where nothing leaves a rest (``rests``; 其中 leaves none before 其他).
    Sentences with ``carried`` cases are left alone.
    """

    ABOUT: ClassVar[Text] = Text(
        "核对分项与合计：分项不得超过合计，写全了的分项之和应等于合计。“其中”“主要”“等”可以有余数；"
        "可能交叉的分项只逐项比较。",
        "Met when no part exceeds its total and no complete list falls short of it. “其中” and “等” may "
        "leave a rest; parts that may overlap are only compared one by one.",
    )
    kind: Literal["sum"] = "sum"
    some: tuple[str, ...]
    whole: tuple[str, ...]
    totals: tuple[str, ...]
    closing: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    overlapping: tuple[str, ...] = ()
    exclusive: tuple[tuple[str, ...], ...] = ()
    carried: tuple[str, ...] = ()

    def judge(self, view: View) -> Verdict:
        """Judge the totals of the paper."""
        carried, whole, some = map(view.hits.among, (self.carried, self.whole, self.some))
        markers = [*((word, True) for word in whole), *((word, False) for word in some)]
        telling = [*whole, *some, *view.hits.among(self.totals), *view.hits.among(self.closing)]
        gaps = [
            gap
            for statement in view.figures.statements
            if len(statement.quantities) > 1
            if speaks_of(view, statement.span, telling) and not speaks_of(view, statement.span, carried)
            for gap in self._in_statement(view, statement, markers)
        ]
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处合计不符", f"{len(gaps)} disagree"), *gaps)
        return self.met(view, view.say("分项与合计一致", "parts and totals agree"))

    def _in_statement(
        self, view: View, statement: Statement, markers: Iterable[tuple[str, bool]]
    ) -> Iterator[Gap]:
        for found in self._after_total(view, statement, markers):
            gap = self._too_much(view, found) or self._too_little(view, statement, found)
            if gap:
                yield gap
        for found in self._before_total(view, statement):
            if not _adds_up(found):
                yield _gap(view, found, found.total.span)

    # --- 共56件，其中（分别为）…

    def _after_total(
        self, view: View, statement: Statement, markers: Iterable[tuple[str, bool]]
    ) -> Iterator[_List]:
        folded = view.folded
        start, end = statement.span
        for word, even in markers:
            at = folded.find(word, start, end)
            while at >= 0:
                found = self._list_after(view, statement, Span(at, at + len(word)), even=even)
                if found:
                    yield found
                at = folded.find(word, at + len(word), end)

    def _list_after(self, view: View, statement: Statement, marker: Span, *, even: bool) -> _List | None:
        before = [q for q in statement.quantities if q.span.end <= marker.start]
        if not before or marker.start - before[-1].span.end > _TOTAL_REACH:
            return None
        total = before[-1]
        if total.approximate or total.unit in (PERCENT, POINTS):
            return None
        between = view.folded[total.span.end : marker.start]
        if (
            ";" in between
            or any(word in between for word in _OF_ANOTHER)
            or _depth(view, total.span.end, marker.start)
        ):
            return None
        parts = list(self._parts_after(view, statement, marker, total))
        if not parts:
            return None
        labels = tuple(label_of(view, statement, part) for part in parts)
        others = tuple(q for q in before[:-1] if _is_same(q, total))
        return _List(total, tuple(parts), labels, _is_tight(view, parts), even, others, _breaks(view, parts))

    def _parts_after(
        self, view: View, statement: Statement, marker: Span, total: Quantity
    ) -> Iterator[Quantity]:
        """Yield the quantities that are listed as parts, up to where the list ends."""
        reach, listed = marker.end, False
        for quantity in statement.quantities:
            if quantity.span.start < marker.end:
                continue
            between = view.folded[reach : quantity.span.start]
            if len(between) > _PART_REACH or self._ends_list(between):
                return
            if listed and ";" in between:
                return  # A件、B件;… goes on with something else
            listed = listed or (reach > marker.end and ";" not in between)
            if _depth(view, marker.end, quantity.span.start) > 0:
                continue
            reach = quantity.span.end
            if _is_same(quantity, total):
                yield quantity

    def _ends_list(self, between: str) -> bool:
        if ";" in between and "," in between.partition(";")[2]:
            return True
        words = (*self.some, *self.whole, *self.totals, *self.ends)
        return any(map(between.__contains__, words))

    def _too_much(self, view: View, found: _List) -> Gap | None:
        if found.fits:
            return None
        most = max([found.total.value, *(other.value for other in found.others)])
        for part, label in zip(found.parts, found.labels, strict=True):
            if not part.approximate and part.value > most and not self._overlaps(label):
                return _gap(view, found._replace(parts=(part,)), part.span)
        if any(part.approximate for part in found.parts) or found.sum <= found.total.value:
            return None
        return _gap(view, found, found.total.span) if self._exclude_each_other(found) else None

    def _overlaps(self, label: str) -> bool:
        return any(word in label for word in self.overlapping)

    def _exclude_each_other(self, found: _List) -> bool:
        """Tell whether no case can be counted in two of the parts."""
        if any(self._overlaps(label) for label in found.labels):
            return False
        if found.even or self._of_one_group(found.labels):
            return True
        if found.total.unit in "人名位":
            return False
        return found.tight or len({label[-2:] for label in found.labels}) == 1

    def _of_one_group(self, labels: Sequence[str]) -> bool:
        for group in self.exclusive:
            named = [next((word for word in group if word in label), None) for label in labels]
            if None not in named and len(set(named)) == len(named):
                return True
        return False

    def _too_little(self, view: View, statement: Statement, found: _List) -> Gap | None:
        if len(found.parts) < 2 or any(part.approximate for part in found.parts):
            return None
        if found.sum >= found.total.value or not found.tight:
            return None
        text = view.folded[found.total.label.start : found.parts[-1].span.end + 2]
        if found.is_complete:  # 其中 leaves nothing then
            for word in self.some:
                text = text.replace(word, "")
        elif not found.even:
            return None
        if any(word in text for word in self.rests):
            return None
        later = [q for q in statement.quantities if q.span.start >= found.parts[-1].span.end]
        if any(q.unit == found.total.unit for q in later):
            return None
        return _gap(view, found, found.total.span)

    # --- A件、B件，共计…

    def _before_total(self, view: View, statement: Statement) -> Iterator[_List]:
        for index, total in enumerate(statement.quantities[2:], 2):
            label = view.folded[total.label.start : total.label.end].strip()
            if total.approximate or not self._closes(label):
                continue
            parts = self._parts_before(view, statement.quantities[:index], total)
            if len(parts) > 1 and not any(part.approximate for part in parts):
                labels = tuple(label_of(view, statement, part) for part in parts)
                yield _List(total, parts, labels, tight=True, even=True)

    def _closes(self, label: str) -> bool:
        """Tell whether words before a number make it the sum of what was listed: 共计, 共计检查."""
        if label in self.totals:
            return True
        closing = next((word for word in self.closing if label.startswith(word)), None)
        return closing is not None and len(label) - len(closing) <= _VERB

    def _parts_before(self, view: View, earlier: Sequence[Quantity], total: Quantity) -> tuple[Quantity, ...]:
        """Return the quantities that a total closes: those of its unit since the last semicolon."""
        parts: list[Quantity] = []
        reach = total.label.start
        for quantity in reversed(earlier):
            between = view.folded[quantity.span.end : reach]
            words = (*self.some, *self.whole, *self.totals)
            if ";" in between or len(between) > _PART_REACH or any(word in between for word in words):
                break
            label = view.folded[quantity.label.start : quantity.label.end]
            reach = quantity.label.start
            if _is_same(quantity, total):
                parts.append(quantity)
            if any(word in label for word in words):
                break
        return tuple(reversed(parts))


def _is_same(part: Quantity, total: Quantity) -> bool:
    """Tell whether a part is counted as its total is; 件 may be added up to 件次."""
    return part.unit == total.unit or {part.unit, total.unit} == {"件", "件次"}


def _depth(view: View, start: int, end: int) -> int:
    """Return how many brackets are open at the end of a range."""
    return view.folded.count("(", start, end) - view.folded.count(")", start, end)


def _is_tight(view: View, parts: Sequence[Quantity]) -> bool:
    """Tell whether the parts are joined by 、 and 和, or by semicolons, alone."""
    for first, second in pairwise(parts):
        between = view.folded[first.span.end : second.span.start]
        if any(mark in between for mark in ",:"):
            return False
        joined = ";" in between or _TIGHT.match(view.folded, second.label.start - 1) or _TIGHT.match(between)
        if not joined:
            return False
    return True


def _breaks(view: View, parts: Sequence[Quantity]) -> tuple[int, ...]:
    """Return how many parts, two at least, stand before each comma of a list."""
    between = [view.folded[one.span.end : other.span.start] for one, other in pairwise(parts)]
    return tuple(count for count, text in enumerate(between, 1) if count > 1 and "," in text)


def _adds_up(found: _List) -> bool:
    """Tell whether the total is the sum of the parts, or of some of them."""
    values = [part.value for part in found.parts][-_MOST:]
    total = found.total.value
    sizes = range(1, len(values) + 1)
    return any(sum(chosen) == total for size in sizes for chosen in combinations(values, size))


def _gap(view: View, found: _List, span: Span) -> Gap:
    total = printed(view, found.total)
    if len(found.parts) == 1:
        part = printed(view, found.parts[0])
        return Gap(
            span,
            expected=view.say(f"分项不超过总数{total}", f"a part of at most “{total}”"),
            actual=view.say(f"总数{total}，其中一项{part}", f"“{part}” out of “{total}”"),
            related=(found.total.span,),
        )
    added = "＋".join(show(part.value) for part in found.parts)
    return Gap(
        span,
        expected=view.say(
            f"各项相加：{added}＝{show(found.sum)}", f"{added.replace('＋', ' + ')} = {show(found.sum)}"
        ),
        actual=view.say(f"总数写作{total}", f"the total is given as “{total}”"),
        related=tuple(part.span for part in found.parts),
    )
