"""From a run to an exit status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lawcheck.errors import UsageError
from lawcheck.model import Report, ReportStatus, Run, Severity, Text

_SCORELESS = Text(
    "规则书里没有计分的部分，不能用 --min-score",
    "the rule book has no part that gives a score, so --min-score makes no sense",
)
_NO_VERDICT = (ReportStatus.NOT_APPLICABLE, ReportStatus.PARTLY_READ)


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """What a paper must reach: no finding as serious as ``fail_on``, no score below ``min_score``."""

    fail_on: Severity | None
    min_score: float | None

    def judge(self, run: Run, met: Iterable[str]) -> int:
        """Return 3 where a paper has no verdict, 1 where one does not get through, else 0.

        Raises:
            UsageError: There is a least score, but the rule book gives none.
        """
        judged = [report for report in run.reports if report.status not in _NO_VERDICT]
        if self.min_score is not None and any(report.score is None for report in judged):
            raise UsageError(_SCORELESS.say(run.lang))
        if troubles(run, met):
            return 3
        return 0 if all(self._passes(report) for report in judged) else 1

    def _passes(self, report: Report) -> bool:
        worst = report.worst()
        serious = bool(self.fail_on and worst and worst.rank <= self.fail_on.rank)
        low = self.min_score is not None and (report.score or 0) < self.min_score
        return not serious and not low


def troubles(run: Run, met: Iterable[str]) -> list[tuple[str, str]]:
    """Return path and reason of what keeps a run from having a verdict.

    Papers of another sort among the ``met`` files (not named one by one) do no harm, unless there
    are no others among them.
    """
    harmless = _harmless(run, frozenset(met))
    found = [(file.path, file.reason) for file in run.unreadable]
    for report in run.reports:
        if report.status in _NO_VERDICT and report.path not in harmless:
            found.append((report.path, report.reason or _WHY[report.status].say(run.lang)))
    return found


_WHY = {
    ReportStatus.NOT_APPLICABLE: Text(
        "不是规则所要求的那类报告", "not a report of the sort the rules are for"
    ),
    ReportStatus.PARTLY_READ: Text("没有全部读出", "not all of it could be read"),
}


def _harmless(run: Run, met: frozenset[str]) -> frozenset[str]:
    others = [it for it in run.reports if it.path in met and it.status is ReportStatus.NOT_APPLICABLE]
    applicable = [it for it in run.reports if it.path in met and it not in others]
    return frozenset(it.path for it in others) if applicable else frozenset()
