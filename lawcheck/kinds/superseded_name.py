"""``superseded_name``: is no agency or term used as a living one that has another name by now?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, ClassVar, Literal

from lawcheck.kinds._acts import (
    act_begins,
    gone_by_then,
    is_former,
    sentence_at,
    speaks_of,
    stands_in_name,
)
from lawcheck.kinds._base import Facts, Rule, View
from lawcheck.model import Gap, Severity, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.terms import longest_first

_OWNER = re.compile("[省市县区州旗盟镇乡]?(?:(?:人民)?政府)?\\Z")
_JOINS = "和与及同"
_BODY_ENDS = tuple("局厅委办部院府会站队室心所")


@record
class Name:
    """A name with its spellings, what it is called ``now``, and ``since`` which day.

    ``not`` lists longer words that hold it, ``only_after`` what has to stand right before it. With
    ``quoted`` it counts in the name of a document 《…》, too. It is left alone in a paper that has one
    of ``unless``. ``doubt`` makes it an info.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    old: tuple[str, ...]
    now: str
    since: date
    doubt: bool = False
    quoted: bool = False
    not_: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    source: str


@record
class Names(Facts):
    """The data file of superseded names."""

    names: tuple[Name, ...]


@cache
def _by_old(table: Names) -> dict[str, Name]:
    """Return the names of a table by their spellings; kept, since it serves every paper."""
    return {old: name for name in table.names for old in name.old}


@record
class SupersededName(Rule):
    """Met when no name of ``table`` is used for a time at which it had gone.

    The time is told as for laws. A name in 《》 or 〔〕, after 原 or 前身, and in a sentence with one of
    ``saved`` (机构改革, 合并) is history. Where ``led_by`` is given, a name counts only after one of
    these words or at the beginning of a clause: else it is a piece of a longer name. With ``group`` a
    name is told once, its other places as related ones.
    """

    ABOUT: ClassVar[Text] = Text(
        "看数据文件里已撤销、改名的机构或已有新说法的用语，在所说的时候是否还在用。在书名号里、在“原”之"
        "后、说改革的不算。",
        "Looks for names of the data file that had gone at the time of what is told. Names in 《》, after "
        "“原” and in sentences about the reform do not count.",
    )
    kind: Literal["superseded_name"] = "superseded_name"
    table: Names
    led_by: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()
    group: bool = False

    def terms(self) -> Iterator[str]:
        """Yield the names, the longer words that hold them, and what saves a paper."""
        for name in self.table.names:
            yield from name.old
            yield from name.not_
            yield from name.unless

    def facts(self) -> Iterator[Facts]:
        """Yield the file of names."""
        yield self.table

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield spellings that stand twice in the file."""
        all_ = [old for name in self.table.names for old in name.old]
        for old in dict.fromkeys(old for old in all_ if all_.count(old) > 1):
            yield "table", Text(f'"{old}" 在数据文件里有两条', f'"{old}" stands twice in the data file')

    def judge(self, view: View) -> Verdict:
        """Judge the names that the paper uses."""
        if view.year is None:
            return self.skipped(view, view.say("报告年度不明", "the reported year is not known"))
        found: dict[Name, list[Span]] = {}
        for name, span in self._uses(view):
            if self._is_gone(view, name, span, view.year):
                found.setdefault(name, []).append(_with_owner(view.folded, span))
        if not found:
            return self.met(view, view.say("没有", "none"))
        places = sum(map(len, found.values()))
        return self.missing(view, view.say(f"{places} 处", f"{places} places"), *self._gaps(view, found))

    def _uses(self, view: View) -> Iterator[tuple[Name, Span]]:
        """Yield the names where they stand, the longest at each place."""
        names = _by_old(self.table)
        by_old = {old: names[old] for old in view.hits.possible(names) if not view.holds(names[old].unless)}
        if not by_old:
            return
        longer = (term for name in self.table.names for term in view.hits.possible(name.not_))
        reach = 0
        for hit in longest_first(view.find([*by_old, *longer])):
            if hit.span.start < reach:
                continue
            reach = hit.span.end
            if hit.term in by_old:
                yield by_old[hit.term], hit.span

    def _is_gone(self, view: View, name: Name, span: Span, year: int) -> bool:
        folded = view.folded
        if not name.quoted and stands_in_name(folded, span.start):
            return False
        if not self._stands_free(folded, name, span.start) or is_former(folded, span):
            return False
        if any(old in (view.document.issuer or "") for old in name.old):
            return False  # it lives on: the paper is its own
        sentence = sentence_at(folded, span.start)
        if not gone_by_then(name.since, act_begins(folded, sentence), year):
            return False
        return not speaks_of(view, sentence, self.saved)

    def _stands_free(self, folded: str, name: Name, start: int) -> bool:
        """Tell whether a name begins where it stands and is no end of a longer one."""
        if name.only_after:
            return folded.endswith(name.only_after, 0, start)
        before = folded[start - 1 : start]
        if not self.led_by or not before.strip() or before in ",。;:、":
            return True
        if before in _JOINS:  # 自然资源和规划局 is one name, 发改委和规划局 are two
            return folded.endswith(_BODY_ENDS, 0, start - 1)
        return folded.endswith(self.led_by, 0, start)

    def _gaps(self, view: View, found: Mapping[Name, list[Span]]) -> Iterator[Gap]:
        for name, spans in found.items():
            if self.group:
                first, *others = spans
                gap = _gap(view, name, first)
                yield replace(gap, related=tuple(others), key=name.old[0], of_text=False)
            else:
                yield from (_gap(view, name, span) for span in spans)


def _with_owner(folded: str, span: Span) -> Span:
    """Return the range of a name with the government that it is of: 区政府法制办."""
    owner = _OWNER.search(folded, max(0, span.start - 5), span.start)
    return Span(owner.start(), span.end) if owner else span


def _gap(view: View, name: Name, span: Span) -> Gap:
    used = view.document.text[span.start : span.end]
    return Gap(
        span,
        expected=view.quote(name.now),
        actual=view.say(f"写作“{used}”（{name.source}）", f"it says “{used}” (“{name.source}”)"),
        severity=Severity.INFO if name.doubt else None,
    )
