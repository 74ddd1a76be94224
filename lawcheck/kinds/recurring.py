"""``recurring``: do last year's shortcomings stand again, or are they gone without a word?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Literal, NamedTuple

from lawcheck.kinds._base import Rule, View
from lawcheck.kinds._years import Sought, nearest, place_of_absent, sentences_in, sentences_of_parts
from lawcheck.kinds.listed_items import items
from lawcheck.model import Gap, Severity, Span, Status, Text, Trace, Verdict
from lawcheck.records import record
from lawcheck.text.repeats import letters_of
from lawcheck.text.sentences import sentences

_ENDING = 14  # code points at the end of a sentence that tell whether it only leads in


class _Claim(NamedTuple):
    """A shortcoming that a paper tells: all that is said of it, and the sentence that says it first."""

    whole: Span
    first: Span


class _Fate(NamedTuple):
    """What became of a shortcoming: whether it stands again, and what is most like it."""

    again: bool
    trace: Trace


@record
class Recurring(Rule):
    """Looks, for each shortcoming of last year, whether it stands again or what was done about it.

    A shortcoming is an item of the part ``shortcomings``, or a sentence outside items that holds a word of
    ``when``, none of ``causes``, and does not end in one of ``not`` (存在一些薄弱环节). It stands again where
    one of this year's is as like it as ``again``; then it is told (as an info below ``surely``), and as word
    for word the same where it is. Else something in this year's shortcomings or the parts ``in`` should be as
    like it as ``threshold``. One that is gone without a word is an info.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    compares_years: ClassVar[bool] = True
    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "上一年度报告写的每条不足（“when”），看本年度是否又写（相似度达到“again”），或者“in”各部分有没有写到怎样"
        "改的（达到“threshold”）。又写的作警告，没有下文的只作提示。得分是没有再写、有下文的比例。",
        "Looks for each shortcoming of last year (“when”): it stands again (likeness of “again”), or the "
        "parts “in” say what was done (“threshold”). Told when it stands again; gone without a word is an "
        "info. The score is the share that was dealt with.",
    )
    kind: Literal["recurring"] = "recurring"
    shortcomings: str
    in_: tuple[str, ...]
    when: tuple[str, ...]
    causes: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    again: float = 0.52
    surely: float = 0.75
    threshold: float = 0.2

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield likenesses that nothing or everything reaches."""
        values = (("again", self.again), ("surely", self.surely), ("threshold", self.threshold))
        for key, value in values:
            if not 0 < value <= 1:
                zh = f'"{key}" 应大于 0、不大于 1，这里是 {value:g}'
                yield key, Text(zh, f'"{key}" must be above 0 and at most 1, not {value:g}')

    def judge(self, view: View) -> Verdict:
        """Judge what became of last year's shortcomings."""
        old = self.earlier(view)
        wanting = [claim.first for claim in self._claims(old)]
        if not wanting:
            nothing = view.say("上一年度报告没有写具体不足", "last year's paper tells no shortcoming")
            return self.skipped(view, nothing)
        fates = list(self._fates(view, old, wanting))
        gaps = [gap for fate in fates for gap in self._gaps(view, old, fate)]
        mended = len(wanting) - len(gaps)
        reason = view.say(
            f"上一年度的 {len(wanting)} 条不足，{mended} 条有改进的交代",
            f"{mended} of {len(wanting)} shortcomings of last year were dealt with",
        )
        status = Status.WEAK if gaps and mended else Status.MISSING if gaps else Status.MET
        verdict = self.verdict(view, status, mended / len(wanting), reason, gaps)
        return replace(verdict, traces=tuple(fate.trace for fate in fates))

    def _claims(self, view: View) -> Iterator[_Claim]:
        part = view.parts.get(self.shortcomings)
        if part is None:
            return
        listed = [Span(item.heading.start, item.extent.end) for item in items(replace(view, part=part))]
        for item in listed:
            line = Span(view.folded.rfind("\n", 0, item.start) + 1, item.start)
            if not _holds(view, self.causes, line):  # 究其原因:一是…
                yield _Claim(item, next(sentences(view.folded, item), item))
        for span in sentences_in(view, part):
            end = Span(max(span.start, span.end - _ENDING), span.end)  # 还存在一些薄弱环节。
            idle = _holds(view, self.causes, span) or _holds(view, self.not_, end)
            inside = any(span.start in item for item in listed)
            if _holds(view, self.when, span) and not idle and not inside:
                yield _Claim(span, span)

    def _fates(self, view: View, old: View, wanting: Sequence[Span]) -> Iterator[_Fate]:
        now = {claim.whole: claim.first for claim in self._claims(view)}
        same, done = Sought(view, now), Sought(view, sentences_of_parts(view, self.in_))
        for span in wanting:
            again = same.trace(old, span, self.again, of_deeds=False)
            if again.new and again.likeness >= self.again:
                yield _Fate(True, replace(again, new=now[again.new]))
            else:
                mended = done.trace(old, span, self.threshold, of_deeds=False)
                nearer = again.new and again.likeness > mended.likeness
                yield _Fate(False, replace(again, threshold=self.threshold) if nearer else mended)

    def _gaps(self, view: View, old: View, fate: _Fate) -> Iterator[Gap]:
        if fate.again:
            yield self._again(view, old, fate.trace)
        elif fate.trace.likeness < self.threshold:
            yield self._gone(view, old, fate.trace)

    def _again(self, view: View, old: View, trace: Trace) -> Gap:
        new = trace.new or place_of_absent(view, (self.shortcomings,))
        was = letters_of(old.folded[slice(*trace.old)])
        like = f"{trace.likeness:.2f}"
        actual = view.say(f"又写了相近的不足（相似度 {like}）", f"much the same again (likeness {like})")
        if was == letters_of(view.folded[slice(*new)]):
            actual = view.say("与上一年度一字不差", "the same, word for word")
        sure = trace.likeness >= self.surely
        return Gap(
            new,
            message=None
            if sure
            else view.say("上一年度的不足今年似乎又写", "a shortcoming of last year seems to stand again"),
            severity=None if sure else Severity.INFO,
            expected=view.say("上一年度的不足已经改进，或写明为何仍在", "mended, or why it is still there"),
            actual=actual,
            key=was,
            of_text=False,
            previous=(trace.old,),
        )

    def _gone(self, view: View, old: View, trace: Trace) -> Gap:
        return Gap(
            place_of_absent(view, (self.shortcomings, *self.in_)),
            expected=view.say("写明上一年度的这条不足改得怎样", "what was done about it"),
            actual=nearest(view, trace),
            message=view.say("上一年度的不足没有下文", "a shortcoming of last year is gone without a word"),
            severity=Severity.INFO,
            key=letters_of(old.folded[slice(*trace.old)]),
            of_text=False,
            previous=(trace.old,),
        )


def _holds(view: View, words: tuple[str, ...], span: Span) -> bool:
    return any(view.folded.find(word, *span) >= 0 for word in words)
