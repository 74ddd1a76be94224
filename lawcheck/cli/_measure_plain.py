"""A measurement for people: a card of the rules, the figures, and every miss and false alarm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lawcheck.author.measure import Judgement, Measurement, Outcome, RuleFigures, Tally, per_family
from lawcheck.cli._table import table
from lawcheck.model import Text
from lawcheck.renderers import visible
from lawcheck.renderers._clean import clean

_HEADS = (
    Text("规则", "rule"),
    Text("标注", "labels"),
    Text("命中", "found"),
    Text("漏报", "missed"),
    Text("误报", "false"),
    Text("未判", "unjudged"),
    Text("精确率%", "precision%"),
    Text("召回率%", "recall%"),
)
_TALLY_HEADS = (
    Text("项目", "figure"),
    Text("对", "true"),
    Text("误", "false"),
    Text("漏", "missed"),
    Text("精确率", "precision"),
    Text("召回率", "recall"),
    Text("F1", "F1"),
)
_FAMILY = Text("规则族", "family")
_NOT_MEASURED = Text("未测量", "not measured")
_LISTS = (
    (Outcome.MISSED, Text("漏报", "missed")),
    (Outcome.FALSE, Text("误报", "false alarms")),
    (Outcome.UNJUDGED, Text("没有标注可判的提示", "findings that no label judges")),
)
_NONE = Text("无", "none")
_NOTE = Text(
    "标注：判到这条规则的标注数；未判：没有标注可判的提示数，不计入精确率。\n"
    "方括号内是 95% 置信区间（Wilson）；“-”表示没有可算的，没有标注的规则为“未测量”。",
    "labels: the labels that judge the rule; unjudged: findings without a label,\n"
    "outside the precision. In brackets the 95 % confidence interval (Wilson);\n"
    "“-”: nothing to reckon with; a rule without labels is not measured.",
)
_COLON = Text("：", ": ")
_LENGTH = 60  # characters of an excerpt


def render(found: Measurement, worse: Iterable[Text], lang: str) -> str:
    """Return a measurement as text; ``worse`` is what fell or broke a bound."""
    blocks = [
        _head(found, lang),
        _card(found.rules, _HEADS[0], lang),
        _NOTE.say(lang),
        _card(per_family(found.rules), _FAMILY, lang),
        _figures(found.tallies, lang),
        *_tally_misses(found.tallies, lang),
        *(_list(title, found.of(outcome), lang) for outcome, title in _LISTS),
        *_unread(found, lang),
        *_worse(list(worse), lang),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(found: Measurement, lang: str) -> str:
    papers, pages = len(found.files), found.pages
    zh = f"{found.book} {found.version}：{papers} 份标注过的报告" + (f"，{pages} 个网页" if pages else "")
    en = f"{found.book} {found.version}: {papers} labelled papers" + (f", {pages} pages" if pages else "")
    return visible(Text(zh, en).say(lang))


def _card(rules: Mapping[str, RuleFigures], name: Text, lang: str) -> str:
    heads = [head.say(lang) for head in (name, *_HEADS[1:])]
    return table(heads, [_row(rule, each, lang) for rule, each in rules.items()], right=range(1, 6))


def _row(rule: str, figures: RuleFigures, lang: str) -> list[str]:
    counts = (figures.labels, figures.true, figures.missed, figures.false, figures.unjudged)
    if not figures.measured:
        return [visible(rule), *map(str, counts), _NOT_MEASURED.say(lang), ""]
    precision = _share(figures.precision, figures.precision_interval)
    return [
        visible(rule),
        *map(str, counts),
        precision,
        _share(figures.recall, figures.recall_interval),
    ]


def _share(share: float | None, interval: tuple[float, float] | None) -> str:
    if share is None or interval is None:
        return "-"
    low, high = interval
    return f"{100 * share:3.0f} [{100 * low:.0f}, {100 * high:.0f}]"


def _figures(tallies: Sequence[Tally], lang: str) -> str:
    rows = [
        (
            tally.name.say(lang),
            *map(str, (tally.true, tally.false, tally.missed)),
            *(f"{share:.3f}" for share in (tally.precision, tally.recall, tally.f1)),
        )
        for tally in tallies
    ]
    return table([head.say(lang) for head in _TALLY_HEADS], rows, right=range(1, 7))


def _tally_misses(tallies: Iterable[Tally], lang: str) -> Iterator[str]:
    for tally in tallies:
        lines = [
            f"  {Text('漏', 'missed').say(lang) if miss.wanted else Text('误', 'false').say(lang)} "
            f"{clean(miss.what.say(lang))}"
            for miss in tally.misses
        ]
        if lines:
            yield "\n".join((f"{tally.name.say(lang)}{_COLON.say(lang).rstrip()}", *lines))


def _list(title: Text, judgements: Sequence[Judgement], lang: str) -> str:
    if not judgements:
        return f"{title.say(lang)}{_COLON.say(lang)}{_NONE.say(lang)}"
    lines = (f"  {_line(each, lang)}" for each in judgements)
    return "\n".join((f"{title.say(lang)} ({len(judgements)}){_COLON.say(lang).rstrip()}", *lines))


def _line(each: Judgement, lang: str) -> str:
    place = f"{each.paper}:{each.line}" if each.line is not None else each.paper
    text = clean(each.text, _LENGTH)
    why = clean(each.why.say(lang))
    quoted = f" “{text}”" if text else ""
    reason = Text(f"（{why}）", f" ({why})").say(lang) if why else ""
    return f"{visible(place)} {visible(each.rule)}{quoted}{reason}"


def _unread(found: Measurement, lang: str) -> Iterator[str]:
    if found.unread:
        title = Text(
            "没能（全部）判断的报告，其标注算作漏报：",
            "papers without a verdict on the whole of them, whose labels count as missed:",
        ).say(lang)
        rows = (visible(f"  {each.file}{_COLON.say(lang)}{each.reason.say(lang)}") for each in found.unread)
        yield "\n".join((title, *rows))


def _worse(worse: Sequence[Text], lang: str) -> Iterator[str]:
    if worse:
        title = Text("不如从前或越过底线：", "fallen, or a bound is broken:").say(lang)
        yield "\n".join((title, *(f"  {visible(each.say(lang))}" for each in worse)))
