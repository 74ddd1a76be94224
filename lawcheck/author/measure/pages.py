"""Titles and headings of pages: is it such a report, whose, of which year, is there a leadership part.

``headings.jsonl`` has a page on each line: ``id``, ``is_report``, ``title``, ``year``, ``organ`` (null where
the page prints none), ``web_noise`` (lines around the paper), ``notes``, and ``headings`` with their
``text``, ``kind`` and, for a leadership heading, its ``cue``.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lawcheck import api
from lawcheck.author.measure.papers import tight
from lawcheck.author.measure.tally import Tally
from lawcheck.errors import ReadError, UsageError
from lawcheck.model import Placement, Report, ReportStatus, Text
from lawcheck.rulebook import RuleBook

NAME = "headings.jsonl"
_NEUTRAL = ("全年各项任务按期办结，台账资料齐备。", "有关股室分工协作，按月调度。", "各项任务有序进行。")
_WIDE = str.maketrans("(),:;!?%", "（），：；！？％")
_OTHER_SCRIPTS = re.compile(r"\([a-zā-ǜ]+\)|[設導實體務務領組織強個區標關於]")
_DRESSES = {
    "plain": Text("原样", "plain"),
    "full-width": Text("全角标点", "full-width"),
    "chrome": Text("带网页内容", "chrome"),
}
_LEADERSHIP = "leadership"
_KEYS = ("id", "is_report", "title", "year", "organ", "web_noise", "headings", "notes")

Row = dict[str, Any]


def read_pages(folder: str, lang: str = "zh") -> list[Row]:
    """Return the pages described beside the labels, none where there is no such file.

    Raises:
        UsageError: A line is no page.
    """
    path = os.path.join(folder, NAME)
    if not os.path.exists(path):
        return []
    try:
        with open(path, encoding="utf-8") as file:
            return [
                _row(line, f"{path}:{number}", lang) for number, line in enumerate(file, 1) if line.strip()
            ]
    except (OSError, UnicodeDecodeError) as error:
        told = Text(f"{path}: 读不了：{error}", f"{path}: cannot be read: {error}")
        raise UsageError(told.say(lang)) from error


def _row(line: str, where: str, lang: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        told = Text(f"{where}: 不是 JSON：{error}", f"{where}: no JSON: {error}")
        raise UsageError(told.say(lang)) from error
    lacking = [key for key in _KEYS if key not in row] if isinstance(row, dict) else list(_KEYS)
    if not lacking:
        lacking = [key for heading in row["headings"] for key in ("text", "kind") if key not in heading]
    if lacking:
        keys = ", ".join(dict.fromkeys(lacking))
        raise UsageError(Text(f"{where}: 缺少 {keys}", f"{where}: lacks {keys}").say(lang))
    return dict(row)


def measure_pages(rows: list[Row], rules: RuleBook | None) -> Iterator[Tally]:
    """Yield the figures of pages as they are, with full-width marks, and with a website around them."""
    for dress in _DRESSES if rows else ():
        figures = _Figures.of(_DRESSES[dress])
        for row in rows:
            _measure(row, dress, rules, figures)
        yield from figures.tallies()


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures of one dress."""

    titled: Tally
    untitled: Tally
    title: Tally
    year: Tally
    issuer: Tally
    leadership: Tally
    others: Tally

    @classmethod
    def of(cls, dress: Text) -> _Figures:
        loose = Text(f"{dress.zh}，不作要求", f"{dress.en}, not required")
        return cls(
            titled=_tally("是否此类报告，有标题", "report or not, titled", dress),
            untitled=_tally("是否此类报告，无标题", "report or not, untitled", dress),
            title=_tally("标题", "title", dress),
            year=_tally("年度", "year", dress),
            issuer=_tally("单位", "issuer", dress),
            leadership=_tally("第一责任人部分", "leadership", dress),
            others=_tally("是否此类报告，其他字形", "report or not, other scripts", loose),
        )

    def tallies(self) -> Iterator[Tally]:
        yield from (self.titled, self.untitled, self.title, self.year, self.issuer)
        yield from (self.leadership, self.others)


def _tally(zh: str, en: str, dress: Text) -> Tally:
    return Tally(Text(f"{zh}（{dress.zh}）", f"{en} ({dress.en})"))


def _measure(row: Row, dress: str, rules: RuleBook | None, figures: _Figures) -> None:
    text = _paper(row, dress)
    foreign = bool(_OTHER_SCRIPTS.search(text))
    report = _check(text, rules)
    kind = figures.others if foreign else figures.titled if row["title"] else figures.untitled
    told = report is not None and report.status is not ReportStatus.NOT_APPLICABLE
    kind.count(wanted=row["is_report"], found=told, what=_named(row))
    forced = None if foreign else _check(text, rules, force=True)
    if forced is None:
        return
    _identity(row, forced, figures)
    if row["is_report"]:
        _leadership(row, forced, figures.leadership)


def _paper(row: Row, dress: str) -> str:
    """Make a paper of a row: its title, then each heading followed by one neutral sentence."""
    lines = [row["title"]] if row["title"] else []
    for index, heading in enumerate(row["headings"]):
        lines += [heading["text"], _NEUTRAL[index % len(_NEUTRAL)]]
    if dress == "full-width":
        lines = [line.translate(_WIDE) for line in lines]
    if dress == "chrome":
        noise = [line for line in row["web_noise"] if line.strip()]
        lines = [*noise, *lines, *noise]
    return "\n".join(lines) + "\n"


def _check(text: str, rules: RuleBook | None, *, force: bool = False) -> Report | None:
    try:
        return api.check_text(text, rules=rules, force=force)
    except ReadError:  # a page of a few words is no paper
        return None


def _identity(row: Row, report: Report, figures: _Figures) -> None:
    document = report.document
    if not row["title"]:
        return
    title = tight(row["title"])
    what = _instead(row, document.title, row["title"])
    figures.title.count(wanted=True, found=tight(document.title) == title, what=what)
    if row["year"] and str(row["year"]) in title:
        what = _instead(row, document.year, row["year"])
        figures.year.count(wanted=True, found=document.year == row["year"], what=what)
    if row["organ"] and row["is_report"] and tight(row["organ"]) in title:
        what = _instead(row, document.issuer, row["organ"])
        figures.issuer.count(wanted=True, found=tight(row["organ"]) in tight(document.issuer), what=what)


def _leadership(row: Row, report: Report, tally: Tally) -> None:
    found = next((section for section in report.sections if section.id == _LEADERSHIP), None)
    if found is None:  # a rule book without that part
        return
    cues = [heading.get("cue") for heading in row["headings"] if heading["kind"] == _LEADERSHIP]
    spoken = _LEADERSHIP in (row["notes"] or "") or "责任" in (row["notes"] or "")
    stands = (Placement.OWN, Placement.EMBEDDED, Placement.MERGED)
    if "heading" in cues:
        tally.count(wanted=True, found=found.placement in stands, what=_same(row["id"]))
    elif not cues and not spoken:
        tally.count(wanted=False, found=found.placement is not Placement.ABSENT, what=_same(row["id"]))


def _named(row: Row) -> Text:
    id_, title = row["id"], row["title"]
    return Text(f"{id_} {title}", f"{id_} “{title}”") if title else Text(f"{id_} ", f"{id_} ")


def _same(what: str) -> Text:
    return Text(what, what)


def _instead(row: Row, told: object, right: object) -> Text:
    return Text(f"{row['id']} {told}，应为 {right}", f"{row['id']} “{told}”, not “{right}”")
