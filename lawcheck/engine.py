"""Document × RuleBook → Report; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from lawcheck.alignment import align
from lawcheck.fingerprints import essence, fingerprinted
from lawcheck.genre import Recognised, recognise
from lawcheck.kinds import Basis, Rule, View, in_force
from lawcheck.model import (
    BookRef,
    Document,
    Finding,
    Followed,
    Previous,
    Report,
    ReportStatus,
    SectionResult,
    Severity,
    Status,
    Suppression,
    Text,
    Verdict,
)
from lawcheck.parts import judge_part
from lawcheck.rulebook import RuleBook, SectionRule
from lawcheck.suppressing import is_under, sort_out
from lawcheck.text.figures import Figures
from lawcheck.text.terms import Hits


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Which rules to tell: by id or by the first words of an id (``form``, ``plan.year``).

    Everything is judged all the same: status and score are those of the whole paper.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def tells(self, rule: str) -> bool:
        """Tell whether a rule is told."""
        if not self.select and not self.ignore:
            return True
        chosen = not self.select or any(is_under(rule, entry) for entry in self.select)
        return chosen and not any(is_under(rule, entry) for entry in self.ignore)

    def unknown(self, known: Collection[str]) -> list[str]:
        """Return the entries that match none of the rules that are known."""
        return [e for e in (*self.select, *self.ignore) if not any(is_under(rule, e) for rule in known)]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Where a document comes from: its name as given and the hash of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True, eq=False)
class LastYear:
    """The paper of the year before, as read, and where it comes from."""

    document: Document
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """How a paper is to be judged.

    With ``force`` a paper is judged that the rule book is not for. The law in force ``as_of`` a day
    counts, by default the last one of the reported year. ``suppress`` are the suppressions for the paper,
    ``previous`` is the paper of the year before to compare it with, ``notes`` what its reader has to know.
    """

    lang: str = "zh"
    selection: Selection = Selection()
    force: bool = False
    as_of: date | None = None
    suppress: Sequence[Suppression] = ()
    previous: LastYear | None = None
    notes: tuple[Text, ...] = ()


def judge(document: Document, book: RuleBook, source: Source, asked: Asked) -> Report:
    """Return the report on a document: the same input gives the same report, byte for byte."""
    lang = asked.lang
    hits = book.scanner.scan(document.folded)
    genre = recognise(document, hits, book)
    report = Report(
        path=source.path,
        sha256=source.sha256,
        status=ReportStatus.NOT_APPLICABLE,
        score=None,
        rulebook=BookRef(book.rulebook, book.version, book.title.say(lang), book.sha256),
        document=document,
        notes=tuple(note.say(lang) for note in (*document.notes, *asked.notes)),
        reason=_reason(document, genre, lang),
        lang=lang,
    )
    if not genre.fits and not asked.force:
        return report
    view = replace(
        _view(document, hits, book, lang),
        as_of=asked.as_of or (date(document.year, 12, 31) if document.year else None),
    )
    if asked.previous:
        old = asked.previous.document
        report = replace(report, previous=_reference(asked.previous))
        view = replace(view, previous=_view(old, book.scanner.scan(old.folded), book, lang))
    return _judged(report, book, view, asked.selection, asked.suppress)


def _view(document: Document, hits: Hits, book: RuleBook, lang: str) -> View:
    return View(
        document,
        hits,
        align(document, hits, book),
        Figures(document.folded, document.content),
        lang=lang,
        denials=book.denials,
        not_denials=book.not_denials,
        zeros=book.zeros,
        shares=book.shares,
        formulas=book.formulas,
        lexicon=book.lexicon,
    )


def _reference(paper: LastYear) -> Previous:
    document, source = paper.document, paper.source
    return Previous(source.path, source.sha256, document.title, document.issuer, document.year)


def _reason(document: Document, genre: Recognised, lang: str) -> str:
    """Say why the book does not apply, and what was not read."""
    reasons = [] if genre.fits else [genre.reason]
    return Text("；", "; ").say(lang).join(reason.say(lang) for reason in (*reasons, *document.unread))


# no work, no verdict
_NOTHING_JUDGED = Text(
    "规则书里没有一条规则适用于这份报告、能够判断",
    "no rule of the book applies to this paper and can judge it",
)


def _judged(
    report: Report, book: RuleBook, view: View, selection: Selection, suppress: Sequence[Suppression]
) -> Report:
    """Judge everything; the selection only chooses what is told, never what the verdict rests on."""
    sections: list[SectionResult] = []
    judged: list[tuple[_Rule, Verdict]] = []
    for section in book.sections:
        verdicts = judge_part(section, replace(view, part=view.parts[section.id]), book)
        rules = {rule.id: _Rule.of(rule) for rule in section.rules}
        rules[section.id] = _Rule(section.severity, section.title, section.hint, section.basis)
        judged += [(rules[verdict.rule], verdict) for verdict in verdicts]
        sections.append(_result(view, section, verdicts))
    judged += [(_Rule.of(rule), rule.judge_if_due(view)) for rule in book.rules]
    if not view.document.unread and not any(_did_judge(verdict) for _, verdict in judged):
        return replace(report, reason=_NOTHING_JUDGED.say(view.lang))
    left = sort_out(
        _findings(view, judged),
        suppress,
        view.document,
        judged=_checked(view, judged, selection),
        known=book.rule_ids(),
        lang=view.lang,
    )
    told = tuple(finding for finding in left.told if selection.tells(finding.rule))
    return replace(
        report,
        status=_status(view.document, sections, left.told),
        score=_score(sections),
        sections=tuple(sections),
        rules=tuple(verdict for _, verdict in judged if selection.tells(verdict.rule)),
        findings=told,
        suppressed=tuple(each for each in left.suppressed if selection.tells(each.finding.rule)),
        misused=left.misused,
        followed=tuple(each for each in _followed(view, judged) if selection.tells(each.rule)),
        notes=(*report.notes, *left.notes, *_notes(view, book, len(left.told) - len(told))),
    )


def _checked(view: View, judged: Iterable[tuple[_Rule, Verdict]], selection: Selection) -> set[str]:
    """Return the rules that were judged on the whole paper and are told."""
    if view.document.unread:
        return set()
    return {v.rule for _, v in judged if _did_judge(v) and selection.tells(v.rule)}


def _notes(view: View, book: RuleBook, untold: int) -> Iterator[str]:
    """Yield what the reader of the report has to know to trust its verdict."""
    kept = book.kept_until
    if kept and view.year and view.year > kept.year:
        yield view.say(
            f"法律、机构等数据核对到{kept.year}年{kept.month}月，此后的变动没有检查",
            f"laws, agencies and the like are known up to {kept:%Y-%m}: later changes were not checked",
        )
    if view.year is None:
        yield view.say(
            "报告年度不明，没有检查年度、期限和按年度判断的名称",
            "the reported year is not known: years, deadlines and names that go by it were not checked",
        )
    for part in book.sections:  # a part that is switched off says so itself
        if not part.switched_off:
            yield from _off(part.rules, view.lang)
    yield from _off(book.rules, view.lang)
    if untold:
        yield view.say(
            f"另有 {untold} 条问题按所选规则没有列出", f"{untold} more findings are not told as selected"
        )


_WANTING = (Status.WEAK, Status.MISSING, Status.SKIPPED)


def _off(rules: Iterable[Rule], lang: str) -> Iterator[str]:
    """Yield why rules are switched off: the reader of the report would not miss them."""
    for rule in rules:
        if rule.switched_off:
            zh, en = rule.switched_off.zh, rule.switched_off.en or f"“{rule.switched_off.zh}”"
            yield Text(f"没有检查 {rule.id}：{zh}", f"{rule.id} was not checked: {en}").say(lang)


def _result(view: View, rule: SectionRule, verdicts: Sequence[Verdict]) -> SectionResult:
    own = verdicts[0]
    part = view.parts[rule.id]
    evidence = tuple(view.document.place(span) for span in part.evidence)
    return SectionResult(
        id=part.id,
        title=rule.title.say(view.lang),
        status=own.status,
        placement=part.placement,
        score=_mean(verdicts),
        weight=rule.weight,
        place=evidence[0] if evidence else None,
        evidence=evidence,
        near_miss=part.near_miss if own.status in _WANTING else None,
        reason=own.reason,
    )


def _did_judge(verdict: Verdict) -> bool:
    return verdict.status not in (Status.SKIPPED, Status.NOT_APPLICABLE)


def _mean(verdicts: Iterable[Verdict]) -> float | None:
    """Return the weighted mean of the verdicts that judged something, None where none did."""
    counted = [verdict for verdict in verdicts if _did_judge(verdict)]
    weight = sum(verdict.weight for verdict in counted)
    if not weight:
        return None
    return round(sum(verdict.weight * verdict.score for verdict in counted) / weight, 4)


def _score(sections: Iterable[SectionResult]) -> float | None:
    counted = [(s.weight, s.score) for s in sections if s.score is not None]
    weight = sum(weight for weight, _ in counted)
    return round(100 * sum(w * score for w, score in counted) / weight, 1) if weight else None


def _status(
    document: Document, sections: Iterable[SectionResult], findings: Iterable[Finding]
) -> ReportStatus:
    if document.unread:
        return ReportStatus.PARTLY_READ
    complete = all(s.status in (Status.MET, Status.NOT_APPLICABLE) for s in sections)
    wrong = any(finding.severity is Severity.ERROR for finding in findings)
    return ReportStatus.COMPLETE if complete and not wrong else ReportStatus.GAPS


class _Rule(NamedTuple):
    """What a finding takes over from its rule, required parts and rules alike."""

    severity: Severity
    message: Text
    hint: Text | None
    basis: tuple[Basis, ...]
    told_by: tuple[str, ...] = ()

    @classmethod
    def of(cls, rule: Rule) -> _Rule:
        return cls(rule.severity, rule.message or rule.title, rule.hint, rule.basis, rule.told_by)


def _findings(view: View, told: Iterable[tuple[_Rule, Verdict]]) -> tuple[Finding, ...]:
    pairs = [(rule, finding) for rule, verdict in told for finding in _of_verdict(view, rule, verdict)]
    found = [finding for rule, finding in pairs if not (rule.told_by and _is_told(rule, finding, pairs))]
    found.sort(key=lambda f: (f.place.span, f.severity.rank, f.rule))
    return tuple(fingerprinted(found))


def _is_told(rule: _Rule, finding: Finding, others: Iterable[tuple[_Rule, Finding]]) -> bool:
    """Tell whether one of the rules to which another leaves it tells something at the place of a finding."""
    start, end = finding.place.span
    spans = (other.place.span for _, other in others if other.rule in rule.told_by)
    return any(span.start < end and start < span.end for span in spans)


def _of_verdict(view: View, rule: _Rule, verdict: Verdict) -> Iterator[Finding]:
    for gap in verdict.gaps:
        place = view.document.place(gap.span)
        yield Finding(
            rule=verdict.rule,
            section=verdict.section,
            severity=gap.severity or rule.severity,
            message=gap.message or rule.message.say(view.lang),
            expected=gap.expected,
            actual=gap.actual,
            hint=gap.hint or (rule.hint.say(view.lang) if rule.hint else ""),
            basis=view.say("；", "; ").join(each.say(view.lang) for each in in_force(rule.basis, view.as_of)),
            place=place,
            related=tuple(view.document.place(span) for span in gap.related),
            fingerprint=essence(view, verdict, gap),
            previous=tuple(map(view.previous.document.place, gap.previous)) if view.previous else (),
        )


def _followed(view: View, judged: Iterable[tuple[_Rule, Verdict]]) -> Iterator[Followed]:
    """Yield what became of what last year's paper promised or lacked."""
    if view.previous is None:
        return
    for _, verdict in judged:
        for trace in verdict.traces:
            yield Followed(
                verdict.rule,
                view.previous.document.place(trace.old),
                view.document.place(trace.new) if trace.new else None,
                trace.likeness,
                trace.threshold,
            )
