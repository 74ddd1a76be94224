"""The words that the views for people share, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from lawcheck.gate import Gate
from lawcheck.model import (
    Finding,
    Followed,
    NearMiss,
    Place,
    Placement,
    Report,
    ReportStatus,
    Run,
    Severity,
    State,
    Status,
    Suppressed,
    Text,
)
from lawcheck.renderers._clean import clean
from lawcheck.renderers._quote import quote

SEVERITY = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.INFO: Text("提示", "info"),
}
STATUS = {
    Status.MET: Text("达到", "met"),
    Status.WEAK: Text("薄弱", "weak"),
    Status.MISSING: Text("缺失", "missing"),
    Status.SKIPPED: Text("未检查", "skipped"),
    Status.NOT_APPLICABLE: Text("不适用", "not applicable"),
}
PLACEMENT = {
    Placement.OWN: Text("单独成章", "own heading"),
    Placement.EMBEDDED: Text("嵌入他章", "embedded"),
    Placement.MERGED: Text("合并成章", "merged"),
    Placement.MENTIONED: Text("仅有提及", "mentioned"),
    Placement.ABSENT: Text("未见", "absent"),
}
STATE = {State.NEW: Text("新增", "new"), State.REMAINING: Text("仍在", "remaining")}
VERDICT = {
    ReportStatus.COMPLETE: Text("齐全", "complete"),
    ReportStatus.GAPS: Text("有缺漏", "gaps"),
    ReportStatus.PARTLY_READ: Text("未能全部读取", "partly read"),
    ReportStatus.NOT_APPLICABLE: Text("不是此类报告", "not such a report"),
}
# The same, short enough for a column.
OUTCOMES = {
    ReportStatus.COMPLETE: Text("齐全", "complete"),
    ReportStatus.GAPS: Text("有缺漏", "gaps"),
    ReportStatus.PARTLY_READ: Text("未读全", "partial"),
    ReportStatus.NOT_APPLICABLE: Text("不适用", "n/a"),
}

COLON = Text("：", ": ")
EXPECTED = Text("应有", "expected")
ACTUAL = Text("实有", "actual")
FORCE = Text("（如确是此类报告，可加 --force 检查）", "(--force checks it all the same)")
BASIS = Text("依据", "basis")
HINT = Text("建议", "hint")
EXCERPT = Text("原文", "text")
RELATED = Text("另见", "see also")
LAST_YEAR = Text("上年", "last year")
SINCE = Text("对照", "since then")
NOTE = Text("说明", "note")
SEMICOLON = Text("；", "; ")
SUPPRESSED = Text("略过", "suppressed")
SOLVED = Text("已解决", "solved")
PASSED = Text("通过", "passed")
FAILED = Text("未通过", "failed")
BOOK = Text("规则书", "rule book")
NO_VERDICT = Text("没有结论", "no verdict")
UNREADABLE = Text("未能读取", "not read")
NO_TITLE = Text("（无标题）", "(no title)")
NO_ISSUER = Text("发文机关不明", "issuer unknown")
NO_YEAR = Text("年度不明", "year unknown")
CHECKED = Text("法治政府建设年度报告检查结果", "annual reports on law-based government: results of the check")
ALL_WELL = Text("没有发现问题。", "Nothing to correct.")

# Heads of columns.
PART = Text("必备部分", "required part")
STANDING = Text("情况", "status")
PLACED = Text("写法", "placement")
SCORE = Text("得分", "score")
PLACE = Text("位置", "place")
SHARES = Text("得分的由来", "where the score comes from")
FILE = Text("文件", "file")
ISSUER = Text("发文机关", "issuer")
YEAR = Text("年度", "year")
OUTCOME = Text("结论", "verdict")

_RELATED_SHOWN = 8
_LAST_YEAR_SHOWN = 3
_SENTENCE = 100  # characters
_QUOTED = 60
_OTHER = ReportStatus.NOT_APPLICABLE
_HEADING_LENGTH = 60


def issuer(report: Report) -> str:
    """Return who issued the paper."""
    return clean(report.document.issuer or "") or NO_ISSUER.say(report.lang)


def title(report: Report) -> str:
    """Return the paper's title."""
    return clean(report.document.title or "", 200) or NO_TITLE.say(report.lang)


def book(report: Report) -> str:
    """Return which rule book judged, with its version."""
    return clean(f"{report.rulebook.title} {report.rulebook.version}")


def year(report: Report) -> str:
    """Return the reported year."""
    known = report.document.year
    return Text(f"{known}年", f"{known}").say(report.lang) if known else NO_YEAR.say(report.lang)


def score(report: Report) -> str:
    """Return the paper's score with its unit, nothing where there is none."""
    if report.score is None or report.status is ReportStatus.NOT_APPLICABLE:
        return ""
    return Text(f"{report.score:g}分", f"{report.score:g}/100").say(report.lang)


