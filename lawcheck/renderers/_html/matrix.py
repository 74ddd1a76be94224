"""The table of papers: a row each, lean, since there may be a hundred thousand."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from lawcheck.kinds import LEVELS
from lawcheck.model import Severity, Status, Text
from lawcheck.renderers import _words
from lawcheck.renderers._html.markup import path, text
from lawcheck.renderers._overview import Answer, rows
from lawcheck.renderers._overview.survey import Survey

SIGNS = {
    Status.MET: ("✓", "g"),
    Status.WEAK: ("△", "f"),
    Status.MISSING: ("✗", "b"),
    Status.SKIPPED: ("?", "o"),
    Status.NOT_APPLICABLE: ("–", "o"),
}
_VERDICT_CLASSES = dict(zip(rows.VERDICTS, "gbooo", strict=True))
_PASSING_CLASSES = dict(zip(rows.PASSING, "gbo", strict=True))
_ALL = Text("全部", "all")
_FILTER = Text("查找发文机关或文件", "find an issuer or a file")
_SHOW = Text("只看", "show only")
_EARLIER, _LATER = Text("上一页", "back"), Text("下一页", "next")
_COUNT = Text("第 {from}–{to} 份，共 {all} 份", "{from}–{to} of {all}")
_NONE = Text("没有相符的报告", "no paper is like that")


class _Head(NamedTuple):
    """The head of a column; ``order`` are the words that stand in it, from first to last."""

    title: str
    kind: str = ""
    order: tuple[str, ...] = ()


def controls(counted: Survey) -> str:
    """Return what filters the table; the script shows it."""
    lang = counted.lang
    groups = "".join(
        _group(at, head) for at, head in enumerate(_heads(counted)) if head.order and head.kind != "level"
    )
    return (
        '<form id="find" role="search" hidden>'
        f'<label>{_FILTER.say(lang)} <input type="search" id="text"></label>'
        f'<label>{_SHOW.say(lang)} <select id="only">'
        f'<option value="">{_ALL.say(lang)}</option>{groups}</select></label>'
        f'<output id="count" aria-live="polite" data-told="{_COUNT.say(lang)}"'
        f' data-none="{_NONE.say(lang)}"></output><span id="pages" hidden>'
        f'<button type="button" id="back">{_EARLIER.say(lang)}</button>'
        f'<button type="button" id="next">{_LATER.say(lang)}</button></span></form>'
    )


def _group(at: int, head: _Head) -> str:
    options = "".join(f'<option value="{at}:{escape(word)}">{escape(word)}</option>' for word in head.order)
    return f'<optgroup label="{text(head.title)}">{options}</optgroup>'


def legend(counted: Survey) -> str:
    """Return what the signs mean."""
    lang = counted.lang
    signs = [
        f'<span class="{color}">{sign}</span> {_words.STATUS[it].say(lang)}'
        for it, (sign, color) in SIGNS.items()
    ]
    return f'<p class="legend">{" · ".join([*signs, rows.FROM_NAME.say(lang)])}</p>'


def _heads(counted: Survey) -> list[_Head]:
    lang = counted.lang

    def words(*told: Text) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.say(lang) for each in told))

    standings = words(*(_words.STATUS[each] for each in rows.STANDINGS))
    heads = [
        _Head(_words.ISSUER.say(lang)),
        _Head(rows.LEVEL.say(lang), "level", words(*LEVELS.values())),
        _Head(_words.YEAR.say(lang), "number"),
        _Head(_words.SCORE.say(lang), "number"),
        _Head(_words.OUTCOME.say(lang), "", words(*rows.VERDICTS)),
    ]
    if counted.gate:
        heads.append(_Head(rows.PASSES.say(lang), "", words(*rows.PASSING)))
    heads += [_Head(part.title, "part", standings) for part in counted.parts.values()]
    heads += [_Head(word.say(lang), "number") for word in _words.SEVERITY.values()]
    return [*heads, _Head(_words.FILE.say(lang), "file")]


def head(counted: Survey) -> str:
    """Return the table's beginning; the script makes buttons of the heads."""
    cells = "".join(_head(each) for each in _heads(counted))
    caption = Text(f"各份报告（{counted.papers} 份）", f"papers ({counted.papers})").say(counted.lang)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-labelledby="papers"><table id="matrix">'
        f'<caption id="papers">{caption}</caption><thead><tr>{cells}</tr></thead><tbody>\n'
    )


def _head(each: _Head) -> str:
    order = f' data-order="{escape("|".join(each.order))}"' if each.order else ""
    number = " data-number" if each.kind == "number" else ""
    kind = f' class="{each.kind}"' if each.kind else ""
    return (
        f'<th scope="col"{kind}{order}{number} aria-sort="none">'
        f'<button type="button" disabled>{text(each.title)}</button></th>'
    )


def row(answer: Answer, counted: Survey, link: str) -> str:
    """Return the row of a paper; ``link`` is where its findings stand on the page, if they do."""
    return f"<tr>{''.join(_cells(answer, counted, link))}</tr>\n"


def _cells(answer: Answer, counted: Survey, link: str) -> Iterator[str]:
    lang, row = counted.lang, rows.row(answer, counted.gate)
    issuer = text(row.issuer(lang))
    yield f'<th scope="row"><a href="#{link}">{issuer}</a></th>' if link else f'<th scope="row">{issuer}</th>'
    yield f"<td>{row.level(lang)}</td><td>{row.who.year or ''}</td>"
    yield f"<td>{'' if row.score is None else f'{row.score:g}'}</td>"
    yield f'<td class="{_VERDICT_CLASSES[row.verdict]}">{row.verdict.say(lang)}</td>'
    if row.passes:
        yield f'<td class="{_PASSING_CLASSES[row.passes]}">{row.passes.say(lang)}</td>'
    yield from (_standing(row.parts.get(id_), lang) for id_ in counted.parts)
    for severity in Severity:
        yield f"<td>{'' if row.counts is None else row.counts[severity] or '–'}</td>"
    yield f"<td>{path(row.path)}</td>"


def _standing(status: Status | None, lang: str) -> str:
    if status is None:
        return "<td></td>"
    sign, color = SIGNS[status]
    return f'<td class="{color}">{sign}<i>{_words.STATUS[status].say(lang)}</i></td>'
