"""``answers``: is every shortcoming answered by a measure?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Span, Status, Verdict
from lawcheck.text.sentences import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Rule):
    """Looks in the part for the subjects of the sentences of another part (``to``).

    A sentence counts when one of ``when`` stands in it. It is answered when one of its subjects
    (of ``subjects``) stands in the judged part too; a sentence without a known subject is left
    alone.
    """

    kind: Literal["answers"] = "answers"
    to: str
    when: tuple[str, ...]
    subjects: dict[str, tuple[str, ...]]

    def terms(self) -> Iterator[str]:
        """Yield what tells a sentence to answer, and the subjects' terms."""
        yield from self.when
        for terms in self.subjects.values():
            yield from terms

    def judge(self, view: View) -> Verdict:
        """Judge which sentences of the other part are answered."""
        other = view.parts.get(self.to)
        asked = list(self._asked(view, other.spans)) if other and other.spans else []
        if not asked:
            return self.skipped(view, view.say("没有可对照的不足", "nothing to be answered"))
        answered = {subject for subject, terms in self.subjects.items() if view.find(terms)}
        open_ = [(span, subjects) for span, subjects in asked if not subjects & answered]
        if not open_:
            return self.met(view, view.say("不足都有对应安排", "every shortcoming is answered"))
        gaps = [self._gap(view, span, subjects) for span, subjects in open_]
        reason = view.say(f"{len(open_)} 处不足没有对应安排", f"{len(open_)} unanswered")
        score = 1 - len(open_) / len(asked)
        return self.verdict(view, Status.WEAK if score else Status.MISSING, score, reason, gaps)

    def _asked(self, view: View, spans: tuple[Span, ...]) -> Iterator[tuple[Span, frozenset[str]]]:
        for outer in spans:
            for sentence in sentences(view.folded, outer):
                if not self._stands_in(view, self.when, sentence):
                    continue
                found = [s for s, terms in self.subjects.items() if self._stands_in(view, terms, sentence)]
                if found:
                    yield sentence, frozenset(found)

    @staticmethod
    def _stands_in(view: View, terms: tuple[str, ...], span: Span) -> bool:
        return any(hit.span.start in span for hit in view.hits.any_of(terms))

    def _gap(self, view: View, span: Span, subjects: frozenset[str]) -> Gap:
        named = "、".join(subject for subject in self.subjects if subject in subjects)
        return Gap(
            span,
            expected=view.say(f"下一年度安排中有针对“{named}”的措施", f"a measure about {named} in the plan"),
            actual=view.say(f"安排中没有提到“{named}”", f"the plan says nothing about {named}"),
        )
