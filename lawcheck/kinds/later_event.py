"""``later_event``: is nothing told as done that came only in a later year?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, ClassVar, Literal

from lawcheck.kinds._acts import sentence_at, speaks_of
from lawcheck.kinds._base import Facts, Rule, View
from lawcheck.model import Gap, Severity, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.dates import first_days

_HEAD = 6  # code points that may stand before a date at the head of a sentence
# 2026年5月,… or 2026年共…: the time of what was done, not of a document, a deadline or a goal
_AS_A_TIME = re.compile(r"(?:度|年|上半年|下半年|全年|初)?(?:[,我全共本累县市区镇乡局])")
_YEAR = re.compile("年(?<=([0-9]{4})年)")
_YEARS = 10  # years after the reported one that are looked for
_LONGEST_DATE = 12
_WRITTEN_BY = (4, 1)  # month and day of the next year by which every paper is public


@record
class Event:
    """Something that came up on the day ``since``; ``doubt`` makes it an info."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    names: tuple[str, ...]
    since: date
    doubt: bool = False
    source: str


@record
class Events(Facts):
    """The data file of events and when they were, and of laws and when their revision was passed."""

    events: tuple[Event, ...]
    revised: dict[str, date] | None = None

    def all(self) -> Iterator[Event]:
        """Yield the events, those of revised laws among them."""
        yield from self.events
        yield from (_revision(law, since) for law, since in (self.revised or {}).items())


@cache
def _by_name(table: Events) -> dict[str, list[Event]]:
    """Return the events of a table by their names; kept, since it serves every paper."""
    found: dict[str, list[Event]] = {}
    for event in table.all():
        for name in event.names:
            found.setdefault(name, []).append(event)
    return found


def _revision(law: str, since: date) -> Event:
    """Return the event that a law is spoken of as newly revised."""
    full = (law, f"中华人民共和国{law}")
    names = tuple(f"{new}《{name}》" for name in full for new in ("新修订的", "新修订", "新修改的", "新"))
    return Event(names=names, since=since, source=f"{since.year}年{since.month}月修订通过")


@record
class LaterEvent(Rule):
    """Met when nothing of a year after the reported one is told as done.

    Looked for are the events of ``table``, and sentences that begin with a day on which the paper
    must have been written already. The parts in ``not_in`` (the plan) and sentences with one of
    ``planned`` (将, 拟, 草案) speak of what is to come.
    """

    ABOUT: ClassVar[Text] = Text(
        "看有没有把报告年度以后的事（数据文件中的事件、报告写成以后的日子）写成已经做了。下一年度安排、写"
        "明“将”“拟”的不算。",
        "Looks for events of a later year (those of the data file, days after the paper was written) "
        "told as done. The plan and what is said to be to come do not count.",
    )
    kind: Literal["later_event"] = "later_event"
    table: Events
    not_in: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()

    def terms(self) -> Iterator[str]:
        """Yield the names of the events."""
        yield from _by_name(self.table)

    def facts(self) -> Iterator[Facts]:
        """Yield the file of events."""
        yield self.table

    def judge(self, view: View) -> Verdict:
        """Judge what the paper tells as done."""
        if view.year is None:
            return self.skipped(view, view.say("报告年度不明", "the reported year is not known"))
        gaps = [*self._events(view, view.year), *self._dates(view, view.year)]
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处", f"{len(gaps)} places"), *gaps)
        return self.met(view, view.say("没有写到以后年度的事", "nothing of a later year"))

    def _events(self, view: View, year: int) -> Iterator[Gap]:
        told: set[int] = set()  # 二十届二中、三中全会 is one place, told by the later one
        events = _by_name(self.table)
        named = dict.fromkeys(event for name in view.hits.possible(events) for event in events[name])
        later = [event for event in named if event.since.year > year]
        for event in sorted(later, key=lambda event: event.since, reverse=True):
            hits = (hit.span for hit in view.find(event.names))
            spans = [span for span in hits if span.start not in told and self._is_done(view, span.start)]
            told.update(span.start for span in spans)
            if spans:
                yield _gap(view, event, spans)

    def _dates(self, view: View, year: int) -> Iterator[Gap]:
        """Yield the sentences that begin with a day after the paper was written."""
        signature = view.document.signature
        signed = signature.date if signature else None
        # a signature of the reported year itself is another rule's to tell
        last = signed if signed and signed.year > year else date(year + 1, *_WRITTEN_BY)
        for place in _YEAR.finditer(view.folded):
            if not year < int(place[1]) <= year + _YEARS:
                continue
            told = next(first_days(view.folded, place.start(1), place.start(1) + _LONGEST_DATE), None)
            if told is None:  # 2030年代 and 12026年 are no years
                continue
            day, span = told
            if day > last and _heads_a_sentence(view.folded, span) and self._is_done(view, span.start):
                yield _too_late(view, span)

    def _is_done(self, view: View, offset: int) -> bool:
        """Tell whether something is told as done: not in the plan, and not as to come."""
        parts = (view.parts[id_] for id_ in self.not_in if id_ in view.parts)
        if any(offset in span for part in parts for span in part.spans):
            return False
        if not any(offset in content for content in view.spans) or offset in (view.document.title_span or ()):
            return False
        return not speaks_of(view, sentence_at(view.folded, offset), self.planned)


def _heads_a_sentence(folded: str, span: Span) -> bool:
    start = sentence_at(folded, span.start).start
    return span.start - start <= _HEAD and _AS_A_TIME.match(folded, span.end) is not None


def _gap(view: View, event: Event, spans: list[Span]) -> Gap:
    name = view.document.text[spans[0].start : spans[0].end]
    return Gap(
        spans[0],
        expected=view.say(f"{view.year}年发生的事", f"what was done in {view.year}"),
        actual=view.say(
            f"“{name}”是以后年度的事（{event.source}）", f"“{name}” came later (“{event.source}”)"
        ),
        severity=Severity.INFO if event.doubt else None,
        related=tuple(spans[1:]),
        key=name,
        of_text=False,
    )


def _too_late(view: View, span: Span) -> Gap:
    told = view.document.text[span.start : span.end]
    return Gap(
        span,
        expected=view.say(f"{view.year}年的时间", f"a time in {view.year}"),
        actual=view.say(
            f"写的是“{told}”，报告成文时还没有到", f"it says “{told}”, after the paper was written"
        ),
    )
