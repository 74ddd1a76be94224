"""``ratio``: do part, whole and rate agree where all three are printed?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from lawcheck.kinds._acts import speaks_of
from lawcheck.kinds._base import Rule, View
from lawcheck.kinds._figures import alike, label_of, percent, printed, rates_of
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.figures import PERCENT, Quantity, Statement

_SHARE_OF = re.compile(r"占(?P<base>[^占,]{0,14}?)(?:[的之]?比[例重]?)?[为达约近:]?到?$")
_PART_REACH = 16
_MOST = 12  # quantities that are tried in pairs and sums


@record
class Ratio(Rule):
    """Met when each rate is what its part and whole in the same sentence give.

    The part of 办结率 is a quantity whose words hold 办结 (its stem) or one of ``parts_of`` the rate;
    the whole one whose words hold one of ``wholes``, or of ``wholes_of`` the rate where its base is a
    narrower one (出庭应诉率: the cases that were heard). 占…N% takes the figure before it as the part.
    Before anything is said, every part and every whole in reach is tried, sums of two included, with
    the rounding of the printed digits. Rates with another base (``other_bases``: 按时, 按期) and
    sentences with one of ``carried`` (上年结转) are left alone.
    """

    ABOUT: ClassVar[Text] = Text(
        "核对同一句里的比率与它的分子、分母是否一致，按写出的位数取舍。各种搭配都对不上才提示；按时、按期"
        "等另有口径的和结转的不判断。",
        "Compares each rate with part and whole in the same sentence, to the digits printed. Told only "
        "where no pair fits; rates of another base and cases carried over are left alone.",
    )
    kind: Literal["ratio"] = "ratio"
    wholes: tuple[str, ...]
    parts_of: dict[str, tuple[str, ...]] | None = None
    wholes_of: dict[str, tuple[str, ...]] | None = None
    other_bases: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()

    def judge(self, view: View) -> Verdict:
        """Judge the rates of the paper."""
        gaps = list(self._gaps(view))
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处对不上", f"{len(gaps)} disagree"), *gaps)
        return self.met(view, view.say("比率与数据一致", "rates agree with their figures"))

    def _gaps(self, view: View) -> Iterator[Gap]:
        before: Statement | None = None
        carried = view.hits.among(self.carried)
        for statement in view.figures.statements:
            whole = statement.rated and len(statement.quantities) > 2
            if whole and not speaks_of(view, statement.span, carried):
                yield from self._in_statement(view, statement, before)
            before = statement

    def _in_statement(self, view: View, statement: Statement, before: Statement | None) -> Iterator[Gap]:
        told: set[Span] = set()
        for rate, share, name in rates_of(view, statement):
            if share == "占比":
                continue
            told.add(rate.span)
            roles = None if rate.approximate else self._of_rate(view, statement, rate, share)
            if roles and not _fits(rate, *roles, self._others(view, statement, before, roles[1])):
                yield _gap(view, Span(name.start, rate.span.end), rate, *roles)
        for rate in statement.quantities:
            if rate.unit == PERCENT and not rate.approximate and rate.span not in told:
                roles = self._of_share(view, statement, rate)
                if roles and not _fits(rate, *roles, self._others(view, statement, before, roles[1])):
                    yield _gap(view, rate.span, rate, *roles)

    def _of_rate(
        self, view: View, statement: Statement, rate: Quantity, share: str
    ) -> tuple[Quantity, Quantity] | None:
        """Return the part and the whole of a named rate."""
        words = view.folded[rate.label.start : rate.label.end]
        if any(word in words for word in self.other_bases):
            return None
        stems = (self.parts_of or {}).get(share) or (share.rstrip("率度"),)
        wholes = (self.wholes_of or {}).get(share) or self.wholes
        earlier = [q for q in statement.quantities if q.span.end <= rate.label.end and q.unit != PERCENT]
        parts = [q for q in earlier if _holds(label_of(view, statement, q), stems)]
        if not parts or _cut(view, parts[-1], rate):
            return None
        part = parts[-1]
        return _with_whole(view, statement, part, earlier, wholes)

    def _of_share(self, view: View, statement: Statement, rate: Quantity) -> tuple[Quantity, Quantity] | None:
        """Return the part and the whole of 占…N%."""
        found = _SHARE_OF.search(view.folded, rate.label.start, rate.span.start)
        if found is None:
            return None
        earlier = [q for q in statement.quantities if q.span.end <= rate.label.start and q.unit != PERCENT]
        if not earlier or found.start() - earlier[-1].span.end > _PART_REACH:
            return None
        base = found["base"].rstrip("的之")
        wholes = _pairs(base) if _is_named(base) else self.wholes
        return _with_whole(view, statement, earlier[-1], earlier, wholes)

    def _others(
        self, view: View, statement: Statement, before: Statement | None, whole: Quantity
    ) -> tuple[Quantity, ...]:
        """Return what else the rate may rest on.

        The sentence before counts where this one does not begin with its own whole, or where it tells
        what was carried over.
        """
        if before is None or before.span.end + 1 < statement.span.start:
            return statement.quantities
        text = view.folded[before.span.start : before.span.end]
        if whole == statement.quantities[0] and not any(word in text for word in self.carried):
            return statement.quantities
        return (*before.quantities, *statement.quantities)


def _with_whole(
    view: View,
    statement: Statement,
    part: Quantity,
    earlier: Sequence[Quantity],
    words: Sequence[str],
) -> tuple[Quantity, Quantity] | None:
    """Return a part with the nearest quantity before it that can be its whole."""
    if part.approximate:
        return None
    known = [
        q for q in earlier if q is not part and alike(q, part) and _holds(label_of(view, statement, q), words)
    ]
    if not known or any(q.approximate for q in known):
        return None
    return part, known[-1]


def _holds(label: str, words: Sequence[str]) -> bool:
    return any(map(label.__contains__, words))


def _cut(view: View, part: Quantity, rate: Quantity) -> bool:
    """Tell whether a semicolon stands between part and rate: then they belong to two subjects."""
    return ";" in view.folded[part.span.end : rate.span.start]


def _is_named(base: str) -> bool:
    return bool(base) and not re.search("总|全部|全体|所有|合计|其中|同期", base)


def _pairs(words: str) -> list[str]:
    return [words[at : at + 2] for at in range(len(words) - 1)] or [words]


def _fits(rate: Quantity, part: Quantity, whole: Quantity, others: Sequence[Quantity]) -> bool:
    """Tell whether the rate is right for a part and a whole that the sentence offers."""
    same = [q for q in others if alike(q, part) and q.unit != PERCENT]
    if any(q.approximate for q in same):
        return True
    known = [q for q in same if q not in (part, whole)][-_MOST:]
    parts = [_ends(part), *map(_ends, known), _ends(whole)]
    for index, tried in enumerate(parts):
        if any(_gives(rate, tried, other) for at, other in enumerate(parts) if at != index):
            return True
    # the part with another one (调解和撤回占50%), or the whole with another one
    for index, other in enumerate(parts):
        rest = [tried for at, tried in enumerate(parts) if at not in (0, index)]
        if index and any(_gives(rate, _plus(parts[0], other), tried) for tried in rest):
            return True
    larger = [_plus(_ends(whole), other) for other in parts[:-1]]
    return any(_gives(rate, tried, other) for tried in parts[:-1] for other in larger)


_Range = tuple[Decimal, Decimal]


def _ends(quantity: Quantity) -> _Range:
    """Return the least and the greatest value that a figure can stand for; whole numbers are exact."""
    return (quantity.value, quantity.value) if quantity.step == 1 else (quantity.low, quantity.high)


def _plus(one: _Range, other: _Range) -> _Range:
    return one[0] + other[0], one[1] + other[1]


def _gives(rate: Quantity, part: _Range, whole: _Range) -> bool:
    if whole[0] <= 0 or part[0] > whole[1]:
        return False
    least, most = part[0] * 100 / whole[1], part[1] * 100 / whole[0]
    # rounded, or cut off after the last printed digit; or what is left of the whole
    if least <= rate.value + rate.step and most >= rate.low:
        return least <= rate.high or most < rate.value + rate.step
    return 100 - most <= rate.high and 100 - least >= rate.low


def _gap(view: View, span: Span, rate: Quantity, part: Quantity, whole: Quantity) -> Gap:
    right = percent(part.value, whole.value, rate.step)
    a, b = printed(view, part), printed(view, whole)
    return Gap(
        span,
        expected=view.say(f"{a}÷{b}＝{right}", f"“{a}” / “{b}” = {right}"),
        actual=view.say(f"写作{printed(view, rate)}", f"it says “{printed(view, rate)}”"),
        related=(whole.span, part.span),
    )
