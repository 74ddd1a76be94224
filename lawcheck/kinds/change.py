"""``change``: is a change since last year what the two printed values give?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.kinds._figures import (
    alike,
    counts_of_the_year,
    percent,
    printed,
    rate_named_in,
    rates_of,
    show,
)
from lawcheck.model import Gap, Severity, Text, Verdict
from lawcheck.records import record
from lawcheck.text.figures import PERCENT, POINTS, Quantity, Statement
from lawcheck.text.sentences import clause_start

_CHANGE = re.compile(
    r"(?P<verb>(?P<up>增长|上升|增加|提高|提升|上涨|增幅|增|升|多)|下降|减少|降低|下滑|回落|降幅|减|降|少)"
    r"(?:幅度|比例|率)?[了为达约]?(?:达到)?$"
)
_ENDS_OF_CHANGE = frozenset("长升加高涨幅增多降少低滑落减度例率了为达约到")  # with which _CHANGE may end
_TIMES = "倍"
_FROM = re.compile(r"[由从](?:[^,]{0,16}的)?$")
_COMPARED = re.compile(
    r"(?:分别)?(?:同比|环比|[较比与]?(?:去年|上年|上一年|20\d\d年)(?:度|同期)?(?:相比)?|再|又|进一步|继续)*$"
)
_LEFT_OUT = re.compile(
    r"20\d\d年度?|全年|今年|本年度?|去年|上年|上一年|同期|同比|共|累计|全[县市区省]|"
    r"案件|事项|变|增长|上升|增加|提高|提升|上涨|下降|减少|降低|下滑|回落|[由从的较比与至到为了在增升减降 ]"
)


@record
class Change(Rule):
    """Met when each change (同比增长20%, 增加20件) fits the two values printed beside it.

    The old value is one told as last year's (``past``: 去年, 上年同期; the year before the reported
    one) or after 由/从, the new one another of the same unit and the same words. Every pair is tried.
    A change of one of the book's ``shares`` given in % and not in 百分点 is an info.

    Beside last year's paper the old value is also what that tells of the very same thing (``fillers`` in the
    words do not count): a change that it refutes is told, and an old value that it does not confirm.
    """

    ABOUT: ClassVar[Text] = Text(
        "核对增减的说法（同比增长20%、增加20件）与旁边写出的两个数是否一致。各种配对都对不上才提示；"
        "比率之差应写百分点，写成百分之几的只作提示。给出上一年度报告的，也与其中同一数据比较。",
        "Compares each change (up 20 %, 20 more) with the two values beside it, and with those of last year's"
        " paper where it is given. Told only where no pairing fits; a difference of rates given in % is an "
        "info.",
    )
    kind: Literal["change"] = "change"
    past: tuple[str, ...]
    fillers: tuple[str, ...] = ()

    def judge(self, view: View) -> Verdict:
        """Judge the changes that the paper tells."""
        gaps = [gap for statement in view.figures.statements for gap in self._gaps(view, statement)]
        if view.previous:
            told = {gap.span for gap in gaps}
            gaps += [gap for gap in self._beside_last_year(view, view.previous) if gap.span not in told]
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处增减不符", f"{len(gaps)} wrong"), *gaps)
        return self.met(view, view.say("增减与数据一致", "changes agree with their values"))

    def _gaps(self, view: View, statement: Statement) -> Iterator[Gap]:
        for quantity in statement.quantities:
            found = _told_as_change(view.folded, quantity)
            if not found or quantity.approximate:
                continue
            pairs = list(self._pairs(view, statement, quantity))
            rise = bool(found["up"])
            if any(_fits(quantity, old, new, rise=rise) for old, new in pairs):
                continue
            share = self._share(view, statement, quantity, found.start())
            if share and quantity.unit == PERCENT:
                yield _in_points(view, quantity, share)
            elif pairs and self._roles_are_clear(view, pairs) and not _of_a_part(view, quantity):
                yield _gap(view, quantity, *pairs[0])

    def _beside_last_year(self, view: View, old: View) -> Iterator[Gap]:
        """Yield the changes since last year, and the values told as last year's, that its paper refutes."""
        then = counts_of_the_year(old, self.fillers, ())
        known = {
            told.quantity: then[key].quantity
            for key, told in counts_of_the_year(view, self.fillers, ()).items()
            if key in then
        }
        for statement in view.figures.statements if known else ():
            for change in statement.quantities:
                found = _told_as_change(view.folded, change)
                if not found or change.approximate or not self._is_since_last_year(view, statement, change):
                    continue
                before = self._value_before(view, statement, change)
                was = known.get(before) if before else None
                if before is None or was is None:
                    continue
                olds = {was, *(old for old, _ in self._pairs(view, statement, change))}
                if not any(_fits(change, each, before, rise=bool(found["up"])) for each in olds):
                    yield _refuted(view, old, change, was, before)
                elif (told := self._told_otherwise(view, statement, change, was)) is not None:
                    yield _unconfirmed(view, old, told, was)

    def _value_before(self, view: View, statement: Statement, change: Quantity) -> Quantity | None:
        """Return the value of which a change is told: the nearest one before it, no old one."""
        before = [q for q in statement.quantities if q.span.end <= change.span.start and q.unit != PERCENT]
        values = (
            q
            for q in reversed(before)
            if not self._is_old(view, q) and not _CHANGE.search(view.folded, q.label.start, q.span.start)
        )
        return next(values, None)

    def _is_since_last_year(self, view: View, statement: Statement, change: Quantity) -> bool:
        """Tell whether the clause of a change compares with last year; its old value may stand in it."""
        start = clause_start(view.folded, change.span.start)
        label = view.folded[max(start, statement.span.start) : change.span.start]
        return any(word in label for word in ("同比", *self.past))

    def _told_otherwise(
        self, view: View, statement: Statement, change: Quantity, was: Quantity
    ) -> Quantity | None:
        """Return the old value beside a change where it is another than last year's paper gives."""
        olds = [old for old, _ in self._pairs(view, statement, change)]
        return olds[0] if olds and olds[0].value != was.value and not was.approximate else None

    def _pairs(
        self, view: View, statement: Statement, change: Quantity
    ) -> Iterator[tuple[Quantity, Quantity]]:
        """Yield old and new values, the nearest first."""
        same = [q for q in statement.quantities if q is not change and self._is_value(view, q, change)]
        olds = [q for q in same if self._is_old(view, q)]
        for old in sorted(olds, key=lambda q: abs(q.span.start - change.span.start)):
            news = [q for q in same if q not in olds and alike(q, old) and _same_subject(view, old, q)]
            for new in sorted(news, key=lambda q: abs(q.span.start - change.span.start)):
                yield old, new

    @staticmethod
    def _is_value(view: View, quantity: Quantity, change: Quantity) -> bool:
        if quantity.unit == POINTS or quantity.approximate:
            return False
        if _told_as_change(view.folded, quantity):
            return False
        if change.unit == POINTS:
            return quantity.unit == PERCENT
        return change.unit == PERCENT or alike(quantity, change)

    def _is_old(self, view: View, quantity: Quantity) -> bool:
        label = view.folded[quantity.label.start : quantity.span.start]
        if _FROM.search(label):
            return True
        words = (*self.past, f"{view.year - 1}年") if view.year else self.past
        return any(word in label for word in words)

    @staticmethod
    def _roles_are_clear(view: View, pairs: Sequence[tuple[Quantity, Quantity]]) -> bool:
        """Tell whether there is one old value, and nothing else that could be meant by it."""
        return len({old for old, _ in pairs}) == 1

    @staticmethod
    def _share(view: View, statement: Statement, change: Quantity, verb: int) -> str | None:
        """Return the share whose change it is: 办结率同比提高5%, or the one named just before."""
        words = _COMPARED.sub("", view.folded[change.label.start : verb])
        if words:
            return rate_named_in(view, words)
        earlier = [q for q in statement.quantities if q.span.end <= change.label.start]
        if not earlier or earlier[-1].unit != PERCENT or change.label.start - earlier[-1].span.end > 1:
            return None
        named = [share for quantity, share, _ in rates_of(view, statement) if quantity is earlier[-1]]
        return named[0] if named else None


