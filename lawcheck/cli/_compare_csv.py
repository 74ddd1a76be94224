"""A comparison for office programs: a row for each gap, and one for each paper without any."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.cli import _compare_words as words
from lawcheck.comparing import Change, Comparison, Pair, Paper, Told
from lawcheck.model import Text
from lawcheck.renderers import _words, visible
from lawcheck.renderers._clean import clean
from lawcheck.renderers.csv_ import sheet

_HEADS = (
    _words.ISSUER,
    Text("年度（前）", "year before"),
    Text("年度（后）", "year after"),
    Text("得分（前）", "score before"),
    Text("得分（后）", "score after"),
    Text("结论（前）", "verdict before"),
    Text("结论（后）", "verdict after"),
    Text("变化", "change"),
    Text("级别", "severity"),
    Text("规则", "rule"),
    Text("问题", "finding"),
    _words.PLACE,
    _words.NOTE,
    Text("文件（前）", "file before"),
    Text("文件（后）", "file after"),
    Text("指纹", "fingerprint"),
)


def render(found: Comparison, lang: str, width: int | None) -> bytes:
    """Return a comparison as CSV."""
    return sheet([head.say(lang) for head in _HEADS], _rows(found, lang))


def _rows(found: Comparison, lang: str) -> Iterator[list[str]]:
    for pair, change in found.compared:
        yield from _pair(pair, change, lang)
    pairing = found.pairing
    for each in found.without:
        paper = each.before if each.after.has_verdict else each.after
        yield _row(each.before, each.after, words.WITHOUT, None, words.reason(paper, lang), lang)
    for paper in pairing.gone:
        yield _row(paper, None, words.ONLY_BEFORE, None, _unread(paper, lang), lang)
    for paper in pairing.added:
        yield _row(None, paper, words.ONLY_AFTER, None, _unread(paper, lang), lang)
    for paper in pairing.passed_over[0]:
        yield _row(paper, None, words.PASSED_OVER, None, "", lang)
    for paper in pairing.passed_over[1]:
        yield _row(None, paper, words.PASSED_OVER, None, "", lang)


def _pair(pair: Pair, change: Change, lang: str) -> Iterator[list[str]]:
    told = [(words.NEW, each, "") for each in change.new]
    told += [(words.REMAINING, each, "") for each in change.remaining]
    told += [(words.SOLVED, each, "") for each in change.solved]
    told += [
        (words.UNCOMPARED, each.told, words.why(each.why, each.is_old, lang)) for each in change.uncompared
    ]
    for word, finding, note in told:
        yield _row(pair.before, pair.after, word, finding, note, lang)
    if not told:
        yield _row(pair.before, pair.after, Text("", ""), None, "", lang)


def _row(
    before: Paper | None, after: Paper | None, word: Text, told: Told | None, note: str, lang: str
) -> list[str]:
    sides = (before, after)
    issuers = [paper.issuer for paper in (after, before) if paper and paper.issuer]
    return [
        words.issuer(issuers[0] if issuers else None, lang),
        *(str(paper.year or "") if paper else "" for paper in sides),
        *(words.score(paper) if paper else "" for paper in sides),
        *(words.verdict(paper, lang) if paper else "" for paper in sides),
        word.say(lang),
        *(_finding(told, lang) if told else [""] * 4),
        note,
        *(visible(paper.path) if paper else "" for paper in sides),
        visible(told.fingerprint) if told else "",
    ]


def _finding(told: Told, lang: str) -> list[str]:
    severity = _words.SEVERITY[told.severity].say(lang)
    return [severity, visible(told.rule), clean(told.message), words.line(told, lang)]


def _unread(paper: Paper, lang: str) -> str:
    return "" if paper.has_verdict else words.reason(paper, lang)
