"""From a run to an exit status: what passes, what keeps a run from having a verdict; pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lawcheck.errors import UsageError
from lawcheck.model import (
    Finding,
    Misuse,
    Report,
    ReportStatus,
    Run,
    Severity,
    State,
    Suppression,
    Text,
    Unreadable,
)

_SCORELESS = Text(
    "规则书里没有计分的部分，不能用 --min-score",
    "the rule book has no part that gives a score, so --min-score makes no sense",
)
_NO_VERDICT = (ReportStatus.NOT_APPLICABLE, ReportStatus.PARTLY_READ)


@dataclass(frozen=True, slots=True)
class Gate:
    """What a paper must reach: no finding as serious as ``fail_on``, no score below ``min_score``.

    Where papers were compared with a baseline only new findings count.
    """

    fail_on: Severity | None = Severity.ERROR
    min_score: float | None = None

    def judge(self, run: Run) -> int:
        """Return the exit status of a run; see `Tally.status`."""
        return Tally.of(run, self).status()

    def reasons(self, run: Run) -> list[Text]:
        """Return what keeps a run from passing, in a few words each; nothing where it passes."""
        return Tally.of(run, self).reasons()

    def brief(self, answer: Report | Unreadable) -> Brief:
        """Return what counts of the answer on a paper."""
        if isinstance(answer, Unreadable):
            return Brief(answer.path, None, answer.reason, foreign=answer.foreign)
        return Brief(
            answer.path,
            answer.status,
            answer.reason,
            stopping=sum(map(self.stops, answer.findings)),
            low=self.is_low(answer),
            compared=answer.solved is not None,
            scoreless=answer.score is None,
            beside=answer.previous is not None,
            used=tuple(_key(each.by) for each in answer.suppressed),
            misused=tuple((_misuse_key(each), _message(each, answer)) for each in answer.misused),
        )

    def passes(self, report: Report) -> bool:
        """Tell whether a paper that was judged gets through."""
        return not any(map(self.stops, report.findings)) and not self.is_low(report)

    def stops(self, finding: Finding) -> bool:
        """Tell whether a finding is as serious as that, and new where there is a baseline."""
        serious = self.fail_on is not None and finding.severity.rank <= self.fail_on.rank
        return serious and finding.state is not State.REMAINING

    def is_low(self, report: Report) -> bool:
        """Tell whether a paper's score is below the least one; one that was read in part has no say."""
        has_verdict = report.status not in _NO_VERDICT
        return has_verdict and self.min_score is not None and (report.score or 0) < self.min_score


def _stopped(count: int, papers: int, least: str, *, new: bool) -> Text:
    zh = f"{papers} 份报告有 {count} 个{'新增的' if new else ''}问题达到 {least}（--fail-on）"
    found = f"{count} {'new ' if new else ''}finding{_s(count)} in {papers} paper{_s(papers)}"
    return Text(zh, f"{found} at or above {least} (--fail-on)")


def _s(count: int) -> str:
    return "" if count == 1 else "s"


_WHY = {
    ReportStatus.NOT_APPLICABLE: Text(
        "不是规则所要求的那类报告", "not a report of the sort the rules are for"
    ),
    ReportStatus.PARTLY_READ: Text("没有全部读出", "not all of it could be read"),
}


_Written = str | Suppression  # where a suppression is written, else itself


class Brief(NamedTuple):
    """What counts of the answer on a paper: little, so that it travels well.

    ``status`` is None for a file that could not be read. ``stopping`` findings keep it from passing.
    ``beside`` tells that it was compared with the paper of the year before. ``used`` are suppressions that
    matched something, ``misused`` those that did not, with what is wrong with them.
    """

    path: str
    status: ReportStatus | None
    reason: str
    foreign: bool = False
    stopping: int = 0
    low: bool = False
    compared: bool = False
    scoreless: bool = False
    beside: bool = False
    used: tuple[_Written, ...] = ()
    misused: tuple[tuple[_Written, str], ...] = ()


