"""Judge one required part: does it stand, is there something in it, what do its rules say; pure."""

from __future__ import annotations

import re
from dataclasses import replace

from lawcheck.kinds import View
from lawcheck.kinds._base import top_of
from lawcheck.model import Gap, Part, Placement, Severity, Span, Status, Verdict
from lawcheck.rulebook import RuleBook, SectionRule

_SCORES = {Status.MET: 1.0, Status.WEAK: 0.5, Status.MISSING: 0.0}
_WORD = re.compile(r"[^\W\d_]")
_LEAST = 12  # characters without which a heading stands bare
_PLACEMENT = "placement"


def judge_part(rule: SectionRule, view: View, book: RuleBook) -> list[Verdict]:
    """Return the verdicts on a part: its own first, then its rules'.

    A part that does not apply has no rules that do. One that is absent skips its rules; one that may
    stand in what could not be read is skipped.
    One that is only mentioned, or a bare heading, is told by its own finding; what its rules find
    besides is counted but not told.
    """
    reason = view.not_due(rule)
    if reason:
        return _not_due(rule, reason)
    part = view.parts[rule.id]
    bare = part.stands and _is_bare(view, part)
    if view.document.unread and (bare or not part.stands):
        return _unread(rule, view)
    if part.placement is Placement.ABSENT:
        return _absent(rule, view, part, book)
    verdicts = _verdicts(rule, view)
    if part.placement is Placement.MENTIONED or bare:
        verdicts = [v if v.kind == _PLACEMENT else replace(v, gaps=()) for v in verdicts]
        gap = _bare(rule, view, part) if bare else _mentioned(rule, view, part)
        return [_own(rule, Status.WEAK, gap.actual, gap), *verdicts]
    telling = {
        r.id for r in rule.rules if r.severity is not Severity.INFO and r.weight and r.kind != _PLACEMENT
    }
    failed = any(verdict.status is Status.MISSING for verdict in verdicts if verdict.rule in telling)
    status = Status.WEAK if failed else Status.MET
    reason = view.say(f"标题写明：{_heading(view, part)}", f"named by the heading “{_heading(view, part)}”")
    return [_own(rule, status, reason), *verdicts]


def _is_bare(view: View, part: Part) -> bool:
    found = 0
    for span in part.spans:
        for _ in _WORD.finditer(view.folded, span.start, span.end):
            found += 1
            if found >= _LEAST:
                return False
    return True


def _verdicts(rule: SectionRule, view: View) -> list[Verdict]:
    failed: set[str] = set()
    verdicts: list[Verdict] = []
    for each in rule.rules:
        if each.requires in failed:
            verdicts.append(each.skipped(view, view.say(f"见 {each.requires}", f"see {each.requires}")))
            continue
        verdicts.append(each.judge_if_due(view))
        if verdicts[-1].status is Status.MISSING:
            failed.add(each.id)
    return verdicts


def _own(rule: SectionRule, status: Status, reason: str, *gaps: Gap) -> Verdict:
    """Return the verdict on the part itself, which counts like a rule of weight 1."""
    return Verdict(rule.id, "section", rule.id, status, _SCORES[status], 1.0, reason, gaps)


def _not_due(rule: SectionRule, reason: str) -> list[Verdict]:
    none = Status.NOT_APPLICABLE
    own = Verdict(rule.id, "section", rule.id, none, 0.0, 1.0, reason)
    rules = [Verdict(each.id, each.kind, rule.id, none, 0.0, each.weight, reason) for each in rule.rules]
    return [own, *rules]


def _unread(rule: SectionRule, view: View) -> list[Verdict]:
    reason = view.unread + view.say("，不能断定缺少", ", so the part may be there")
    own = Verdict(rule.id, "section", rule.id, Status.SKIPPED, 0.0, 1.0, reason)
    return [own, *(each.skipped(view, reason) for each in rule.rules)]


def _absent(rule: SectionRule, view: View, part: Part, book: RuleBook) -> list[Verdict]:
    title = rule.title.say(view.lang)
    reason = view.say("全文没有这一部分", "the part is nowhere in the paper")
    anchor, where = _anchor(view, rule, book)
    gap = Gap(
        anchor,
        expected=_expected(rule, view),
        actual=reason + _near_miss(view, part),
        hint=view.say("", " ").join(filter(None, (where, rule.hint.say(view.lang) if rule.hint else ""))),
        message=view.say(f"缺少“{title}”部分", f"the part “{title}” is missing"),
        of_text=False,
    )
    skipped = view.say("没有这一部分", "there is no such part")
    own = _own(rule, Status.MISSING, reason, gap)
    return [own, *(each.skipped(view, skipped) for each in rule.rules)]


def _mentioned(rule: SectionRule, view: View, part: Part) -> Gap:
    title = rule.title.say(view.lang)
    return Gap(
        part.evidence[0],
        expected=_expected(rule, view),
        actual=view.say("只在个别语句中提到，没有单独写", "only mentioned in passing")
        + _near_miss(view, part),
        message=view.say(f"“{title}”只是提到，没有成为一个部分", f"“{title}” is mentioned but is no part"),
        severity=_weaker(rule.severity),
        related=part.evidence[1:],
        key="mentioned",
        of_text=False,
    )


def _bare(rule: SectionRule, view: View, part: Part) -> Gap:
    return Gap(
        part.evidence[0],
        expected=view.say("标题之下写出具体内容", "text below the heading"),
        actual=view.say("只有标题，标题之下没有内容", "a heading with nothing below it"),
        message=view.say(
            f"“{_heading(view, part)}”只有标题，没有内容", f"“{_heading(view, part)}” is a bare heading"
        ),
        severity=_weaker(rule.severity),
        key="bare",
        of_text=False,
    )


def _weaker(severity: Severity) -> Severity:
    """Return what a weak part weighs where a missing one weighs ``severity``."""
    return Severity.WARNING if severity is Severity.ERROR else severity


def _expected(rule: SectionRule, view: View) -> str:
    example = rule.headings[0]
    return view.say(f"单独的一个部分，标题如“{example}”", f"a part of its own, headed like “{example}”")


def _heading(view: View, part: Part) -> str:
    return part.sections[0].title if part.sections else ""


def _near_miss(view: View, part: Part) -> str:
    miss = part.near_miss
    if miss is None or miss.likeness < miss.threshold / 2:
        return ""
    return view.say(
        f"；最接近的标题是“{miss.heading}”（相似度 {miss.likeness:.2f}，达到 {miss.threshold:.2f} 才算）",
        f"; the most alike heading is “{miss.heading}” ({miss.likeness:.2f} of {miss.threshold:.2f})",
    )


def _anchor(view: View, rule: SectionRule, book: RuleBook) -> tuple[Span, str]:
    """Return where a missing part belongs: after the part before it, else below the title."""
    order = [section.id for section in book.sections]
    for before in reversed(order[: order.index(rule.id)]):
        part = view.parts[before]
        if part.stands:
            last = part.sections[-1]
            heading = view.document.text[last.heading.start : last.heading.end]
            where = view.say(f"写在“{heading}”这一部分之后。", f"It belongs after the part “{heading}”.")
            return last.heading, where
    return top_of(view.document), ""
