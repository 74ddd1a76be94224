"""What labels say of a paper's findings: found, missed, false, rightly quiet, or not judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lawcheck.author.measure.gold import ANY, Label, Paper, PartLabel
from lawcheck.model import Finding, Placement, Report, Status, Text

_STANDS = (Placement.OWN, Placement.EMBEDDED, Placement.MERGED)
_UNLABELLED = Text("标注称已列全，其中没有这一处", "the labels are said to be exhaustive and do not have it")


class Outcome(StrEnum):
    """How a label and the findings agree."""

    FOUND = "found"
    MISSED = "missed"
    FALSE = "false"
    QUIET = "quiet"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a label says of a rule in one paper, or a finding that no label judges (`UNJUDGED`).

    ``line`` and ``text`` are those of the finding, else of the label; ``why`` is the label's reason.
    """

    paper: str
    rule: str
    outcome: Outcome
    line: int | None
    text: str
    why: Text


def judge_paper(paper: Paper, report: Report | None, rules: Sequence[str]) -> Iterator[Judgement]:
    """Yield what a paper's labels say of its report.

    Without a report (the paper could not be read or is no such paper) all that was to be told is missed.

    Args:
        paper: The labels.
        report: The report on it.
        rules: The ids of the rules of the book, in its order.
    """
    expected = [*_explicit(paper), *_of_parts(paper, rules)]
    if report is None:
        yield from (each.judged(paper.file, []) for each in expected if each.wanted)
        return
    judged: set[Finding] = set()
    for each in expected:
        told = [finding for finding in report.findings if each.tells(finding, report)]
        judged.update(told)
        yield each.judged(paper.file, told)
    for finding in report.findings:
        if finding not in judged and not any(allows(label, finding) for label in paper.may_find):
            yield _unlabelled(paper, finding)


def _unlabelled(paper: Paper, finding: Finding) -> Judgement:
    outcome = Outcome.FALSE if paper.complete else Outcome.UNJUDGED
    why = _UNLABELLED if paper.complete else Text("")
    return Judgement(paper.file, finding.rule, outcome, finding.line, finding.place.excerpt, why)


@dataclass(frozen=True, slots=True)
class _Expected:
    """Something that a rule has to tell (``wanted``) or must not tell.

    ``placements`` restrict what counts to findings on a part that was found to stand so.
    """

    label: Label
    wanted: bool
    why: Text
    placements: tuple[Placement, ...] = ()

    def tells(self, finding: Finding, report: Report) -> bool:
        if not tells(finding, self.label):
            return False
        found = (part.placement for part in report.sections if part.id == self.label.rule)
        return not self.placements or next(found, None) in self.placements

    def judged(self, paper: str, told: list[Finding]) -> Judgement:
        outcome = {
            (True, True): Outcome.FOUND,
            (True, False): Outcome.MISSED,
            (False, True): Outcome.FALSE,
            (False, False): Outcome.QUIET,
        }[self.wanted, bool(told)]
        lines = (self.label.line, *self.label.lines)
        line = told[0].line if told else next((line for line in lines if line is not None), None)
        text = told[0].place.excerpt if told else self.label.text or self.label.topic
        return Judgement(paper, self.label.rule, outcome, line, text, self.why)


def _explicit(paper: Paper) -> Iterator[_Expected]:
    yield from (_Expected(label, True, Text(label.why)) for label in paper.must_find)
    yield from (_Expected(label, False, Text(label.why)) for label in paper.must_not_find)


def _of_parts(paper: Paper, rules: Sequence[str]) -> Iterator[_Expected]:
    """Yield what follows from how the parts stand; what is labelled outright goes first."""
    said = {label.rule for label in (*paper.must_find, *paper.must_not_find, *paper.may_find)}
    parts = paper.parts or {}
    for id_, part in parts.items():
        expected = [_of_itself(id_, part)]
        if part.placement in _STANDS:
            expected += _of_content(id_, part, paper.year)
            if not _shares(id_, parts, rules):
                expected.append(_of_placement(id_, part))
        yield from (each for each in expected if each.label.rule in rules and each.label.rule not in said)


def _shares(id_: str, parts: Mapping[str, PartLabel], rules: Sequence[str]) -> bool:
    """Tell whether an earlier part of the book shares the heading: one heading is told once."""
    own = parts[id_]
    if own.placement is not Placement.MERGED or own.line is None or id_ not in rules:
        return False
    others = (
        other for other, part in parts.items() if (part.placement, part.line) == (own.placement, own.line)
    )
    return any(rules.index(other) < rules.index(id_) for other in others if other in rules)


def _of_itself(id_: str, part: PartLabel) -> _Expected:
    """Return what a part's own rule has to say: that it is absent or only mentioned, else nothing.

    A part that stands may still be told for its bare heading, unless it is labelled as met.
    """
    if part.placement not in _STANDS:
        line = part.line if part.placement is Placement.MENTIONED else None
        return _Expected(Label(rule=id_, line=line), True, _placed(part))
    wrong = () if part.status is Status.MET else (Placement.ABSENT, Placement.MENTIONED)
    return _Expected(Label(rule=id_), False, _placed(part), wrong)


def _of_placement(id_: str, part: PartLabel) -> _Expected:
    return _Expected(Label(rule=f"{id_}.placement"), part.placement is not Placement.OWN, _placed(part))


def _placed(part: PartLabel) -> Text:
    return Text(f"按标注，这一部分是 {part.placement}", f"as labelled the part is {part.placement}")


def _of_content(id_: str, part: PartLabel, year: int | None) -> Iterator[_Expected]:
    """Yield what the rules of a part that stands have to say of what is in it."""
    if part.causes is not None:
        why = Text(f"按标注，原因 {part.causes}", f"as labelled causes are {part.causes}")
        yield _Expected(Label(rule=f"{id_}.causes"), part.causes == "missing", why)
    if part.measures is not None:
        why = Text(f"按标注，措施 {part.measures} 条", f"as labelled there are {part.measures} measures")
        yield _Expected(Label(rule=f"{id_}.measures"), part.measures == 0, why)
    if part.year is not None and year is not None:
        why = Text(f"按标注，安排的是 {part.year} 年", f"as labelled it is for {part.year}")
        yield _Expected(Label(rule=f"{id_}.year"), part.year != year + 1, why)


def finds(report: Report, label: Label) -> bool:
    """Tell whether a report tells what a label describes."""
    return any(tells(finding, label) for finding in report.findings)


def tells(finding: Finding, label: Label) -> bool:
    """Tell whether a finding is the one of a label: its rule, line (or lines), text and topic.

    With ``lines`` it has to tell them all. The text is part of what is shown there, or holds it.
    """
    if finding.rule != label.rule:
        return False
    lines = {label.line} if label.line is not None else set(label.lines)
    places = [place for place in (finding.place, *finding.related) if place.line in lines or not lines]
    if lines - {place.line for place in places}:
        return False
    if label.topic not in finding.message:
        return False
    text = label.text
    return not text or any(text in place.excerpt or place.excerpt in text for place in places)


def allows(label: Label, finding: Finding) -> bool:
    """Tell whether a label of ``may_find`` allows a finding: one of its lines is enough."""
    if label.rule not in (finding.rule, ANY):
        return False
    lines = (label.line,) if label.line is not None else label.lines
    places = (finding.place,) if label.rule == ANY else (finding.place, *finding.related)
    here = [place for place in places if not lines or place.line in lines]
    text = label.text
    return bool(here) and (not text or any(text in p.excerpt or p.excerpt in text for p in here))