class Tally:
    """What counts of the answers on papers, one after the other; it grows by what has no verdict alone.

    Papers of another sort, and texts of another language, that were only met (not named one by one) do no
    harm, unless there are no others among those.
    """

    def __init__(self, gate: Gate, lang: str, met: Collection[str] = (), known: Collection[str] = ()) -> None:
        """Take what papers must reach, the papers that were only met, and those that a baseline knows."""
        self._gate, self.lang, self._met, self._known = gate, lang, met, known
        self._stopping = self._stopped = self._low = 0
        self._compared = self._scoreless = self._met_fits = False
        self._without: list[tuple[str, str, bool]] = []  # path, reason, harmless where others were met
        self._used: set[_Written] = set()
        self._misused: dict[tuple[_Written, str], None] = {}

    @classmethod
    def of(cls, run: Run, gate: Gate | None = None) -> Tally:
        """Return what counts of a run."""
        tally = cls(gate or Gate(), run.lang, run.met, run.known)
        answers: tuple[Report | Unreadable, ...] = (*run.unreadable, *run.reports)
        for answer in answers:
            tally.add(answer)
        return tally

    def add(self, answer: Report | Unreadable) -> None:
        """Take the answer on one more paper."""
        self.take(self._gate.brief(answer))

    def take(self, brief: Brief) -> None:
        """Take what counts of the answer on one more paper."""
        self._used.update(brief.used)
        self._misused.update(dict.fromkeys(brief.misused))
        other, met = brief.status is ReportStatus.NOT_APPLICABLE, brief.path in self._met
        self._met_fits |= met and not other and brief.status is not None
        if brief.status is None or brief.status in _NO_VERDICT:
            harmless = met and (other or brief.foreign) and brief.path not in self._known
            why = brief.reason or _WHY[brief.status or ReportStatus.PARTLY_READ].say(self.lang)
            self._without.append((brief.path, why, harmless))
            return
        self._stopping += brief.stopping
        self._stopped += bool(brief.stopping)
        self._low += brief.low
        self._compared |= brief.compared
        self._scoreless |= brief.scoreless

    def status(self) -> int:
        """Return the exit status: 2 beats 3 beats 1 beats 0.

        2 where a suppression matches nothing, 3 where a paper has no verdict, 1 where one does not get
        through.

        Raises:
            UsageError: There is a least score, but the rule book gives none.
        """
        if self._gate.min_score is not None and self._scoreless:
            raise UsageError(_SCORELESS.say(self.lang))
        if self.misused():
            return 2
        if self.troubles():
            return 3
        return 1 if self._stopping or self._low else 0

    def reasons(self) -> list[Text]:
        """Return what keeps the papers from passing, in a few words each; nothing where they pass."""
        low, unknown, wrong = self._low, len(self.troubles()), len(self.misused())
        told = []
        if self._stopping:
            least = str(self._gate.fail_on)
            told.append(_stopped(self._stopping, self._stopped, least, new=self._compared))
        if low:
            least = f"{self._gate.min_score:g}"
            zh = f"{low} 份报告得分低于 {least}（--min-score）"
            told.append(Text(zh, f"{low} paper{_s(low)} below {least} (--min-score)"))
        if unknown:
            zh = f"{unknown} 份文件没有结论"
            told.append(Text(zh, f"{unknown} file{_s(unknown)} without a verdict"))
        if wrong:
            told.append(Text(f"{wrong} 处略过有误", f"{wrong} suppression{_s(wrong)} of nothing"))
        return told

    def troubles(self) -> list[tuple[str, str]]:
        """Return path and reason of what keeps the papers from having a verdict."""
        return [(path, why) for path, why, harmless in self._without if not (harmless and self._met_fits)]

    def misused(self) -> list[str]:
        """Return what is wrong with suppressions; one of the configuration may match in any of the papers."""
        return list(dict.fromkeys(message for key, message in self._misused if key not in self._used))


def has_no_verdict(answer: Report | Unreadable) -> bool:
    """Tell whether a paper was not read, not wholly, or is no such report."""
    return isinstance(answer, Unreadable) or answer.status in _NO_VERDICT


def troubles(run: Run) -> list[tuple[str, str]]:
    """Return path and reason of what keeps a run from having a verdict."""
    return Tally.of(run).troubles()


def misused(reports: Sequence[Report]) -> list[str]:
    """Return what is wrong with the suppressions of some reports."""
    return Tally.of(Run(tuple(reports))).misused()


def _key(suppression: Suppression) -> _Written:
    return suppression.source or suppression


def _misuse_key(misuse: Misuse) -> _Written:
    """Return what tells whether another paper used it; one that is written in a paper is that paper's."""
    if misuse.in_paper:
        return ""
    return _key(misuse.suppression) if misuse.suppression else misuse.source


def _message(misuse: Misuse, report: Report) -> str:
    colon = Text("：", ": ").say(report.lang)
    where = f"{report.path} {misuse.source}" if misuse.in_paper else misuse.source
    return f"{where}{colon}{misuse.message.removeprefix(misuse.source + colon)}"
