"""``leftover``: do last year's year or the name of last year's issuer still stand in the paper?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from lawcheck.kinds._acts import is_former, sentence_at
from lawcheck.kinds._base import Rule, View, own_years
from lawcheck.kinds._passages import running_text
from lawcheck.kinds._years import line_of
from lawcheck.model import Gap, Severity, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.issuers import names_of, same_name
from lawcheck.text.repeats import SHORTEST, Borrowed, borrowed
from lawcheck.text.sentences import clause_start, is_quoted
from lawcheck.text.terms import fold_term, occurrences

# A year that says when something was done, and does not name a law's version or a period.
_OF_THE_TIME = re.compile("年?(?:度)?(?:[,、]|\\d{1,2}月|全年|我|全|本|共|累计|[县市区镇乡局委])")
_PLACE_END = re.compile("(?<=[^省市县区州旗盟镇乡])[省市县区州旗盟镇乡](?=.{3,})")
# a character before a name that makes it a piece of another: 青湖县司法局
_NAME_BEFORE = re.compile(r"[^\W\d_由与和对向在将的经及是据按为从被让给]\Z")
_REACH = 12  # characters behind a name or year that belong to its clause


@record
class Leftover(Rule):
    """Met when nothing taken over from last year's paper still names last year or that paper's issuer.

    A year counts that says when something was done, in a passage of ``at_least`` letters that stands in last
    year's paper, outside the parts ``not_in``; a clause with one of ``compared`` (较, 以来) is right, and
    a sentence that tells this year, too. The
    name of last year's issuer counts where it is not this paper's (a body that was renamed), wherever it
    stands but as a former one (原…), in the name of a document or with one of ``saved`` in its clause.
    """

    compares_years: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "看从上一年度报告沿用的语句里有没有忘了改的年份，改了名的单位有没有还用旧名。作比较、写历史（“原”）、"
        "文件名里的不算。",
        "Looks in what was taken over from last year's paper for its year, and everywhere for the name of an "
        "issuer that has another name now. Comparisons, former names and names of documents do not count.",
    )
    kind: Literal["leftover"] = "leftover"
    at_least: int = SHORTEST
    not_in: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield a number so small that mere words would be passages."""
        if self.at_least < SHORTEST:
            zh = f'"at_least" 不能小于 {SHORTEST}，这里是 {self.at_least}'
            yield "at_least", Text(zh, f'"at_least" must be at least {SHORTEST}, not {self.at_least}')

    def judge(self, view: View) -> Verdict:
        """Judge the years and names that may have been taken over."""
        old = self.earlier(view)
        gaps = [*self._years(view, old), *self._names(view, old)]
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处", f"{len(gaps)} places"), *gaps)
        return self.met(view, view.say("没有沿用的年份、名称", "no year or name is left over"))

    def _years(self, view: View, old: View) -> Iterator[Gap]:
        last = old.year
        if last is None or view.year == last or f"{last}年" not in view.folded:
            return
        texts = list(running_text(view.document))
        passages = borrowed(view.folded, texts, old.folded, running_text(old.document), self.at_least)
        for passage in passages:
            for year, digits in own_years(view.folded, passage.span):
                if year == last and self._is_of_the_time(view, digits):
                    yield _year_gap(view, old, last, digits, passage)

    def _is_of_the_time(self, view: View, digits: Span) -> bool:
        start = clause_start(view.folded, digits.start)
        clause = view.folded[start : digits.end + _REACH]
        apart = any(digits.start in span for id_ in self.not_in for span in _spans(view, id_))
        of_the_time = _OF_THE_TIME.match(view.folded, digits.end) is not None
        both = f"{view.year}年" in view.folded[slice(*sentence_at(view.folded, digits.start))]
        told = any(word in clause for word in self.compared)
        return of_the_time and not (apart or both or told)

    def _names(self, view: View, old: View) -> Iterator[Gap]:
        own = [name for issuer in _issuers(view) for name in names_of(issuer)]
        for name in dict.fromkeys(name for issuer in _issuers(old) for name in names_of(issuer)):
            if own and not any(same_name(name, each) for each in own):
                spans = {span for called in _ways_to_call(name) for span in self._places(view, called, own)}
                yield from (_name_gap(view, old, name, own[0], span) for span in sorted(spans))

    def _places(self, view: View, name: str, own: Sequence[str]) -> Iterator[Span]:
        """Yield where a name stands as that of a living body, not as a piece of another name."""
        called = [each[len(each) - len(rest) :] for each in own for rest in (each, *_ways_to_call(each))]
        for span in occurrences(view.folded, fold_term(name)):
            clause = view.folded[clause_start(view.folded, span.start) : span.end + _REACH]
            longer = any(view.folded.startswith(each, span.start) for each in called if len(each) > len(name))
            part = _NAME_BEFORE.search(view.folded, max(0, span.start - 2), span.start)
            saved = any(word in clause for word in self.saved)
            if not (longer or part or saved or is_former(view.folded, span) or is_quoted(view.folded, span)):
                yield span


def _ways_to_call(name: str) -> tuple[str, ...]:
    """Return a body's name, and as its own place calls it: 云溪县司法局, 县司法局."""
    cut = _PLACE_END.search(name)
    return (name, name[cut.start() :]) if cut else (name,)


def _spans(view: View, part: str) -> tuple[Span, ...]:
    return view.parts[part].spans if part in view.parts else ()


def _issuers(view: View) -> Iterator[str]:
    """Yield the issuer as the paper names it, and as it signs."""
    document = view.document
    yield from (name for name in (document.issuer, document.signature and document.signature.issuer) if name)


def _year_gap(view: View, old: View, last: int, digits: Span, passage: Borrowed) -> Gap:
    line = line_of(old, passage.source)
    return Gap(
        digits,
        expected=view.say(f"{view.year}年" if view.year else "本年度", f"{view.year or 'this year'}"),
        actual=view.say(
            f"这句沿用上一年度报告第{line}行，年份还是{last}年",
            f"taken over from line {line} of last year's paper with its year {last}",
        ),
        message=view.say("沿用上一年度的语句，年份没有改", "last year's year is left over"),
        previous=(passage.source,),
    )


def _name_gap(view: View, old: View, name: str, own: str, span: Span) -> Gap:
    at = old.folded.find(fold_term(name))
    return Gap(
        span,
        expected=view.say(f"现在的名称（{own}）", f"the present name (“{own}”)"),
        actual=view.say(f"写的是上一年度报告的发文机关“{name}”", f"it names last year's issuer “{name}”"),
        message=view.say(
            "发文机关的旧名或别的单位的名称没有改", "the name of last year's issuer is left over"
        ),
        severity=Severity.WARNING,
        previous=(Span(at, at + len(name)),) if at >= 0 else (),
    )
