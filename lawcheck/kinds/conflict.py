"""``conflict``: is one quantity given twice with two values?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from lawcheck.kinds._base import Rule, View
from lawcheck.kinds._figures import printed, rates_of
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.figures import PERCENT, POINTS, Quantity, Statement
from lawcheck.text.sentences import clause_start

# Patterns begin with what stands in few places and look back from there.
_YEAR = re.compile(r"((?:19|20)\d\d)年(?<!\d.{5})")
_OTHER_BODY = re.compile(
    r"(?:[镇乡局所](?<![我本全各].)|[县区市](?<=\w{2}.)(?<![我本全各].{3})"
    r"|(?:街道|中心|大队|支队)(?<![我本全各].{2}))(?![长内级共里里面])"
)
_CLAUSE_END = re.compile("[,;:。!?\n]")
_FEWEST = 4  # characters of a label that tell one quantity from another
_FEWEST_OF_RATE = 6


class _Words(NamedTuple):
    """The rule's words that may stand in the paper, and the text of the parts that it leaves alone."""

    left_out: list[Span]
    totals: list[str]
    narrower: list[str]
    periods: list[str]


class _Told(NamedTuple):
    """A quantity, what it counts, and the range to show."""

    quantity: Quantity
    subject: str
    span: Span


@record
class Conflict(Rule):
    """Met when no quantity of the year is told twice with two values.

    Counts are compared where both are told as the year's (one of ``totals`` stands in their clause:
    全年, 共, 累计) with the very same words, rates where their names are the same. ``fillers`` in the
    words do not tell one quantity from another (我局, 共). A clause with one of ``narrower`` (其中, 每), a
    sentence with one of ``periods`` (上半年, 去年), another year or another body is about something else;
    so are the parts in ``not_in`` (the plan).
    """

    ABOUT: ClassVar[Text] = Text(
        "看同一个全年数据、同一个比率是否写成两个数。只比较说法相同的；半年的、其中的、别的年度或单位的不"
        "比。",
        "Looks for a quantity of the year, or a rate, that is told with two values. Only the very same "
        "words are compared; half years, parts of it, other years and bodies are not.",
    )
    kind: Literal["conflict"] = "conflict"
    totals: tuple[str, ...]
    fillers: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()

    def judge(self, view: View) -> Verdict:
        """Judge the quantities that are told more than once."""
        first: dict[tuple[str, str], list[_Told]] = {}
        left_out = [span for id_ in self.not_in if id_ in view.parts for span in view.parts[id_].spans]
        lists = self._totals(view), self.narrower, self.periods
        words = _Words(left_out, *map(view.hits.among, lists))
        for statement in view.figures.statements:
            for told in self._told(view, statement, words):
                first.setdefault((told.subject, told.quantity.unit), []).append(told)
        gaps = [_gap(view, same) for same in first.values() if _differ(same)]
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 项数据不一", f"{len(gaps)} conflicts"), *gaps)
        return self.met(view, view.say("前后数据一致", "no figure conflicts with another"))

    def _told(self, view: View, statement: Statement, words: _Words) -> Iterator[_Told]:
        text = view.folded[statement.span.start : statement.span.end]
        totals = [word for word in words.totals if word in text]
        if not (totals or statement.rated) or not _is_of_the_year(view, statement, text, words):
            return
        for quantity, share, name in rates_of(view, statement) if statement.rated else ():
            if not quantity.approximate and not _is_narrower(view, quantity, words):
                label = view.folded[quantity.label.start : name.start]
                subject = self._bare(view, label) + share
                if len(subject) >= _FEWEST_OF_RATE:  # 办结率 alone may be of anything
                    yield _Told(quantity, subject, Span(name.start, quantity.span.end))
        for quantity in statement.quantities if totals else ():
            if quantity.unit in (PERCENT, POINTS, "倍", "个", "元") or quantity.approximate:
                continue
            label = view.folded[quantity.label.start : quantity.span.start]
            if not any(word in label for word in totals):
                continue
            subject = self._bare(view, label)
            if len(subject) >= _FEWEST and not _is_narrower(view, quantity, words):
                yield _Told(quantity, subject, Span(quantity.label.start, quantity.span.end))

    def _totals(self, view: View) -> tuple[str, ...]:
        return (*self.totals, f"{view.year}年") if view.year else self.totals

    def _bare(self, view: View, label: str) -> str:
        """Return the words of a label without those that tell nothing."""
        for word in (*self.fillers, *self._totals(view)):
            label = label.replace(word, "")
        return "".join(label.split())


def _is_of_the_year(view: View, statement: Statement, text: str, words: _Words) -> bool:
    if any(statement.span.start in span for span in words.left_out):
        return False
    if any(map(text.__contains__, words.periods)) or _OTHER_BODY.search(text):
        return False
    return all(int(match[1]) == view.year for match in _YEAR.finditer(text))


def _is_narrower(view: View, quantity: Quantity, words: _Words) -> bool:
    """Tell whether the clause of a quantity, to its end, is about a part of the whole."""
    start = clause_start(view.folded, quantity.span.start)
    mark = _CLAUSE_END.search(view.folded, quantity.span.end)
    clause = view.folded[start : mark.start() if mark else len(view.folded)]
    return any(word in clause for word in words.narrower)


def _differ(same: list[_Told]) -> bool:
    """Tell whether the values differ, told in different sentences."""
    return len(same) > 1 and len({told.quantity.value for told in same}) > 1


def _gap(view: View, same: list[_Told]) -> Gap:
    first = same[0]
    other = next(told for told in same if told.quantity.value != first.quantity.value)
    line, _ = view.document.locate(first.span.start)
    was, now = printed(view, first.quantity), printed(view, other.quantity)
    return Gap(
        other.span,
        expected=view.say(f"与第{line}行一致（{was}）", f"as on line {line} (“{was}”)"),
        actual=view.say(f"“{first.subject}”前面写{was}，这里写{now}", f"“{was}” before, “{now}” here"),
        related=(first.span,),
        key="/".join(sorted((first.subject, was, now))),  # whichever comes first
        of_text=False,
    )