def _told_as_change(folded: str, quantity: Quantity) -> re.Match[str] | None:
    """Return the verb before a quantity that makes it a change, None where there is none."""
    start = quantity.span.start
    if folded[start - 1] not in _ENDS_OF_CHANGE:
        return None
    return _CHANGE.search(folded, quantity.label.start, start)


def _of_a_part(view: View, change: Quantity) -> bool:
    """Tell whether a change is that of a part: 减少24件,其中邻里纠纷减少21件."""
    return "其中" in view.folded[change.label.start : change.label.end]


def _same_subject(view: View, old: Quantity, new: Quantity) -> bool:
    """Tell whether both values are said of one thing: the old one names none, or the same."""
    was, now = (_LEFT_OUT.sub("", view.folded[q.label.start : q.span.start])[-6:] for q in (old, new))
    return not was or not now or was[-2:] in now or now[-2:] in was


def _fits(change: Quantity, old: Quantity, new: Quantity, *, rise: bool) -> bool:
    """Tell whether a change is what two values give, all three as exact as they are printed."""
    sign = 1 if rise else -1
    olds, news = _ends(old), _ends(new)
    if change.unit not in (PERCENT, _TIMES):
        results = [sign * (n - o) for n in news for o in olds]
        return min(results) <= change.value <= max(results)
    if min(olds) <= 0:
        return True
    factor = 100 if change.unit == PERCENT else 1
    results = [sign * (n / o - 1) * factor for n in news for o in olds]
    low, high = min(results), max(results)
    if low <= change.high and high >= change.low:
        return True
    if change.step < 1 and change.value <= low < change.value + change.step:  # cut off, not rounded
        return True
    # 由10件增长到30件 is told as 增长3倍, too
    return change.unit == _TIMES and low + 1 <= change.high and high + 1 >= change.low


