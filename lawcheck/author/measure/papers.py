"""Whole papers: how parts, findings and facts compare with the labels."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lawcheck import api
from lawcheck.author.measure.figures import RuleFigures
from lawcheck.author.measure.gold import Paper, PartLabel, Signed
from lawcheck.author.measure.labels import Judgement, Outcome, finds, judge_paper
from lawcheck.author.measure.tally import Tally
from lawcheck.errors import ReadError
from lawcheck.model import Placement, Report, ReportStatus, Status, Text
from lawcheck.rulebook import RuleBook

_USUAL = {Placement.ABSENT: (Status.MISSING,), Placement.MENTIONED: (Status.WEAK,)}
_NARROW = str.maketrans("（），：；！？％", "(),:;!?%")


@dataclass(frozen=True, slots=True)
class Unread:
    """A labelled paper without a verdict on the whole of it, and why."""

    file: str
    reason: Text


@dataclass(slots=True)
class PaperFigures:
    """What was measured on whole papers."""

    parts: Tally = field(default_factory=lambda: Tally(Text("各部分判断正确", "parts right")))
    must: Tally = field(default_factory=lambda: Tally(Text("应提示的", "must_find")))
    must_not: Tally = field(
        default_factory=lambda: Tally(Text("不应提示的没有提示", "must_not_find kept quiet"))
    )
    facts: Tally = field(
        default_factory=lambda: Tally(Text("标题、单位、年度、日期", "title, issuer, year, dates"))
    )
    judgements: list[Judgement] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def tallies(self) -> tuple[Tally, ...]:
        """Return the figures of all papers together."""
        return self.parts, self.must, self.must_not, self.facts


def measure_papers(
    papers: Iterable[Paper], folder: str, rules: RuleBook | None, ids: Sequence[str]
) -> PaperFigures:
    """Check labelled papers and compare.

    Args:
        papers: The labels.
        folder: Where the papers lie.
        rules: The rule book, None for the shipped rules.
        ids: The ids of the rules, in the order of the book.
    """
    figures = PaperFigures()
    for paper in papers:
        report = _report(paper, folder, rules, figures.unread)
        figures.judgements += judge_paper(paper, _judged(report), ids)
        _tally(figures, paper, report)
    return figures


def _report(paper: Paper, folder: str, rules: RuleBook | None, unread: list[Unread]) -> Report | None:
    """Return the report on a paper, None where it could not be read; topics are labelled in Chinese."""
    try:
        report = api.check(os.path.join(folder, paper.file), rules=rules, lang="zh")
    except ReadError as error:
        unread.append(Unread(paper.file, Text(error.reason, error.reason_en)))
        return None
    if report.status is ReportStatus.NOT_APPLICABLE:
        why = "不是规则所要求的那类报告", "it is no report of the sort the rules are for"
        unread.append(Unread(paper.file, Text(*why)))
    elif report.status is ReportStatus.PARTLY_READ:
        unread.append(Unread(paper.file, Text("没有全部读出", "not all of it could be read")))
    return report


def _judged(report: Report | None) -> Report | None:
    return None if report and report.status is ReportStatus.NOT_APPLICABLE else report


def _tally(figures: PaperFigures, paper: Paper, report: Report | None) -> None:
    file, judged = paper.file, _judged(report)
    for name, told, right in _facts(paper, report):
        shown, wanted = told or "-", right or "-"
        what = Text(
            f"{file} {name.zh}：{shown}，应为 {wanted}", f"{file} {name.en}: “{shown}”, not “{wanted}”"
        )
        figures.facts.count(wanted=True, found=report is not None and told == right, what=what)
    for id_, gold in (paper.parts or {}).items():
        found = _shown(judged, id_)
        what = Text(f"{file} {id_}：{found}，应为 {_gold(gold)}", f"{file} {id_}: {found}, not {_gold(gold)}")
        figures.parts.count(wanted=True, found=_part_is_right(judged, id_, gold), what=what)
    for label in paper.must_find:  # each miss stands among the judgements
        figures.must.count(wanted=True, found=judged is not None and finds(judged, label))
    for label in paper.must_not_find:
        figures.must_not.count(wanted=True, found=judged is not None and not finds(judged, label))


def _facts(paper: Paper, report: Report | None) -> Iterator[tuple[Text, object, object]]:
    """Yield what is known of a paper, what was read, and what the label says."""
    document = report.document if report else None
    signature = document.signature if document else None
    if paper.tells("title"):
        yield Text("标题", "title"), tight(document.title if document else None), tight(paper.title)
    if paper.tells("organ"):
        yield Text("单位", "issuer"), tight(document.issuer if document else None), tight(paper.organ)
    if paper.tells("year"):
        yield Text("年度", "year"), document.year if document else None, paper.year
    signed = Signed(absent=("organ", "date")) if "signed" in paper.absent else paper.signed or Signed()
    if signed.tells("organ"):
        by = signature.issuer if signature else None
        yield Text("落款", "signed by"), tight(by), tight(signed.organ)
    if signed.tells("date"):
        yield Text("成文日期", "signed on"), signature.date if signature else None, signed.date
    if paper.tells("published"):
        yield Text("公开日期", "published"), document.published if document else None, paper.published


def _part_is_right(report: Report | None, id_: str, gold: PartLabel) -> bool:
    """Compare placement, line and, where the reader gives one, status."""
    found = next((section for section in report.sections if section.id == id_), None) if report else None
    if found is None or found.placement is not gold.placement:
        return False
    if gold.line is not None and (found.place is None or found.place.line != gold.line):
        return False
    usual = _USUAL.get(gold.placement, (Status.MET, Status.WEAK))
    return found.status in ((gold.status,) if gold.status else usual)


def _shown(report: Report | None, id_: str) -> str:
    found = next((section for section in report.sections if section.id == id_), None) if report else None
    if found is None:
        return "-"
    return f"{found.placement} {found.status}" + (f" line {found.place.line}" if found.place else "")


def _gold(part: PartLabel) -> str:
    status = f" {part.status}" if part.status else ""
    return f"{part.placement}{status}" + (f" line {part.line}" if part.line is not None else "")


def tight(text: str | None) -> str:
    """Return a text without white space and 、, its marks half-width: names are compared so."""
    return re.sub(r"[\s、]", "", text or "").translate(_NARROW)


def per_rule(judgements: Sequence[Judgement], ids: Iterable[str]) -> dict[str, RuleFigures]:
    """Return the figures of each rule, of those too that no label judges."""
    counts = Counter((each.rule, each.outcome) for each in judgements)
    papers = {(each.rule, each.paper) for each in judgements if each.outcome is not Outcome.UNJUDGED}
    on = Counter(rule for rule, _ in papers)
    return {
        rule: RuleFigures(
            papers=on[rule],
            true=counts[rule, Outcome.FOUND],
            false=counts[rule, Outcome.FALSE],
            missed=counts[rule, Outcome.MISSED],
            quiet=counts[rule, Outcome.QUIET],
            unjudged=counts[rule, Outcome.UNJUDGED],
        )
        for rule in ids
    }


def per_family(figures: dict[str, RuleFigures]) -> dict[str, RuleFigures]:
    """Return the figures of rules whose ids begin alike (form, time, plan …), added up.

    ``papers`` is that of the rule judged on most papers.
    """
    families: dict[str, list[RuleFigures]] = {}
    for rule, each in figures.items():
        families.setdefault(rule.partition(".")[0], []).append(each)
    return {name: _sum(each) for name, each in families.items()}


def _sum(figures: Sequence[RuleFigures]) -> RuleFigures:
    return RuleFigures(
        papers=max(each.papers for each in figures),
        true=sum(each.true for each in figures),
        false=sum(each.false for each in figures),
        missed=sum(each.missed for each in figures),
        quiet=sum(each.quiet for each in figures),
        unjudged=sum(each.unjudged for each in figures),
    )