def low(report: Report, gate: Gate) -> str:
    """Return that a paper's score is below the least one."""
    score, least = report.score or 0, gate.min_score or 0
    told = Text(f"得分 {score:g}，低于 {least:g}", f"the score is {score:g}, below {least:g}")
    return told.say(report.lang)


def percent(share: float | None) -> str:
    """Return a share from 0 to 1 as points of 100."""
    return "-" if share is None else f"{round(100 * share, 1):g}"


def tally(report: Report) -> str:
    """Return how many findings of each severity there are and how many are suppressed."""
    severities = [finding.severity for finding in report.findings]
    counts = [(SEVERITY[severity], severities.count(severity)) for severity in Severity]
    counts.append((SUPPRESSED, len(report.suppressed)))
    return " · ".join(f"{word.say(report.lang)} {count}" for word, count in counts if count)


def verdict(report: Report) -> str:
    """Return score, verdict and counts of a paper on one line."""
    told = (score(report), VERDICT[report.status].say(report.lang), tally(report), changes(report))
    return " · ".join(filter(None, told))


def changes(report: Report) -> str:
    """Return how many findings are new, remaining and solved, nothing where there is no baseline."""
    return _changes([report], report.lang)


def _changes(reports: Iterable[Report], lang: str) -> str:
    compared = [it for it in reports if it.solved is not None and it.status is not _OTHER]
    if not compared:
        return ""
    states = [finding.state for report in compared for finding in report.findings]
    counts = [(word, states.count(state)) for state, word in STATE.items()]
    counts.append((SOLVED, sum(len(report.solved or ()) for report in compared)))
    return " · ".join(f"{word.say(lang)} {count}" for word, count in counts)


def is_compared(run: Run) -> bool:
    """Tell whether a run was compared with a baseline."""
    return any(report.solved is not None for report in run.reports)


def new(report: Report) -> int:
    """Return how many findings are new."""
    return sum(finding.state is State.NEW for finding in report.findings)


def outcome(run: Run, gate: Gate | None) -> str:
    """Return whether a run passes and, where it does not, why; nothing where nobody asked."""
    if gate is None:
        return ""
    return told_outcome([reason.say(run.lang) for reason in gate.reasons(run)], run.lang)


def told_outcome(reasons: Iterable[str], lang: str) -> str:
    """Return whether papers pass: they do where there is no reason why not."""
    told = SEMICOLON.say(lang).join(reasons)
    return FAILED.say(lang) + COLON.say(lang) + told if told else PASSED.say(lang)


def solved(report: Report) -> list[str]:
    """Return a line on each finding of the baseline that is no more."""
    told = ((each.rule, clean(each.message, _HEADING_LENGTH), each.text) for each in report.solved or ())
    return [f"{rule} · {message}" + (f" “{clean(text)}”" if text else "") for rule, message, text in told]


def suppressed(report: Report, rule: str | None = None) -> list[str]:
    """Return a line on each finding that somebody lets stand, with the reason; or on those of a rule."""
    told = (each for each in report.suppressed if rule in (None, each.finding.rule))
    return [_suppressed(each, report.lang) for each in told]


def _suppressed(each: Suppressed, lang: str) -> str:
    finding, by = each.finding, each.by
    until = Text(f"（至{by.until}）", f" (until {by.until})").say(lang) if by.until else ""
    return f"{brief(finding, lang)}{COLON.say(lang)}{clean(by.reason)}{until} [{clean(by.source)}]"


def summary(run: Run) -> str:
    """Return how many papers there are of each verdict."""
    verdicts = [report.status for report in run.reports]
    counts = [(VERDICT[verdict], verdicts.count(verdict)) for verdict in ReportStatus]
    counts.append((UNREADABLE, len(run.unreadable)))
    told = " · ".join(f"{word.say(run.lang)} {count}" for word, count in counts if count)
    total = len(run.reports) + len(run.unreadable)
    changed = _changes(run.reports, run.lang)
    told += f"{SEMICOLON.say(run.lang)}{changed}" if changed else ""
    return Text(f"共{total}份：{told}", f"{total} in all: {told}").say(run.lang)


def line(place: Place, lang: str) -> str:
    """Return where a place stands, as its format counts: by page, by paragraph or by line."""
    if place.page is not None:
        return Text(f"第{place.page}页", f"page {place.page}").say(lang)
    if place.paragraph is not None:
        return Text(f"第{place.paragraph}段", f"paragraph {place.paragraph}").say(lang)
    return Text(f"第{place.line}行", f"line {place.line}").say(lang)


