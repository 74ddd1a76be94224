"""``answers``: is every shortcoming answered by a measure?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Span, Status, Text, Verdict
from lawcheck.records import record
from lawcheck.text.sentences import sentences

_ECHO = 4  # code points in a row that a measure repeats of a shortcoming answer it


@record
class Answers(Rule):
    """Looks in the part for the subjects of the sentences of another part (``to``).

    A sentence counts when one of ``when`` stands in it. It is answered when one of its subjects
    (of ``subjects``), or one that its item explains it by, stands in the judged part too, or when
    that part repeats its words. A sentence without a known subject is left alone. ``english`` gives
    the subjects' names in English.
    """

    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "逐句看“to”那一部分（如不足）里含有“when”中的词的句子，看本部分有没有写到同一主题（subjects）"
        "。都有对应即达到；得分是有对应的比例。看不出主题的句子不判断。",
        "Looks, for each sentence of the part “to” with a word of “when”, for its subjects in this "
        "part. Met when all are answered; the score is the share that is. Sentences of no known subject "
        "are left alone.",
    )
    kind: Literal["answers"] = "answers"
    to: str
    when: tuple[str, ...]
    subjects: dict[str, tuple[str, ...]]
    english: dict[str, str] | None = None

    def terms(self) -> Iterator[str]:
        """Yield what tells a sentence to answer, and the subjects' terms."""
        yield from self.when
        for terms in self.subjects.values():
            yield from terms

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield English names of no subject."""
        for name in (self.english or {}).keys() - self.subjects.keys():
            zh = f'"english" 里的 "{name}" 不在 "subjects" 里'
            yield "english", Text(zh, f'"{name}" of "english" is not in "subjects"')

    def judge(self, view: View) -> Verdict:
        """Judge which sentences of the other part are answered."""
        other = view.parts.get(self.to)
        asked = dict(self._asked(view, other.spans)) if other else {}
        if not asked:
            return self.skipped(view, view.say("没有可对照的不足", "nothing to be answered"))
        answered = {subject for subject, terms in self.subjects.items() if view.holds(terms)}
        plan = "".join(view.folded[span.start : span.end] for span in view.spans)
        gaps = [
            self._gap(view, span, subjects)
            for span, subjects in asked.items()
            if not subjects & answered and not _echoes(view.folded[span.start : span.end], plan)
        ]
        if not gaps:
            return self.met(view, view.say("不足都有对应安排", "every shortcoming is answered"))
        reason = view.say(f"{len(gaps)} 处不足没有对应安排", f"{len(gaps)} unanswered")
        score = 1 - len(gaps) / len(asked)
        return self.verdict(view, Status.WEAK if score else Status.MISSING, score, reason, gaps)

    def _asked(self, view: View, spans: tuple[Span, ...]) -> Iterator[tuple[Span, set[str]]]:
        """Yield the sentences that tell a shortcoming, with their subjects."""
        when = view.hits.possible(self.when)
        possible = ((subject, view.hits.possible(terms)) for subject, terms in self.subjects.items())
        known = {subject: terms for subject, terms in possible if terms}

        def named(span: Span) -> set[str]:
            return {subject for subject, terms in known.items() if view.hits.stand_in(terms, span)}

        for outer in spans:
            for sentence in sentences(view.folded, outer):
                if view.hits.stand_in(when, sentence) and (subjects := named(sentence)):
                    item = self._item(view, sentence)
                    yield sentence, subjects if item == sentence else named(item)

    @staticmethod
    def _item(view: View, sentence: Span) -> Span:
        """Return the item of a list to which a sentence belongs: its other sentences explain it."""
        section = view.document.section_at(sentence.start)
        own = section is not None and section.marker and view.part and section not in view.part.sections
        return section.extent if section and own and section.level > 1 else sentence

    def _gap(self, view: View, span: Span, subjects: set[str]) -> Gap:
        told = [subject for subject in self.subjects if subject in subjects]
        english = self.english or {}
        named = view.say("、", ", ").join(view.say(each, english.get(each, f"“{each}”")) for each in told)
        return Gap(
            span,
            expected=view.say(f"下一年度安排中有针对“{named}”的措施", f"a measure about {named} in the plan"),
            actual=view.say(f"安排中没有提到“{named}”", f"the plan says nothing about {named}"),
        )


def _echoes(sentence: str, plan: str) -> bool:
    """Tell whether a plan repeats four Chinese characters of a sentence in a row."""
    pieces = (sentence[at : at + _ECHO] for at in range(len(sentence) - _ECHO + 1))
    return any(piece in plan for piece in pieces if all("\u4e00" <= char <= "\u9fff" for char in piece))
