"""From a run to an exit status: what passes, what keeps a run from having a verdict; pure."""

from __future__ import annotations

from collections.abc import Sequence
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
        """Return the exit status: 2 beats 3 beats 1 beats 0.

        2 where a suppression matches nothing, 3 where a paper has no verdict, 1 where one does not get
        through.

        Raises:
            UsageError: There is a least score, but the rule book gives none.
        """
        judged = _judged(run)
        if self.min_score is not None and any(report.score is None for report in judged):
            raise UsageError(_SCORELESS.say(run.lang))
        if misused(run.reports):
            return 2
        if troubles(run):
            return 3
        return 0 if all(self.passes(report) for report in judged) else 1

    def reasons(self, run: Run) -> list[Text]:
        """Return what keeps a run from passing, in a few words each; nothing where it passes."""
        count = Shortfall(self)
        spared = harmless(run)
        for report in run.reports:
            count.add(report, spared)
        for file in run.unreadable:
            count.add(file, spared)
        return count.reasons()

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


class Shortfall:
    """What keeps papers from passing, counted one after the other, so that a long run needs to hold none."""

    def __init__(self, gate: Gate) -> None:
        """Begin with no paper."""
        self.gate = gate
        self._findings = self._papers = self._low = self._unknown = 0
        self._compared = False
        self._misuses = Misuses()

    def add(self, answer: Report | Unreadable, spared: frozenset[str] = frozenset()) -> None:
        """Count a paper in; ``spared`` are the paths of files that do no harm (see `harmless`)."""
        if isinstance(answer, Report):
            self._misuses.add(answer)
        if has_no_verdict(answer):
            self._unknown += answer.path not in spared
        elif isinstance(answer, Report):
            stopping = sum(map(self.gate.stops, answer.findings))
            self._findings += stopping
            self._papers += stopping > 0
            self._low += self.gate.is_low(answer)
            self._compared = self._compared or answer.solved is not None

    @property
    def misused(self) -> list[str]:
        """What is wrong with suppressions."""
        return self._misuses.told()

    def reasons(self) -> list[Text]:
        """Return what keeps the papers from passing, in a few words each."""
        low, unknown, wrong = self._low, self._unknown, len(self.misused)
        told = []
        if self._findings:
            told.append(_stopped(self._findings, self._papers, str(self.gate.fail_on), new=self._compared))
        if low:
            zh = f"{low} 份报告得分低于 {self.gate.min_score:g}（--min-score）"
            told.append(Text(zh, f"{low} paper{_s(low)} below {self.gate.min_score:g} (--min-score)"))
        if unknown:
            zh = f"{unknown} 份文件没有结论"
            told.append(Text(zh, f"{unknown} file{_s(unknown)} without a verdict"))
        if wrong:
            told.append(Text(f"{wrong} 处略过有误", f"{wrong} suppression{_s(wrong)} of nothing"))
        return told


def has_no_verdict(answer: Report | Unreadable) -> bool:
    """Tell whether a paper was not read, not wholly, or is no such report."""
    return isinstance(answer, Unreadable) or answer.status in _NO_VERDICT


def _judged(run: Run) -> list[Report]:
    return [report for report in run.reports if report.status not in _NO_VERDICT]


def _stopped(count: int, papers: int, least: str, *, new: bool) -> Text:
    zh = f"{papers} 份报告有 {count} 个{'新增的' if new else ''}问题达到 {least}（--fail-on）"
    found = f"{count} {'new ' if new else ''}finding{_s(count)} in {papers} paper{_s(papers)}"
    return Text(zh, f"{found} at or above {least} (--fail-on)")


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def troubles(run: Run) -> list[tuple[str, str]]:
    """Return path and reason of what keeps a run from having a verdict.

    Papers of another sort, and texts of another language, that were only met (not named one by one) do
    no harm, unless there are no others among those.
    """
    spared = harmless(run)
    found = [(file.path, file.reason) for file in run.unreadable if file.path not in spared]
    for report in run.reports:
        if report.status in _NO_VERDICT and report.path not in spared:
            found.append((report.path, report.reason or _WHY[report.status].say(run.lang)))
    return found


_WHY = {
    ReportStatus.NOT_APPLICABLE: Text(
        "不是规则所要求的那类报告", "not a report of the sort the rules are for"
    ),
    ReportStatus.PARTLY_READ: Text("没有全部读出", "not all of it could be read"),
}


def harmless(run: Run) -> frozenset[str]:
    """Return the paths of files that have no verdict and do no harm."""
    met = [report for report in run.reports if report.path in run.met]
    others = [report.path for report in met if report.status is ReportStatus.NOT_APPLICABLE]
    if len(others) == len(met):
        return frozenset()
    foreign = (file.path for file in run.unreadable if file.foreign and file.path in run.met)
    return frozenset((*others, *foreign)) - run.known


def misused(reports: Sequence[Report]) -> list[str]:
    """Return what is wrong with suppressions; one of the configuration may match in any of the papers."""
    found = Misuses()
    for report in reports:
        found.add(report)
    return found.told()


class Misuses:
    """What is wrong with suppressions, gathered from one report after the other."""

    def __init__(self) -> None:
        """Begin with no report."""
        self._used: set[Suppression] = set()
        self._found: dict[tuple[str, Suppression | None], None] = {}

    def add(self, report: Report) -> None:
        """Take a report in."""
        self._used.update(each.by for each in report.suppressed)
        for misuse in report.misused:
            self._found[_message(misuse, report), misuse.suppression] = None

    def told(self) -> list[str]:
        """Return a sentence on each suppression that matched in none of the reports."""
        return list(dict.fromkeys(message for message, by in self._found if by not in self._used))


def _message(misuse: Misuse, report: Report) -> str:
    colon = Text("：", ": ").say(report.lang)
    where = f"{report.path} {misuse.source}" if misuse.in_paper else misuse.source
    return f"{where}{colon}{misuse.message.removeprefix(misuse.source + colon)}"
