"""What a check has to tell after a change, and what it told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from lawcheck.model import Placement, Report, ReportStatus, Status, Text
from lawcheck.renderers._words import PLACEMENT, STATUS

_RANK = {Status.MET: 0, Status.NOT_APPLICABLE: 0, Status.SKIPPED: 1, Status.WEAK: 1, Status.MISSING: 2}


@dataclass(frozen=True, eq=False)
class Told:
    """What a report tells, as far as it can be compared with another one."""

    report: Report

    @cached_property
    def rules(self) -> Counter[str]:
        """How often each rule tells something."""
        return Counter(finding.rule for finding in self.report.findings)

    @cached_property
    def places(self) -> Counter[str]:
        """At how many places each rule tells something: some findings have several."""
        places: Counter[str] = Counter()
        for finding in self.report.findings:
            places[finding.rule] += 1 + len(finding.related)
        return places

    @cached_property
    def statuses(self) -> dict[str, tuple[Status, Placement]]:
        """How each part stands."""
        return {part.id: (part.status, part.placement) for part in self.report.sections}

    def rank(self, part: str) -> int:
        """Return how badly a part stands."""
        return _RANK[self.statuses[part][0]] if part in self.statuses else 0


class Wanted(Protocol):
    """What is wanted after a change."""

    @property
    def expected(self) -> Text:
        """What has to be told, in words."""
        ...

    def fails(self, before: Told, after: Told) -> Text | None:
        """Return what happened where that is not what is wanted, else None."""
        ...


@dataclass(frozen=True, slots=True)
class PartTold:
    """The part is told as missing, or as weak by a finding of its own."""

    part: str

    @property
    def expected(self) -> Text:
        """What has to be told, in words."""
        return Text(f"查出 {self.part}（缺失或薄弱）", f"{self.part} told as missing or weak")

    def fails(self, before: Told, after: Told) -> Text | None:
        """Return what happened where the part was not told, else None."""
        new = after.rules[self.part] > before.rules[self.part]
        if after.rules[self.part] and (new or after.rank(self.part) > before.rank(self.part)):
            return None
        return _state(self.part, after)


@dataclass(frozen=True, slots=True)
class Merged:
    """Both parts share a heading, which the book's rule on that tells; none of them is missing."""

    parts: tuple[str, str]
    rules: tuple[str, ...]

    @property
    def expected(self) -> Text:
        """What has to be told, in words."""
        both = "、".join(self.parts)
        return Text(f"{both} 合写在一个标题下", f"{', '.join(self.parts)} share a heading")

    def fails(self, before: Told, after: Told) -> Text | None:
        """Return what happened where the parts are not found under one heading, else None."""
        for part in self.parts:
            status, placement = after.statuses.get(part, (Status.MISSING, Placement.ABSENT))
            if placement is not Placement.MERGED or status is Status.MISSING:
                return _state(part, after)
        told = sum((after.rules - before.rules)[rule] for rule in self.rules)
        if self.rules and not told:
            return Text("没有告知", "it was not told")
        return None


@dataclass(frozen=True, slots=True)
class RuleTold:
    """One rule tells one thing more, and nothing else changes for the worse."""

    rule: str

    @property
    def expected(self) -> Text:
        """What has to be told, in words."""
        return Text(f"只多查出一处 {self.rule}", f"one more of {self.rule}, nothing else")

    def fails(self, before: Told, after: Told) -> Text | None:
        """Return what happened where it is not just that, else None."""
        more = after.rules - before.rules
        found = more.pop(self.rule, 0)
        grouped = not found and after.places[self.rule] > before.places[self.rule]
        if more or _worse(before, after, aside=self.rule.partition(".")[0]):
            return _news(before, after)
        if found == 1 or grouped:
            return None
        return _news(before, after)


@dataclass(frozen=True, slots=True)
class NothingNew:
    """Nothing is told more than before and no part stands worse; ``exactly``: nothing changes at all."""

    exactly: bool = False

    @property
    def expected(self) -> Text:
        """What has to be told, in words."""
        if self.exactly:
            return Text("结果不变", "nothing changes")
        return Text("不多报", "nothing new")

    def fails(self, before: Told, after: Told) -> Text | None:
        """Return what happened where something was told more, else None."""
        changed = after.rules != before.rules or after.statuses != before.statuses
        if after.rules - before.rules or _worse(before, after) or (self.exactly and changed):
            return _news(before, after)
        return None


def _worse(before: Told, after: Told, aside: str = "") -> bool:
    """Tell whether the paper is no longer taken for one, or a part stands worse than before."""
    if after.report.status is ReportStatus.NOT_APPLICABLE:
        return True
    return any(after.rank(part) > before.rank(part) for part in before.statuses if part != aside)


def _state(part: str, told: Told) -> Text:
    if told.report.status is ReportStatus.NOT_APPLICABLE:
        return _no_such_paper(told)
    stands = _stands(told.statuses[part])
    return Text(f"{part} {stands.zh}", f"{part} {stands.en}")


def _stands(how: tuple[Status, Placement]) -> Text:
    status, placement = STATUS[how[0]], PLACEMENT[how[1]]
    return Text(f"{status.zh}（{placement.zh}）", f"{status.en} ({placement.en})")


def _news(before: Told, after: Told) -> Text:
    """Say what differs between two reports."""
    if after.report.status is ReportStatus.NOT_APPLICABLE:
        return _no_such_paper(after)
    found = [Text(f"+{rule}", f"+{rule}") for rule in (after.rules - before.rules).elements()]
    found += [Text(f"-{rule}", f"-{rule}") for rule in (before.rules - after.rules).elements()]
    found += [_moved(part, before, after) for part in before.statuses]
    told = [text for text in found if text.zh]
    if not told:
        return Text("没有变化", "no change")
    return Text("、".join(text.zh for text in told), ", ".join(text.en for text in told))


def _moved(part: str, before: Told, after: Told) -> Text:
    """Say how a part stood and stands, nothing where that is the same."""
    was, now = _stands(before.statuses[part]), _stands(after.statuses[part])
    if was == now:
        return Text("")
    return Text(f"{part} 由{was.zh}变为{now.zh}", f"{part} {was.en} → {now.en}")


def _no_such_paper(told: Told) -> Text:
    return Text(f"不再当作此类报告：{told.report.reason}", f"no such report any more: {told.report.reason}")
