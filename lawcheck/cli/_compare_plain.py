"""A comparison for people: a table of the issuers, what could not be compared, then the gaps of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawcheck.cli import _compare_words as words
from lawcheck.cli._table import table
from lawcheck.comparing import Change, Comparison, Pair, Paper, Told
from lawcheck.model import Text
from lawcheck.renderers import _words, visible
from lawcheck.renderers._clean import clean

_HEADS = (_words.ISSUER, _words.YEAR, _words.SCORE, _words.OUTCOME, *words.COUNTS)
_RIGHT = (4, 5, 6, 7)
_NOTICE = Text("注意", "notice")
_MESSAGE = 120  # characters


def render(found: Comparison, lang: str, width: int | None) -> str:
    """Return a comparison as text; ``width`` is that of the screen, None where there is none."""
    blocks = [
        "\n".join(_head(found, lang)),
        *_table(found, lang, width),
        _totals(found, lang),
        *_others(found, lang),
        *(block for each in found.compared for block in _gaps(*each, lang)),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(found: Comparison, lang: str) -> Iterator[str]:
    sides = (_file(*side, lang) for side in (found.before, found.after))
    yield " → ".join(sides)
    yield from (f"{_NOTICE.say(lang)}{_words.COLON.say(lang)}{each}" for each in words.notices(found, lang))


def _file(path: str, count: int, lang: str) -> str:
    return visible(path) + Text(f"（{count} 份）", f" ({count} paper{'' if count == 1 else 's'})").say(lang)


def _table(found: Comparison, lang: str, width: int | None) -> Iterator[str]:
    rows = [_row(pair, change, lang) for pair, change in found.compared]
    if rows:
        heads = [head.say(lang) for head in _HEADS]
        yield table(heads, rows, right=_RIGHT, width=width, cut=0)


def _row(pair: Pair, change: Change, lang: str) -> list[str]:
    before, after = pair
    return [
        words.issuer(pair.issuer, lang),
        _both(*(str(paper.year or "-") for paper in pair)),
        _both(*(words.score(paper) or "-" for paper in pair)),
        _both(words.verdict(before, lang), words.verdict(after, lang)),
        *map(str, change.counts),
    ]


def _both(before: str, after: str) -> str:
    return after if before == after else f"{before}→{after}"


def _totals(found: Comparison, lang: str) -> str:
    told = " · ".join(f"{word.say(lang)} {n}" for word, n in zip(words.COUNTS, found.totals, strict=True))
    papers = len(found.compared)
    zh = f"比较了 {papers} 份：{told}"
    return Text(zh, f"{papers} paper{'' if papers == 1 else 's'} compared: {told}").say(lang)


def _others(found: Comparison, lang: str) -> Iterator[str]:
    """Yield the lists of what was not compared, each paper with the reason or what it is."""
    pairing, sides = found.pairing, (words.BEFORE.say(lang), words.AFTER.say(lang))
    only = (pairing.gone, pairing.added)
    without = [_without(pair, lang) for pair in found.without]
    over: list[str] = []
    for side, alone, passed_over in zip(sides, only, pairing.passed_over, strict=True):
        without += [f"{side} {_reason(paper, lang)}" for paper in alone if not paper.has_verdict]
        over += [f"{side} {_paper(paper, lang)}" for paper in passed_over]
    yield from _list(words.WITHOUT, without, lang)
    for title, papers in zip((words.ONLY_BEFORE, words.ONLY_AFTER), only, strict=True):
        yield from _list(title, [_paper(paper, lang) for paper in papers if paper.has_verdict], lang)
    yield from _list(words.PASSED_OVER, over, lang)


def _list(title: Text, lines: list[str], lang: str) -> Iterator[str]:
    if lines:
        count = Text(f"（{len(lines)}）：", f" ({len(lines)}):").say(lang)
        yield "\n".join((f"{title.say(lang)}{count}", *(f"  {line}" for line in lines)))


def _without(pair: Pair, lang: str) -> str:
    """Return what keeps a pair from being compared: the later paper's reason, else the earlier one's."""
    side, paper = (words.BEFORE, pair.before) if pair.after.has_verdict else (words.AFTER, pair.after)
    who = f"{words.issuer(pair.issuer, lang)} · " if pair.issuer else ""
    return f"{side.say(lang)} {who}{_reason(paper, lang)}"


def _reason(paper: Paper, lang: str) -> str:
    return f"{visible(paper.path)}{_words.COLON.say(lang)}{words.reason(paper, lang)}"


def _paper(paper: Paper, lang: str) -> str:
    told = [words.issuer(paper.issuer, lang), str(paper.year or "-"), words.verdict(paper, lang)]
    if paper.score is not None:
        told.append(words.score(paper))
    return " · ".join((*told, visible(paper.path)))


def _gaps(pair: Pair, change: Change, lang: str) -> Iterator[str]:
    """Yield what is new, solved and not compared, a line each; what remains is only counted."""
    lines = [*_told(words.NEW, change.new, lang), *_told(words.SOLVED, change.solved, lang)]
    for each in change.uncompared:
        why = words.why(each.why, each.is_old, lang)
        told = _line(words.UNCOMPARED, each.told, lang)
        lines.append(f"{told}{Text(f'（{why}）', f' ({why})').say(lang)}")
    if lines:
        paths = " → ".join(dict.fromkeys(visible(paper.path) for paper in pair))
        yield "\n".join((f"{words.issuer(pair.issuer, lang)} · {paths}", *lines))


def _told(word: Text, gaps: Iterable[Told], lang: str) -> Iterator[str]:
    return (_line(word, told, lang) for told in gaps)


def _line(word: Text, told: Told, lang: str) -> str:
    severity = _words.SEVERITY[told.severity].say(lang)
    head = f"  {word.say(lang)} {severity} {visible(told.rule)} {words.line(told, lang)}"
    return f"{head}{_words.COLON.say(lang)}{clean(told.message, _MESSAGE)}"
