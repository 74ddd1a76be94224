"""A page of its own, for a browser and for paper: one report, or an overview that leads to each.

Nothing comes from outside, and nothing of a paper can act. Without a script all is there but sorting and
filtering. Papers are written as they come by; their texts are shown where they are at hand and not too many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from typing import BinaryIO

from lawcheck.gate import Tally
from lawcheck.model import Report, ReportStatus, Run, Status, Text
from lawcheck.readers.html import OWN_MARK
from lawcheck.renderers import Look, _words
from lawcheck.renderers._html import charts, details, matrix, policy, report
from lawcheck.renderers._html.markup import text
from lawcheck.renderers._overview import Answers, OfRun, rows
from lawcheck.renderers._overview.survey import Survey, bin_labels, is_judged, survey
from lawcheck.rulebook import RuleBook

MEDIA = "text/html"

_MOST_FINDINGS = 5_000  # beyond which a page would be a burden
_MOST_TEXT = 3_000_000  # characters of all papers
_FREQUENT = 15
_FEW = 3  # papers whose findings are unfolded
_SCORES = Text("得分分布", "scores")
_GAPS = Text("最常见的问题", "most frequent findings")
_PARTS = Text("必备部分的情况", "how the required parts stand")
_FOUND = Text("各份报告的问题", "findings in each paper")
_BACK = Text("← 返回总览", "← back to the overview")
_STEPS = ((-1, Text("上一份", "previous paper")), (1, Text("下一份", "next paper")))
_MEDIAN = Text("得分中位数", "median score")
_LEGEND = {
    Status.MET: "g",
    Status.WEAK: "f",
    Status.MISSING: "b",
    Status.SKIPPED: "o",
    Status.NOT_APPLICABLE: "o",
}


def render(run: Run, look: Look) -> bytes:
    """Return a run as a page."""
    file = BytesIO()
    write(OfRun(run), file, look, Tally.of(run, look.gate), books=run.books)
    return file.getvalue()


def write(
    answers: Answers,
    file: BinaryIO,
    look: Look,
    tally: Tally,
    *,
    books: Sequence[RuleBook] = (),
) -> None:
    """Write the page of answers, which are gone through up to four times and never held.

    ``tally`` is what counts of them; ``books`` are the rule books at hand, those that ship with lawcheck need
    not be.
    """
    counted = survey(answers, tally, look.gate, books=books)
    for piece in _page(answers, counted):
        file.write(piece.encode("utf-8", "backslashreplace"))


def _page(answers: Answers, counted: Survey) -> Iterator[str]:
    alone = _alone(answers) if counted.papers == 1 else None
    if alone:
        yield from _begin(f"{_words.title(alone)} · {_words.CHECKED.say(counted.lang)}", counted.lang)
        yield from report.whole(alone, counted.lang, "p0", outcome=_told_outcome(counted))
        yield from (_misused(told, counted.lang) for told in counted.misused)
    else:
        yield from _begin(_words.CHECKED.say(counted.lang), counted.lang)
        yield from _overview(answers, counted)
    yield f"<script>{policy.file('page.js')}</script></body></html>\n"


def _alone(answers: Answers) -> Report | None:
    """Return the only paper, where its text can be shown."""
    answer = next(iter(answers))
    return answer if isinstance(answer, Report) and report.is_shown(answer) else None


def _begin(title: str, lang: str) -> Iterator[str]:
    yield (
        f'<!DOCTYPE html>\n<html lang="{"en" if lang == "en" else "zh-CN"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy.policy()}">{OWN_MARK}'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f"<title>{text(title)}</title><style>{policy.file('page.css')}</style>"
        f"<script>{policy.BEGINNING}</script></head>\n<body>"
    )


def _overview(answers: Answers, counted: Survey) -> Iterator[str]:
    is_whole = 0 < counted.characters <= _MOST_TEXT
    listed = counted.papers <= _FEW or (counted.rows <= _MOST_FINDINGS and (is_whole or counted.rows > 0))
    yield '<main id="overview">'
    yield from _head(counted)
    yield from _charts(counted)
    yield from _matrix(answers, counted, listed=listed)
    if not listed and counted.rows:
        yield _section(f'<p class="note">{_too_many(counted.rows).say(counted.lang)}</p>', counted.lang)
    if listed and not is_whole:
        yield _section("".join(_details(answers, counted)), counted.lang)
    if counted.without_verdict:
        yield from _without_verdict(answers, counted)
    yield "</main>"
    if listed and is_whole:
        yield from _reports(answers, counted.lang)


def _section(content: str, lang: str) -> str:
    return f"<section><h2>{_FOUND.say(lang)}</h2>\n{content}</section>\n"


def _matrix(answers: Answers, counted: Survey, *, listed: bool) -> Iterator[str]:
    yield f"<section>{matrix.controls(counted)}{matrix.legend(counted)}{matrix.head(counted)}"
    for number, answer in enumerate(answers):
        yield matrix.row(answer, counted, f"p{number}" if listed and _is_told(answer) else "")
    yield "</tbody></table></div></section>\n"


def _head(counted: Survey) -> Iterator[str]:
    yield f"<header><h1>{_words.CHECKED.say(counted.lang)}</h1>{_outcome(counted)}"
    yield f'<ul class="totals">{"".join(_totals(counted))}</ul>'
    yield from (_misused(told, counted.lang) for told in counted.misused)
    yield "</header>\n"


def _misused(told: str, lang: str) -> str:
    return f'<p class="note">{_words.SUPPRESSED.say(lang)}{_words.COLON.say(lang)}{text(told)}</p>'


def _told_outcome(counted: Survey) -> str:
    return text(_words.told_outcome(counted.reasons, counted.lang)) if counted.gate else ""


def _outcome(counted: Survey) -> str:
    told = _told_outcome(counted)
    if not told:
        return ""
    return f'<p class="outcome {"b" if counted.reasons else "g"}">{told}</p>'


def _totals(counted: Survey) -> Iterator[str]:
    lang = counted.lang
    numbers: list[tuple[Text, int | str, str]] = [(Text("文件", "files"), counted.papers, "")]
    colors = {ReportStatus.COMPLETE: "g", ReportStatus.GAPS: "b"}
    numbers += [(_words.VERDICT[it], counted.verdicts[it], colors.get(it, "")) for it in ReportStatus]
    numbers.append((_words.UNREADABLE, counted.unreadable, ""))
    numbers += [(word, counted.severities[it], "") for it, word in _words.SEVERITY.items()]
    numbers.append((_words.SUPPRESSED, counted.suppressed, ""))
    if counted.is_compared:
        numbers += [(word, counted.states[it], "") for it, word in _words.STATE.items()]
        numbers.append((_words.SOLVED, counted.solved, ""))
    median = counted.median()
    if median is not None:
        word = _MEDIAN if sum(counted.scores.values()) > 1 else _words.SCORE
        numbers.append((word, f"{median:g}", ""))
    for word, number, color in numbers:
        if number:
            yield f'<li class="{color}"><b>{number}</b> {word.say(lang)}</li>'


def _charts(counted: Survey) -> Iterator[str]:
    drawn = [*_scores(counted), *_parts(counted), *_frequent(counted)]
    if drawn and counted.papers > 1:
        yield f'<section class="charts">{"".join(drawn)}</section>\n'


def _figure(title: Text, lang: str, drawn: str, more: str = "") -> str:
    return f"<figure><figcaption>{title.say(lang)}</figcaption>{drawn}{more}</figure>"


def _scores(counted: Survey) -> Iterator[str]:
    told = list(zip(bin_labels(), counted.bins(), strict=True))
    if counted.scores:
        words = _words.SEMICOLON.say(counted.lang).join(f"{label}: {count}" for label, count in told if count)
        yield _figure(_SCORES, counted.lang, charts.columns("scores", _SCORES.say(counted.lang), words, told))


def _parts(counted: Survey) -> Iterator[str]:
    lang = counted.lang
    bars, words = [], []
    for part in counted.parts.values():
        counts = [(it, part.counts[it]) for it in reversed(rows.STANDINGS) if part.counts[it]]
        value = " · ".join(f"{_words.STATUS[it].say(lang)} {count}" for it, count in counts)
        words.append(f"{part.title}{_words.COLON.say(lang)}{value}")
        total = sum(part.counts.values())
        pieces = tuple((count / total, _LEGEND[it]) for it, count in counts)
        bars.append(charts.Bar(part.title, pieces, note=value))
    if bars:
        keys = {_words.STATUS[it].say(lang): color for it, color in _LEGEND.items() if _any(counted, it)}
        legend = " ".join(f'<span class="key {color}"></span>{word}' for word, color in keys.items())
        told = _words.SEMICOLON.say(lang).join(words)
        drawn = charts.bars("parts", _PARTS.say(lang), told, bars)
        yield _figure(_PARTS, lang, drawn, f'<p class="legend">{legend}</p>')


def _any(counted: Survey, status: Status) -> bool:
    return any(part.counts[status] for part in counted.parts.values())


def _frequent(counted: Survey) -> Iterator[str]:
    lang = counted.lang
    bars = [
        charts.Bar(rule.title, ((rule.papers, "c"),), str(rule.papers))
        for rule in counted.frequent()[:_FREQUENT]
    ]
    if bars:
        words = _words.SEMICOLON.say(lang).join(f"{bar.label}: {bar.value}" for bar in bars)
        title = Text(f"{_GAPS.zh}（份数）", f"{_GAPS.say('en')} (papers)")
        yield _figure(title, lang, charts.bars("gaps", title.say(lang), words, bars))


def _is_told(answer: object) -> bool:
    return isinstance(answer, Report) and answer.status is not ReportStatus.NOT_APPLICABLE


def _details(answers: Answers, counted: Survey) -> Iterator[str]:
    for number, answer in enumerate(answers):
        if isinstance(answer, Report) and _is_told(answer):
            yield details.paper(answer, counted.lang, f"p{number}", is_open=counted.papers <= _FEW)


def _reports(answers: Answers, lang: str) -> Iterator[str]:
    steps = "".join(
        f'<button type="button" data-by="{by}" hidden>{word.say(lang)}</button>' for by, word in _STEPS
    )
    back = f'<p class="back"><a href="#overview">{_BACK.say(lang)}</a>{steps}</p>'
    for number, answer in enumerate(answers):
        if isinstance(answer, Report) and _is_told(answer):
            yield from report.whole(answer, lang, f"p{number}", back=back)


def _too_many(rows: int) -> Text:
    zh = f"共 {rows} 个问题，太多，这里不逐个列出；请看表格文件（-o 结果.xlsx）的“问题”表。"
    en = f"There are {rows} findings, too many for this page; a workbook (-o result.xlsx) lists them all."
    return Text(zh, en)


def _without_verdict(answers: Answers, counted: Survey) -> Iterator[str]:
    lang = counted.lang
    heads = (_words.ISSUER, _words.YEAR, _words.OUTCOME, rows.REASON, _words.FILE)
    cells = "".join(f'<th scope="col">{head.say(lang)}</th>' for head in heads)
    caption = f"{_words.NO_VERDICT.say(lang)} {counted.without_verdict}"
    yield (
        '<section><div class="wide" tabindex="0" role="region" aria-labelledby="others">'
        f'<table class="others"><caption id="others">{escape(caption)}</caption>'
        f"<thead><tr>{cells}</tr></thead><tbody>\n"
    )
    for answer in answers:
        if not is_judged(answer):
            yield details.without_verdict(answer, lang)
    yield "</tbody></table></div></section>\n"
