"""What the kinds share that compare a paper with last year's: the sentences to compare, and what is alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lawcheck.kinds._base import View, top_of
from lawcheck.kinds._passages import is_heading
from lawcheck.model import Part, Span, Trace
from lawcheck.text.markers import read_marker
from lawcheck.text.matching import Likeness, Matcher
from lawcheck.text.repeats import letters_of
from lawcheck.text.sentences import sentences

_NEAR = 0.15  # likeness below which what comes nearest is about something else
_FEWEST = 6  # letters of a sentence that can say something
_LEAD = re.compile("[^。;\n]*:(?=\\s*(?:一是|第一,|[(]一[)]|1[.、)]))")
_BRACKETS = re.compile(r"\([^()\n]{5,}\)")  # no numbers of items
_DIGIT = re.compile(r"\d")
_ANNOUNCES = (":", "：")  # a sentence that ends so only announces what follows
_LONGEST_LEAD = 14  # letters of a sentence that only says what the next ones are about
_SHOWN = 60  # characters of a sentence of the other paper that a message quotes


def sentences_in(view: View, part: Part) -> list[Span]:
    """Return the sentences of a part that say something, in their order.

    A heading, or the short first sentence of an item, that only leads in to others is none; an item that is
    nothing but its heading ((二)修订应急预案。) is one. What stands in brackets (责任科室:…) is left out.
    """
    folded = view.folded
    found = []
    for outer in part.spans:
        aside = [Span(*match.span()) for match in _BRACKETS.finditer(folded, *outer)]
        for sentence in sentences(folded, outer):
            told = _without_lead(view, sentence)
            bracketed = any(told.start in each for each in aside)
            if (
                not bracketed
                and _says_something(folded[slice(*told)])
                and not _leads_in(view, told, outer.end)
            ):
                found.append(told)
    return found


def _leads_in(view: View, sentence: Span, end: int) -> bool:
    """Tell whether a sentence is a heading over others, or a short one at the head of an item."""
    section = view.document.section_at(sentence.start)
    headed = section is not None and sentence.start in section.heading
    if section and headed and not section.inline and is_heading(section):
        return _has_text(view, Span(section.heading.end, section.extent.end))
    text = view.folded[slice(*sentence)]
    stop = view.folded.find("\n", sentence.end)
    after = Span(sentence.end, end if stop < 0 else min(stop, end))
    return (headed or read_marker(text) is not None) and _is_short(text) and _has_text(view, after)


def _is_short(sentence: str) -> bool:
    marker = read_marker(sentence)
    said = letters_of(sentence[marker.length if marker else 0 :])
    return len(said) <= _LONGEST_LEAD and not _DIGIT.search(said)


def _has_text(view: View, span: Span) -> bool:
    return len(letters_of(_BRACKETS.sub("", view.folded[slice(*span)]))) >= _FEWEST


def _without_lead(view: View, sentence: Span) -> Span:
    """Return a sentence without what leads in to the first item of a list (还有以下不足:一是…)."""
    lead = _LEAD.match(view.folded, *sentence)
    return Span(lead.end(), sentence.end) if lead else sentence


def _says_something(sentence: str) -> bool:
    return len(letters_of(sentence)) >= _FEWEST and not sentence.rstrip().endswith(_ANNOUNCES)


class Sought:
    """The passages of a paper among which those that answer last year's are looked for."""

    def __init__(self, view: View, passages: Iterable[Span]) -> None:
        """Take their ranges, each with what is to be shown of it."""
        self.passages = sorted(set(passages))
        self._matcher = Matcher(view.lexicon, [view.folded[slice(*each)] for each in self.passages])

    def trace(self, old: View, span: Span, threshold: float, *, of_deeds: bool = True) -> Trace:
        """Return what is most like a sentence of last year's paper; see `Matcher.best`."""
        best = self._matcher.best(old.folded[slice(*span)], of_deeds=of_deeds) or Likeness(0, 0.0)
        new = self.passages[best.at] if best.value else None
        return Trace(span, new, round(best.value, 4), threshold)


def sentences_of_parts(view: View, parts: Iterable[str]) -> list[Span]:
    """Return the sentences of several parts, by their ids."""
    return [each for id_ in parts if id_ in view.parts for each in sentences_in(view, view.parts[id_])]


def place_of_absent(view: View, parts: Iterable[str]) -> Span:
    """Return where what is nowhere in some parts belongs: the heading of the first that stands."""
    standing = (view.parts[id_] for id_ in parts if id_ in view.parts)
    return next((part.evidence[0] for part in standing if part.evidence), top_of(view.document))


def quoted(view: View, span: Span) -> str:
    """Return the text of a place as a message quotes it."""
    text = " ".join(view.document.text[slice(*span)].split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def line_of(view: View, span: Span) -> int:
    """Return the line (from 1) of a place."""
    return view.document.locate(span.start)[0]


def nearest(view: View, trace: Trace) -> str:
    """Say that nothing answers a sentence of last year's paper, and what comes nearest, if anything does."""
    if trace.new is None or trace.likeness < _NEAR:
        return view.say("没有找到", "nothing was found")
    shown, line = quoted(view, trace.new), line_of(view, trace.new)
    found, least = f"{trace.likeness:.2f}", f"{trace.threshold:.2f}"
    return view.say(
        f"没有找到；最接近的是第{line}行“{shown}”（相似度 {found}，达到 {least} 才算）",
        f"nothing was found; line {line} comes nearest: “{shown}” ({found} of {least})",
    )
