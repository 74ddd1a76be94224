"""Findings that somebody has looked at and let stand, with the reason; pure.

A suppression names a rule and may name a place. One that matches nothing in a paper that was checked
is a mistake: what it once said no longer holds, or it never did.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from lawcheck.model import Document, Finding, Mark, Misuse, Place, Suppressed, Suppression, Text
from lawcheck.text.fold import fold
from lawcheck.text.sentences import sentences_of

_RULES = r"[a-z][\w.]*(?:\s*[,、]\s*[a-z][\w.]*)*"
_WRITTEN = (  # compiled when a paper holds one
    rf"(?s)lawcheck\s*(?:略过|ignore)\s*(?P<rules>{_RULES})\s*:\s*(?P<reason>.*?)"
    r"\s*(?:\((?:至|until)\s*(?P<until>[\d-]+)\))?\s*"
)
_USAGE = Text(
    "看不懂：应写成 <!-- lawcheck 略过 规则：理由（至2026-12-31） -->，日期可以不写",
    "not understood: write <!-- lawcheck ignore RULE: reason (until 2026-12-31) -->, with or without a date",
)


def is_under(rule: str, entry: str) -> bool:
    """Tell whether a rule is one that an entry names: its id, or the first words of it."""
    return rule == entry or rule.startswith(entry + ".")


class Sorted(NamedTuple):
    """Findings sorted out: those to tell, those suppressed, what is wrong with suppressions, and notes."""

    told: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    misused: tuple[Misuse, ...]
    notes: tuple[str, ...]


def sort_out(
    findings: Sequence[Finding],
    suppressions: Iterable[Suppression],
    document: Document,
    *,
    judged: Collection[str],
    known: Collection[str],
    lang: str,
) -> Sorted:
    """Sort out the findings that are suppressed.

    Args:
        findings: All findings of a paper.
        suppressions: Those given for the paper; the ones in its text come from ``document.marks``.
        document: The paper.
        judged: The rules that were judged and are told: of these an unused suppression is wrong.
        known: The ids of all rules of the book.
        lang: The language of messages.
    """
    written, wrong = _written(document, known, lang)
    left = list(findings)
    suppressed: list[Suppressed] = []
    notes: list[str] = []
    day = _day(document)
    for each in (*suppressions, *written):
        matched = [finding for finding in left if _matches(each, finding, document)]
        ended = bool(each.until and day and day > each.until)
        if matched and ended:
            notes.append(_ended(each).say(lang))
        elif matched:
            suppressed += [Suppressed(finding, each) for finding in matched]
            left = [finding for finding in left if finding not in matched]
        elif not ended and any(is_under(rule, each.rule) for rule in judged):
            wrong.append(Misuse(each.source, _unused(each).say(lang), each))
    return Sorted(tuple(left), tuple(suppressed), tuple(wrong), tuple(notes))


def _written(document: Document, known: Collection[str], lang: str) -> tuple[list[Suppression], list[Misuse]]:
    """Return the suppressions in a paper's text, and what is wrong with those that are none."""
    good: list[Suppression] = []
    wrong: list[Misuse] = []
    for mark in document.marks:
        line = document.locate(mark.span.start)[0]
        source = Text(f"第{line}行", f"line {line}").say(lang)
        found = _read(mark, document, source)
        if not found:
            wrong.append(Misuse(source, _USAGE.say(lang)))
        for each in found:
            if any(is_under(rule, each.rule) for rule in known):
                good.append(each)
            else:
                told = Text(f"没有规则“{each.rule}”", f"no rule “{each.rule}”")
                wrong.append(Misuse(source, told.say(lang)))
    return good, wrong


def _read(mark: Mark, document: Document, source: str) -> list[Suppression]:
    match = re.fullmatch(_WRITTEN, fold(mark.text))
    if match is None or not match["reason"].strip():
        return []
    try:
        until = date.fromisoformat(match["until"]) if match["until"] else None
    except ValueError:
        return []
    reason = mark.text[match.start("reason") : match.end("reason")].strip()
    line = document.locate(mark.target.start)[0]
    rules = [rule.strip() for rule in re.split("[,、]", match["rules"])]
    return [Suppression(rule, reason, line=line, until=until, source=source) for rule in rules]


def _matches(each: Suppression, finding: Finding, document: Document) -> bool:
    if not is_under(finding.rule, each.rule):
        return False
    if each.line is not None and each.line not in {p.line for p in (finding.place, *finding.related)}:
        return False
    if each.heading and not any(
        each.heading in name for name in (*finding.place.path, finding.place.excerpt)
    ):
        return False
    return each.text in finding.place.excerpt or each.text in _sentence(finding.place, document)


def _sentence(place: Place, document: Document) -> str:
    """Return the sentences in which a place stands."""
    whole = sentences_of(document.folded, place.span)
    return document.text[whole.start : whole.end]


def _day(document: Document) -> date | None:
    """Return the day of a paper: signed, else published, else the last of its year."""
    signed = document.signature.date if document.signature else None
    return signed or document.published or (date(document.year, 12, 31) if document.year else None)


def _ended(each: Suppression) -> Text:
    return Text(
        f"{each.source}：略过 {each.rule} 的说明只到 {each.until}，本文在其后，仍然列出",
        f"{each.source}: {each.rule} was suppressed until {each.until} only; the paper is later",
    )


def _unused(each: Suppression) -> Text:
    return Text(
        f"略过 {each.rule} 的说明没有对上任何问题，请删去或改正",
        f"the suppression of {each.rule} matches nothing: strike it out or mend it",
    )
