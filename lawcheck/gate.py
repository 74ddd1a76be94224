"""From a run to an exit status: what passes, what keeps a run from having a verdict; pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

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
        self._used: set[str | Suppression] = set()
        self._misused: dict[tuple[str | Suppression, str], None] = {}

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
        if isinstance(answer, Unreadable):
            harmless = answer.foreign and self._is_met(answer.path)
            self._without.append((answer.path, answer.reason, harmless))
            return
        self._add_suppressions(answer)
        other, met = answer.status is ReportStatus.NOT_APPLICABLE, self._is_met(answer.path)
        self._met_fits |= answer.path in self._met and not other
        if has_no_verdict(answer):
            reason = answer.reason or _WHY[answer.status].say(self.lang)
            self._without.append((answer.path, reason, other and met))
            return
        stopping = sum(map(self._gate.stops, answer.findings))
        self._stopping += stopping
        self._stopped += bool(stopping)
        self._low += self._gate.is_low(answer)
        self._compared |= answer.solved is not None
        self._scoreless |= answer.score is None

    def _is_met(self, path: str) -> bool:
        return path in self._met and path not in self._known

    def _add_suppressions(self, report: Report) -> None:
        self._used.update(_key(each.by) for each in report.suppressed)
        for misuse in report.misused:
            by = misuse.suppression
            key = misuse.source if by is None else _key(by)
            self._misused.setdefault((key if not misuse.in_paper else "", _message(misuse, report)))

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


def _key(suppression: Suppression) -> str | Suppression:
    """Return what tells a suppression from others: where it is written, else itself."""
    return suppression.source or suppression


def _message(misuse: Misuse, report: Report) -> str:
    colon = Text("：", ": ").say(report.lang)
    where = f"{report.path} {misuse.source}" if misuse.in_paper else misuse.source
    return f"{where}{colon}{misuse.message.removeprefix(misuse.source + colon)}"
