"""``reported_year``: do headings and opening speak of the year that the title names?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

from lawcheck.kinds._acts import speaks_of
from lawcheck.kinds._base import Rule, View, own_years
from lawcheck.model import Gap, Severity, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.figures import Statement
from lawcheck.text.sentences import sentences

_REPORTED = re.compile(r"现将.{0,60}(?:报告|汇报|公布|总结)如下")
_LEADS_IN = re.compile("(?:刚刚?)?(?:过去的|在)?[ “]?")
_HEAD = 6  # code points that may stand before the year at the head of a sentence
# 2024年，… or 2024年共…: the year of what was done, not of a document or an award
_AS_A_YEAR = re.compile("(?:全年|度)?[,我全共本累县市区镇乡局]")
_CLAUSE_END = re.compile("[,;:。]")
_OPENS = re.compile(r"年度?,|年度?[我全县市区镇乡省]")


@record
class ReportedYear(Rule):
    """Met when no heading of a part and no opening sentence names a year but the reported one.

    Headings of the parts in ``next_year_in`` (the plan) have a year of their own. In the parts of
    ``figures_in`` a sentence that begins with one of the two years before and gives its figures is told
    as a warning, unless what it tells first is history (``saved``: 成立, 荣获; ``issued`` with a name
    《…》: 印发), or the reported year or one of ``compared`` (较, 以来) stands in it or beside it.
    """

    ABOUT: ClassVar[Text] = Text(
        "看标题、开头写的年度是否与报告年度一致；“figures_in”的部分里以前两年开头、给出当年数"
        "据的句子，作警告。写历史、作比较的不算。",
        "Met when headings and opening name the reported year only; a sentence in the parts of “figures_in”"
        " that begins with an earlier year and gives its figures is a warning. History and comparisons "
        "do not count.",
    )
    kind: Literal["reported_year"] = "reported_year"
    next_year_in: tuple[str, ...] = ()
    figures_in: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()

    def judge(self, view: View) -> Verdict:
        """Judge the years of headings, opening and figures."""
        if view.year is None:
            return self.skipped(view, view.say("报告年度不明", "the reported year is not known"))
        wrong = sorted({*self._in_headings(view), *self._in_opening(view)}, key=lambda found: found[1])
        gaps = [self._leftover(view, past, span) for past, span in self._past_figures(view, view.year)]
        if wrong:
            gaps.insert(0, self._gap(view, wrong))
        if not gaps:
            return self.met(view, view.say("年度一致", "the years agree"))
        return self.missing(view, gaps[0].actual, *gaps)

    @staticmethod
    def _gap(view: View, wrong: list[tuple[int, Span]]) -> Gap:
        year, span = wrong[0]
        actual = view.say(f"写的是{year}年", f"it says {year}")
        expected = view.say(f"{view.year}年（与标题一致）", f"{view.year}, as in the title")
        related = tuple(s for _, s in wrong[1:])
        return Gap(span, expected, actual, related=related, key=str(year), of_text=False)

    @staticmethod
    def _leftover(view: View, year: int, span: Span) -> Gap:
        return Gap(
            span,
            expected=view.say(f"{view.year}年的数据", f"the figures of {view.year}"),
            actual=view.say(f"这句写的是{year}年的数据", f"the figures of {year} stand here"),
            message=view.say("疑似沿用上一年度的数据", "figures of the year before, as it seems"),
            severity=Severity.WARNING,
        )

    def _past_figures(self, view: View, year: int) -> Iterator[tuple[int, Span]]:
        """Yield the year at the head of sentences that give the figures of a year before."""
        for past in (year - 1, year - 2):
            yield from ((past, span) for span in self._figures_of(view, past, year))

    def _figures_of(self, view: View, past: int, year: int) -> Iterator[Span]:
        word, now = f"{past}年", (f"{year}年", "今年", "本年")
        if word not in view.folded:
            return
        spans = [s for id_ in self.figures_in if id_ in view.parts for s in view.parts[id_].spans]
        for statement in view.figures.statements:
            start, end = statement.span
            at = view.folded.find(word, start, end)
            if at < 0 or at - start > _HEAD or not any(start in span for span in spans):
                continue
            if not _AS_A_YEAR.match(view.folded, at + len(word)):
                continue
            around = _around(view.folded, statement.span)
            if any(told in around for told in (*now, *self.compared)):
                continue
            clause = Span(at, _clause_of_figure(view, statement, at))
            history = (*self.saved, *(self.issued if "《" in view.folded[slice(*clause)] else ()))
            if not speaks_of(view, clause, history):
                yield Span(at, at + len(word))

    def _in_headings(self, view: View) -> Iterator[tuple[int, Span]]:
        next_ = {s.index for id_ in self.next_year_in if id_ in view.parts for s in view.parts[id_].sections}
        for part in view.parts.values():
            for section in part.sections:
                if section.level > 1 or section.index in next_:
                    continue
                told = list(own_years(view.folded, section.heading))
                if told and view.year not in [year for year, _ in told]:
                    yield told[0]

    @staticmethod
    def _in_opening(view: View) -> Iterator[tuple[int, Span]]:
        start = view.document.title_span.end if view.document.title_span else 0
        first = view.document.sections[0].heading.start if view.document.sections else start
        for content in view.document.content:
            span = Span(max(start, content.start), min(first, content.end))
            for sentence in sentences(view.folded, span) if span.end > span.start else ():
                told = [year for year, _ in own_years(view.folded, sentence)]
                for year, digits in own_years(view.folded, sentence):
                    starts = _LEADS_IN.fullmatch(view.folded, sentence.start, digits.start)
                    opens = starts and _OPENS.match(view.folded, digits.end)
                    announced = _REPORTED.search(view.folded, sentence.start, sentence.end)
                    inside = announced and announced.start() <= digits.start < announced.end()
                    planned = inside and year - 1 in told  # 2025年情况和2026年安排报告如下
                    if year != view.year and (opens or inside) and not planned:
                        yield year, digits


def _clause_of_figure(view: View, statement: Statement, at: int) -> int:
    """Return where the clause ends that gives the first figure behind an offset."""
    first = next((q.span.end for q in statement.quantities if q.span.start > at), statement.span.end)
    mark = _CLAUSE_END.search(view.folded, first, statement.span.end)
    return mark.start() if mark else statement.span.end


def _around(folded: str, span: Span) -> str:
    """Return a sentence with the ones before and after it in its paragraph."""
    line = folded.rfind("\n", 0, span.start) + 1
    stop = folded.find("\n", span.end)
    stop = stop if stop >= 0 else len(folded)
    start = folded.rfind("。", line, max(line, span.start - 1)) + 1 or line
    end = folded.find("。", span.end + 1, stop)
    return folded[start : end if end >= 0 else stop]
