"""``followed``: does the paper say what became of last year's plan?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.kinds._years import (
    Sought,
    nearest,
    place_of_absent,
    sentences_in,
    sentences_of_parts,
)
from lawcheck.model import Gap, Severity, Span, Status, Text, Trace, Verdict
from lawcheck.records import record
from lawcheck.text.repeats import letters_of

_CLAUSE = re.compile("[^,]+")


@record
class Followed(Rule):
    """Looks, for each sentence of last year's plan, for what this year's paper says of it.

    A sentence of the part ``plan`` of last year's paper is answered by a sentence of the parts ``in`` of this
    year's that shares its telling words: likeness of ``threshold`` or more. What comes near (``near`` or
    more) is told as an info. What the parts ``admitted`` tell as not done, by one of ``undone`` (the platform
    尚未建成), is an answer too. Sentences that hold one of ``slogans``, and those that say nothing but
    words which tell nothing, promise nothing.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    compares_years: ClassVar[bool] = True
    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "上一年度报告的安排（“plan”）逐句与本年度的“in”各部分比较，看有没有写到落实情况；按实义词比，近义词也算。"
        "达到“threshold”即有交代，达到“near”的只作提示；在“admitted”里写明没有做到（“undone”）的，也是交代。"
        "得分是有交代的比例。",
        "Looks for each sentence of last year's plan in the parts “in” of this paper, by telling words and "
        "those akin to them: “threshold” or more is an answer, “near” or more an info. What “admitted” tells"
        " as not done (“undone”) is an answer too. The score is the share that is answered.",
    )
    kind: Literal["followed"] = "followed"
    plan: str
    in_: tuple[str, ...]
    threshold: float = 0.4
    near: float = 0.27
    admitted: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    slogans: tuple[str, ...] = ()

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield likenesses that nothing could reach or that are the wrong way round."""
        if not 0 < self.near <= self.threshold <= 1:
            zh = f'应为 0 < "near" ≤ "threshold" ≤ 1，这里是 {self.near:g} 和 {self.threshold:g}'
            en = f'0 < "near" ≤ "threshold" ≤ 1 is wanted, not {self.near:g} and {self.threshold:g}'
            yield "threshold", Text(zh, en)
        if bool(self.admitted) != bool(self.undone):
            lone, other = ("admitted", "undone") if self.admitted else ("undone", "admitted")
            yield lone, Text(f'有 "{lone}" 就要有 "{other}"', f'"{lone}" does nothing without "{other}"')

    def judge(self, view: View) -> Verdict:
        """Judge which measures of last year's plan are answered."""
        old = self.earlier(view)
        measures = list(self._measures(old))
        sought = Sought(view, sentences_of_parts(view, self.in_))
        if not measures:
            return self.skipped(view, view.say("上一年度报告没有写安排", "last year's paper plans nothing"))
        if not sought.passages:
            return self.skipped(view, view.say("本年度没有写举措和成效", "this year's paper tells no work"))
        admitted = Sought(view, self._admissions(view))
        traces = tuple(self._trace(old, span, sought, admitted) for span in measures)
        gaps = [self._gap(view, old, each) for each in traces if each.likeness < self.threshold]
        answered = len(traces) - len(gaps)
        reason = view.say(
            f"上一年度的 {len(traces)} 项安排，{answered} 项有交代",
            f"{answered} of {len(traces)} measures of last year are answered",
        )
        status = Status.WEAK if gaps and answered else Status.MISSING if gaps else Status.MET
        verdict = self.verdict(view, status, answered / len(traces), reason, gaps)
        return replace(verdict, traces=traces)

    def _measures(self, old: View) -> Iterator[Span]:
        part = old.parts.get(self.plan)
        for span in sentences_in(old, part) if part else ():
            text = old.folded[slice(*span)]
            if not any(slogan in text for slogan in self.slogans) and any(old.lexicon.words(text)):
                yield span

    def _admissions(self, view: View) -> Iterator[Span]:
        # a clause that says so, with the one before it, which may name what is meant (平台经费不足,尚未启动)
        for sentence in sentences_of_parts(view, self.admitted):
            clauses = [Span(*match.span()) for match in _CLAUSE.finditer(view.folded, *sentence)]
            for before, clause in zip([clauses[0], *clauses], clauses, strict=False):
                if any(view.folded.find(word, *clause) >= 0 for word in self.undone):
                    yield Span(before.start, clause.end)

    def _trace(self, old: View, span: Span, done: Sought, admitted: Sought) -> Trace:
        found = done.trace(old, span, self.threshold)
        if found.likeness >= self.threshold:
            return found
        undone = admitted.trace(old, span, self.threshold, of_deeds=False)
        return undone if undone.likeness >= self.threshold else found

    def _gap(self, view: View, old: View, trace: Trace) -> Gap:
        near = trace.new if trace.likeness >= self.near else None
        return Gap(
            near or place_of_absent(view, self.in_),
            expected=view.say(
                "写明上一年度这项安排的落实情况", "what became of this measure of last year's plan"
            ),
            actual=nearest(view, trace),
            message=view.say(
                "上一年度的安排似乎没有交代", "a measure of last year's plan seems to be unanswered"
            )
            if near
            else None,
            severity=Severity.INFO if near else None,
            key=letters_of(old.folded[slice(*trace.old)]),
            of_text=False,
            previous=(trace.old,),
        )
