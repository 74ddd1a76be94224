"""``repealed_law``: is no law cited that was no longer in force?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Literal

from lawcheck.kinds._acts import act_begins, gone_by_then, is_former, sentence_at, speaks_of
from lawcheck.kinds._base import Facts, Rule, View
from lawcheck.model import Gap, Severity, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.dates import chinese_date

_STATE = "中华人民共和国"
_NAME = re.compile("《([^《》〈〉\n]{2,40})》")
# 《合同法》(以下简称《合同法》) or (以下简称“条例”)
_ALIAS = r"\((?:以下|下)?简?称[《“]([^》”]{1,30})[》”]\)"
_LONGEST_ALIAS = 40


@record
class Law:
    """A law that ended under its name: ``since`` is the day, names stand without 中华人民共和国.

    ``doubt: date`` says that the repeal is certain and its day is not: it counts from the end of that
    year. ``doubt: repeal`` says that the repeal itself is uncertain: an info.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    name: str
    since: date
    replaced_by: str = ""
    doubt: Literal["date", "repeal"] | None = None
    source: str

    @property
    def surely_gone(self) -> date:
        """The day from which it is certain to be out of force."""
        return date(self.since.year, 12, 31) if self.doubt == "date" else self.since


@record
class Laws(Facts):
    """The data file of laws that were repealed."""

    laws: tuple[Law, ...]


@record
class RepealedLaw(Rule):
    """Met when no 《name》 of ``table`` is cited for an act after its repeal.

    The act's time is the earliest that its sentence tells; where it tells none, the law must have
    been out of force before the reported year began. A sentence with one of ``saved`` (废止, 取代)
    speaks of the repeal itself.
    """

    ABOUT: ClassVar[Text] = Text(
        "看书名号里的法律法规在所说的事发生时是否已经废止（数据文件列明自何日起）。句中没有时间的，按报告"
        "年度开始时算。写废止本身的不算。",
        "Met when no law in 《》 is cited for an act after its repeal (the data file tells since when). "
        "Without a time the beginning of the reported year counts; sentences on the repeal itself do "
        "not.",
    )
    kind: Literal["repealed_law"] = "repealed_law"
    table: Laws
    saved: tuple[str, ...] = ()

    def facts(self) -> Iterator[Facts]:
        """Yield the file of laws."""
        yield self.table

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield laws that stand twice in the file."""
        names = [law.name for law in self.table.laws]
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            yield "table", Text(f"《{name}》在数据文件里有两条", f"《{name}》 stands twice in the data file")

    def judge(self, view: View) -> Verdict:
        """Judge the laws that the paper cites."""
        if view.year is None:
            return self.skipped(view, view.say("报告年度不明", "the reported year is not known"))
        gaps = list(self._gaps(view, view.year))
        if gaps:
            return self.missing(view, view.say(f"{len(gaps)} 处", f"{len(gaps)} places"), *gaps)
        return self.met(view, view.say("没有引用已废止的法律", "no repealed law is cited"))

    def _gaps(self, view: View, year: int) -> Iterator[Gap]:
        laws = {law.name: law for law in self.table.laws}
        told_until = 0
        for span, name in _citations(view):
            law = laws.get("".join(name.split()).removeprefix(_STATE))
            if law is None:
                continue
            alias = re.match(_ALIAS, view.folded[span.end : span.end + _LONGEST_ALIAS])
            if alias:
                laws[alias[1]] = law
            if span.start >= told_until and self._is_wrong(view, law, span, year):
                yield _gap(view, law, span)
            if alias:  # the name and its short form are one place
                told_until = span.end + alias.end()

    def _is_wrong(self, view: View, law: Law, span: Span, year: int) -> bool:
        sentence = sentence_at(view.folded, span.start)
        if not gone_by_then(law.surely_gone, act_begins(view.folded, sentence), year):
            return False
        return not is_former(view.folded, span) and not speaks_of(view, sentence, self.saved)


def _citations(view: View) -> Iterator[tuple[Span, str]]:
    for content in view.document.content:
        for match in _NAME.finditer(view.folded, *content):
            yield Span(*match.span()), match[1]


def _gap(view: View, law: Law, span: Span) -> Gap:
    cited = view.document.text[span.start : span.end]
    unsure = law.doubt == "repeal"
    since = law.since
    if law.doubt == "date":
        zh, en = f"{since.year}年已经失效", f"ended in {since.year}"
    elif unsure:
        zh, en = f"{chinese_date(since)}起可能不再施行", f"may have ended on {since.isoformat()}"
    else:
        zh, en = f"{chinese_date(since)}起不再施行", f"ended on {since.isoformat()}"
    return Gap(
        span,
        expected=f"《{law.replaced_by}》" if law.replaced_by else view.say("现行法律", "a law in force"),
        actual=view.say(f"{cited}{zh}（{law.source}）", f"{cited} {en} (“{law.source}”)"),
        severity=Severity.INFO if unsure else None,
    )
