"""The desk that papers are laid on, one after the other: what a page needs, on a server and in a browser.

It needs no process, thread or socket, and keeps nothing on disk.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import NamedTuple, Unpack

from lawcheck import api
from lawcheck.annotate import annotate
from lawcheck.call import Options, prepare
from lawcheck.desk._bundle import bundle
from lawcheck.errors import ReadError, UsageError
from lawcheck.many import unreadable
from lawcheck.model import Report, ReportStatus, Run, Severity, Text, Unreadable
from lawcheck.readers import formats
from lawcheck.renderers import media
from lawcheck.renderers._overview.rows import row
from lawcheck.renderers._words import notes

__all__ = ["Desk", "Made", "Told", "cannot"]


class Told(NamedTuple):
    """What came of one paper, in short.

    ``status`` is that of the report, or ``unreadable``; ``verdict`` the same in words and ``reason`` why it
    is so. ``score`` is None where there is none. ``errors``, ``warnings`` and ``infos`` count findings.
    ``word`` tells whether a commented Word copy can be had.
    """

    number: int
    name: str
    status: str
    verdict: str
    reason: str
    score: float | None
    issuer: str
    year: int | None
    errors: int
    warnings: int
    infos: int
    word: bool


class Made(NamedTuple):
    """A file made for the reader: name, media type, content."""

    name: str
    media: str
    data: bytes


class _Laid(NamedTuple):
    """A paper on the desk; ``data`` only where a copy with comments can be made of it."""

    answer: Report | Unreadable
    data: bytes | None


class Desk:
    """Papers and what came of them, in the order in which they were laid down."""

    def __init__(self, **options: Unpack[Options]) -> None:
        """Take the options of every check.

        Raises:
            RuleBookError: The rule file has mistakes.
            UsageError: An unknown rule or language.
        """
        self._call = prepare(options)
        self._lang = self._call.lang
        self._laid: list[_Laid] = []

    def check(self, name: str, data: bytes, *, force: bool = False) -> Told:
        """Lay down a paper, check it, and tell what came of it; ``force`` checks what is no such report."""
        call = replace(self._call, force=True) if force else self._call
        try:
            report = call.check(data, name)
            laid = _Laid(report, data if _takes_comments(report) else None)
        except ReadError as error:
            laid = _Laid(unreadable(error, self._lang), None)
        self._laid.append(laid)
        return self._told(len(self._laid) - 1)

    def told(self) -> list[Told]:
        """Return what came of each paper."""
        return [self._told(number) for number in range(len(self._laid))]

    def report(self) -> bytes:
        """Return the page on all papers: one report, or an overview that leads to each."""
        return self._render("html")

    def page(self) -> Made:
        """Return the same page as a file to be kept."""
        return Made(Text("检查结果.html", "results.html").say(self._lang), media("html"), self.report())

    def table(self) -> Made:
        """Return a table of all papers: a workbook, or CSV where its library is not there."""
        try:
            format, data = "xlsx", self._render("xlsx")
        except UsageError:
            format, data = "csv", self._render("csv")
        name = Text("检查结果", "results").say(self._lang)
        return Made(f"{name}.{format}", media(format), data)

    def word(self, number: int) -> Made:
        """Return the commented copy of a Word paper.

        Raises:
            UsageError: There is no such paper, or it is no Word file.
        """
        laid = self._laid[number] if 0 <= number < len(self._laid) else None
        if laid is None or laid.data is None or not isinstance(laid.answer, Report):
            raise UsageError(_no_word(self._lang))
        stem, suffix = os.path.splitext(os.path.basename(laid.answer.path))
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return Made(f"{stem}_批注{suffix or '.docx'}", kind, annotate(laid.data, laid.answer))

    def words(self) -> Made:
        """Return the commented copies of all Word papers as one zip.

        Raises:
            UsageError: There is no Word paper.
        """
        made = [self.word(number) for number, laid in enumerate(self._laid) if laid.data is not None]
        if not made:
            raise UsageError(_no_word(self._lang))
        name = Text("批注副本.zip", "commented copies.zip").say(self._lang)
        return Made(name, "application/zip", bundle((each.name, each.data) for each in made))

    def _render(self, format: str) -> bytes:
        answers = [laid.answer for laid in self._laid]
        reports = tuple(each for each in answers if isinstance(each, Report))
        unreadable = tuple(each for each in answers if isinstance(each, Unreadable))
        made = api.render(Run(reports, unreadable, lang=self._lang), format)
        return made.encode("utf-8", "backslashreplace") if isinstance(made, str) else made

    def _told(self, number: int) -> Told:
        answer, data = self._laid[number]
        of = row(answer, None)
        counts = of.counts or Counter()
        report = answer if isinstance(answer, Report) else None
        reasons = [answer.reason] if isinstance(answer, Unreadable) else notes(answer)
        return Told(
            number=number,
            name=answer.path,
            status=report.status.value if report else "unreadable",
            verdict=of.verdict.say(self._lang),
            reason=Text("；", "; ").say(self._lang).join(reasons),
            score=of.score,
            issuer=of.who.issuer or "",
            year=of.who.year,
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            infos=counts[Severity.INFO],
            word=data is not None,
        )


def cannot() -> list[str]:
    """Return the suffixes of the files that cannot be read here, since a library is missing."""
    return [suffix for format in formats() if format.missing for suffix in format.suffixes]


def _takes_comments(report: Report) -> bool:
    return report.document.format == "docx" and report.status is not ReportStatus.NOT_APPLICABLE


def _no_word(lang: str) -> str:
    return Text("没有这份 Word 文件", "there is no such Word file").say(lang)