def _ends(quantity: Quantity) -> tuple[Decimal, ...]:
    """Return the least and the greatest value that a figure can stand for; whole numbers are exact."""
    return (quantity.value,) if quantity.step == 1 else (quantity.low, quantity.high)


def _in_points(view: View, change: Quantity, share: str) -> Gap:
    found = printed(view, change)
    points = show(change.value)
    return Gap(
        change.span,
        expected=view.say(
            f"如指两年{share}之差，写“{points}个百分点”",
            f"“{points}个百分点”, if the difference of two rates is meant",
        ),
        actual=view.say(f"{share}的增减写作“{found}”", f"the change of “{share}” is given as “{found}”"),
        message=view.say(
            "比率的增减宜用百分点表示", "the change of a rate is better given in percentage points"
        ),
        severity=Severity.INFO,
    )


def _refuted(view: View, old: View, change: Quantity, was: Quantity, now: Quantity) -> Gap:
    line = old.document.locate(was.span.start)[0]
    right = _difference(view, change, was, now)
    before, found = printed(old, was), printed(view, now)
    return Gap(
        change.span,
        expected=view.say(
            f"上一年度报告第{line}行写{before}，由{before}到{found}，{right}",
            f"line {line} of last year's paper says “{before}”; from “{before}” to “{found}”: {right}",
        ),
        actual=view.say(f"写作{printed(view, change)}", f"it says “{printed(view, change)}”"),
        message=view.say("同比与上一年度报告的数据不符", "a change disagrees with last year's paper"),
        related=(now.span,),
        previous=(was.span,),
    )


def _unconfirmed(view: View, old: View, told: Quantity, was: Quantity) -> Gap:
    line, before = old.document.locate(was.span.start)[0], printed(old, was)
    return Gap(
        told.span,
        expected=view.say(
            f"与上一年度报告第{line}行一致（{before}）",
            f"as on line {line} of last year's paper (“{before}”)",
        ),
        actual=view.say(f"写作{printed(view, told)}", f"it says “{printed(view, told)}”"),
        message=view.say(
            "上一年度的数据与上一年度报告不符", "last year's value is not what last year's paper told"
        ),
        previous=(was.span,),
    )


def _gap(view: View, change: Quantity, old: Quantity, new: Quantity) -> Gap:
    was, now = printed(view, old), printed(view, new)
    right = _difference(view, change, old, new)
    return Gap(
        change.span,
        expected=view.say(f"由{was}到{now}，{right}", f"from “{was}” to “{now}”: {right}"),
        actual=view.say(f"写作{printed(view, change)}", f"it says “{printed(view, change)}”"),
        related=(old.span, new.span),
    )


def _difference(view: View, change: Quantity, old: Quantity, new: Quantity) -> str:
    """Return what a change ought to be, in its own unit."""
    difference, risen = abs(new.value - old.value), new.value >= old.value
    if change.unit == PERCENT:
        right = percent(difference, old.value, change.step) if old.value else show(new.value)
    elif change.unit == _TIMES:
        right = (
            show((difference / old.value).quantize(Decimal("0.1"))) + "倍" if old.value else show(new.value)
        )
    else:
        right = show(difference) + ("个百分点" if change.unit == POINTS else change.unit)
    return view.say(f"{'增加' if risen else '减少'}{right}", f"{'up' if risen else 'down'} “{right}”")