def where(place: Place, lang: str) -> str:
    """Return where a place stands and the heading above it."""
    return " · ".join((line(place, lang), *(clean(step, _HEADING_LENGTH) for step in place.path[-1:])))


def near(miss: NearMiss, lang: str) -> str:
    """Return the heading that came nearest to a part and by how much it fell short."""
    heading, at = clean(miss.heading, _HEADING_LENGTH), line(miss.place, lang)
    zh = f"最接近：{at}“{heading}”，相似度 {miss.likeness:.2f}，需 {miss.threshold:.2f}"
    en = f"nearest: {at} “{heading}”, likeness {miss.likeness:.2f} of {miss.threshold:.2f}"
    return Text(zh, en).say(lang)


def details(finding: Finding, lang: str) -> list[tuple[str, str]]:
    """Return label and text of what there is to say on a finding between message and quotation."""
    told = (
        (EXPECTED, clean(finding.expected)),
        (ACTUAL, clean(finding.actual)),
        (BASIS, clean(finding.basis)),
        (HINT, clean(finding.hint)),
        (RELATED, _related(finding, lang)),
        (LAST_YEAR, last_year(finding, lang)),
    )
    return [(label.say(lang), text) for label, text in told if text]


def all_details(finding: Finding, report: Report) -> list[str]:
    """Return a line on each detail of a finding, its sentence the last."""
    told = details(finding, report.lang)
    sentence = "".join(quote(report.document, finding.place, _SENTENCE))
    if sentence:
        told.append((EXCERPT.say(report.lang), sentence))
    return [f"{label}{COLON.say(report.lang)}{text}" for label, text in told]


def in_one(finding: Finding, report: Report) -> str:
    """Return all that there is to say on a finding, a line each; the message is the first."""
    return "\n".join((clean(finding.message), *all_details(finding, report)))


def brief(finding: Finding, lang: str) -> str:
    """Return place, rule and message of a finding on one line."""
    return " · ".join((line(finding.place, lang), finding.rule, clean(finding.message, _HEADING_LENGTH)))


def by_seriousness(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with the new ones first, then the most serious, otherwise in their order."""
    return sorted(findings, key=lambda each: (each.state is State.REMAINING, each.severity.rank))


def fresh_and_remaining(report: Report) -> tuple[list[Finding], list[Finding]]:
    """Return the findings to tell in full, and those of the baseline that remain; the serious ones first."""
    findings = by_seriousness(report.findings)
    remaining = [finding for finding in findings if finding.state is State.REMAINING]
    return findings[: len(findings) - len(remaining)], remaining


def set_aside(run: Run) -> list[tuple[str, str, str]]:
    """Return path, word and reason of each file that has no verdict."""
    others = (report for report in run.reports if report.status is ReportStatus.NOT_APPLICABLE)
    force = FORCE.say(run.lang)
    told = [(it.path, VERDICT[it.status].say(run.lang), " ".join([*notes(it), force])) for it in others]
    return told + [(file.path, UNREADABLE.say(run.lang), file.reason) for file in run.unreadable]


def notes(report: Report) -> list[str]:
    """Return why the report is as it is and what the reader could not read."""
    told = dict.fromkeys((report.reason, *report.notes))
    return [clean(note) for note in told if note.strip()]


def last_year(finding: Finding, lang: str) -> str:
    """Return what a finding quotes of last year's paper."""
    told = [_quoted(place, lang) for place in finding.previous[:_LAST_YEAR_SHOWN]]
    more = ["…"] if len(finding.previous) > len(told) else []
    return SEMICOLON.say(lang).join(told + more)


def followed(report: Report) -> list[str]:
    """Return a line on each thing that last year's paper promised or lacked: where it is answered."""
    return [_followed(each, report.lang) for each in report.followed]


def _followed(each: Followed, lang: str) -> str:
    found, like = each.found, f"{each.likeness:.2f}"
    asked = _quoted(each.previous, lang)
    if found is None:
        return Text(f"{asked} → 没有找到", f"{asked} → nothing found").say(lang)
    answer = _quoted(found, lang)
    if not each.answered:
        none = Text(f"没有找到，最接近的是{answer}", f"nothing found, the nearest is {answer}")
        answer = none.say(lang)
    return Text(f"{asked} → {answer}（{like}）", f"{asked} → {answer} ({like})").say(lang)


def _quoted(place: Place, lang: str) -> str:
    return f"{line(place, lang)}“{clean(place.excerpt, _QUOTED)}”"


def _related(finding: Finding, lang: str) -> str:
    own = line(finding.place, lang)
    places = [at for at in dict.fromkeys(line(place, lang) for place in finding.related) if at != own]
    more = ["…"] if len(places) > _RELATED_SHOWN else []
    return Text("、", ", ").say(lang).join(places[:_RELATED_SHOWN] + more)
