"""What a long run ends with: how many papers were read, have gaps, are none, could not be read, and why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

from lawcheck.gate import Brief, Tally
from lawcheck.model import ReportStatus, Text
from lawcheck.renderers import visible
from lawcheck.renderers._clean import clean
from lawcheck.renderers._words import COLON, FAILED, PASSED, SEMICOLON, UNREADABLE, VERDICT

_JUDGED = (ReportStatus.COMPLETE, ReportStatus.GAPS, ReportStatus.PARTLY_READ)
_FEW = 3  # files named for each reason
_MOST = 20  # reasons


class Totals:
    """Counts the answers of a run, one after the other."""

    def __init__(self, tally: Tally, *, years: bool = False) -> None:
        """Take what counts for the verdict on the whole run; with ``years`` papers were to be compared."""
        self.tally, self._years, self._alone = tally, years, 0
        self._counts: Counter[ReportStatus | None] = Counter()
        self._why: dict[tuple[ReportStatus | None, str], list[str]] = {}

    def take(self, brief: Brief) -> None:
        """Count one more answer."""
        self.tally.take(brief)
        self._counts[brief.status] += 1
        self._alone += brief.status in _JUDGED and not brief.beside
        if brief.status not in (ReportStatus.COMPLETE, ReportStatus.GAPS):
            self._why.setdefault((brief.status, self._sort(brief)), []).append(brief.path)

    def _sort(self, brief: Brief) -> str:
        """Return a reason that other files may have, too: of another sort of paper without its title."""
        if brief.status is ReportStatus.NOT_APPLICABLE:
            return brief.reason.rpartition(COLON.say(self.tally.lang))[2]
        return brief.reason

    def lines(self) -> Iterator[str]:
        """Yield the totals, the reasons why files have no verdict, and whether the run passes."""
        lang = self.tally.lang
        words = [(VERDICT[status], self._counts[status]) for status in ReportStatus]
        words.append((UNREADABLE, self._counts[None]))
        told = " · ".join(f"{word.say(lang)} {count}" for word, count in words if count)
        total = self._counts.total()
        yield Text(f"共{total}份：{told}", f"{total} in all: {told}").say(lang)
        yield from self._reasons()
        if self._years and self._alone:
            zh = f"  没有作跨年比较 {self._alone}：没有找到上一年度的报告"
            en = f"  not compared {self._alone}: there is no paper of the year before"
            yield Text(zh, en).say(lang)
        reasons = [reason.say(lang) for reason in self.tally.reasons()]
        failed = FAILED.say(lang) + COLON.say(lang) + SEMICOLON.say(lang).join(reasons)
        yield failed if reasons else PASSED.say(lang)

    def _reasons(self) -> Iterator[str]:
        lang = self.tally.lang
        most = sorted(self._why.items(), key=lambda each: -len(each[1]))
        for (status, why), paths in most[:_MOST]:
            word = (VERDICT[status] if status else UNREADABLE).say(lang)
            names = Text("、", ", ").say(lang).join(visible(os.path.basename(path)) for path in paths[:_FEW])
            more = "…" if len(paths) > _FEW else ""
            told = f"  {word} {len(paths)}{COLON.say(lang)}{clean(why)}"
            yield told + Text(f"（{names}{more}）", f" ({names}{more})").say(lang)
        if len(most) > _MOST:
            rest = sum(len(paths) for _, paths in most[_MOST:])
            yield Text(f"  其他原因 {rest} 份", f"  {rest} for other reasons").say(lang)
