"""What a rule asks, why, on what basis, how it scores and how well it is measured; plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lawcheck.author.measure import RuleFigures, shipped_card
from lawcheck.kinds import KINDS, LEVELS, Basis, Issued, Rule, Scope
from lawcheck.model import Text
from lawcheck.rulebook import RuleBook, SectionRule
from lawcheck.rulebook.cases import Case, CaseBook

_EXAMPLES = 2  # of each sort
_SOME = 8  # cues and headings shown
_PART = Text(
    "必备部分：按标题里的提示词找，没有时按用词比较标题，再在语句里找。"
    "标题写明的为达到（内容规则没有达到的为薄弱），只在语句里提到或只有标题的为薄弱，没有的为缺失。",
    "A required part: found by cues in headings, else by headings that are alike, else by sentences. Met "
    "where a heading names it (weak if its content rules fail), weak where it is only mentioned or a bare "
    "heading, missing where it is nowhere.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say of a rule: a label and its text."""

    label: Text
    text: Text


def explain(book: RuleBook, cases: CaseBook, id_: str) -> list[Line]:
    """Return what there is to say of a part or rule of a book; KeyError where the book has none."""
    asked = book.find(id_)
    if asked is None:
        raise KeyError(id_)
    return [
        *_what(asked),
        *_why(asked),
        *_for_whom(book, asked),
        *_score(book, asked),
        *_examples(cases, id_),
        Line(Text("准确度", "accuracy"), _accuracy(shipped_card().of(id_, book))),
        Line(Text("出自", "from"), _source(book, id_)),
    ]


def _what(asked: SectionRule | Rule) -> Iterator[Line]:
    severity = asked.severity.value
    if isinstance(asked, SectionRule):
        yield Line(Text("种类", "kind"), _PART)
        yield Line(Text("标题如", "headings"), _quoted(asked.headings))
        yield Line(Text("提示词", "cues"), _quoted(asked.cues))
        if asked.rules:
            yield Line(Text("规则", "rules"), _list([rule.id for rule in asked.rules], len(asked.rules)))
        told = Text(f"缺失为 {severity}，薄弱为 warning", f"{severity} where missing, warning where weak")
    else:
        yield Line(
            Text("种类", "kind"), Text(f"{asked.kind}：{asked.ABOUT.zh}", f"{asked.kind}: {asked.ABOUT.en}")
        )
        told = Text(severity, severity)
    yield Line(Text("级别", "severity"), told)


def _why(asked: SectionRule | Rule) -> Iterator[Line]:
    if isinstance(asked, Rule) and asked.message:
        yield Line(Text("说明", "message"), asked.message)
    if asked.hint:
        yield Line(Text("建议", "hint"), asked.hint)
    for basis in asked.basis:
        yield Line(Text("依据", "basis"), _basis(basis))


def _basis(basis: Basis) -> Text:
    zh, en = basis.say("zh"), basis.say("en")
    if basis.from_:
        zh, en = f"{zh}，{basis.from_} 起施行", f"{en}, in force from {basis.from_}"
    if basis.until:
        zh, en = f"{zh}，{basis.until} 起不再施行", f"{en}, until {basis.until}"
    return Text(zh, en)


def _for_whom(book: RuleBook, asked: SectionRule | Rule) -> Iterator[Line]:
    label = Text("适用于", "applies to")
    if book.applies.level or book.applies.kind:
        told = _scope(book.applies)
        yield Line(label, Text(f"规则书：{told.zh}", f"book: {told.en}"))
    if asked.applies:
        told = _scope(asked.applies)
        yield Line(label, Text(f"本条：{told.zh}", f"rule: {told.en}"))
    if asked.switched_off:
        yield Line(Text("停用", "off"), asked.switched_off)


def _scope(scope: Issued) -> Text:
    names = [LEVELS[each] for each in scope.level] + [KINDS[each] for each in scope.kind]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    if scope.from_year or scope.until_year:
        years = f"{scope.from_year or ''}-{scope.until_year or ''}"
        zh, en = f"{zh} {years} 年度", f"{en} years {years}"
    if isinstance(scope, Scope) and scope.words:
        zh, en = f"{zh} 写到 {'、'.join(scope.words)} 的", f"{en} with “{'、'.join(scope.words)}”"
    if scope.reason:
        zh, en = f"{zh}（其余：{scope.reason.zh}）", f"{en} (others: {scope.reason.say('en')})"
    return Text(zh.strip(), en.strip())


def _score(book: RuleBook, asked: SectionRule | Rule) -> Iterator[Line]:
    label = Text("计分", "score")
    part = next((p for p in book.sections if p is asked or any(rule is asked for rule in p.rules)), None)
    if part is None:
        told = "不计分，只提示", "carries no weight: it is told, not averaged away"
        yield Line(label, Text(*told))
        return
    points = _points(book, part)
    if part is asked:
        yield Line(label, Text(f"占总分 {points:g} 分", f"{points:g} of the paper's 100 points"))
        return
    used = [rule.weight for rule in part.rules if not rule.switched_off]
    share = 100 * asked.weight / (1 + sum(used)) if asked.weight else 0.0
    yield Line(
        label,
        Text(
            f"占所在部分（{part.id}，{points:g} 分）的 {share:.0f}%；没有判断的规则不计入",
            f"{share:.0f} % of its part ({part.id}, {points:g} points); rules not judged do not count",
        ),
    )


def _points(book: RuleBook, part: SectionRule) -> float:
    whole = sum(each.weight for each in book.sections if not each.switched_off)
    return round(100 * part.weight / whole, 1) if whole else 0.0


def _examples(cases: CaseBook, id_: str) -> Iterator[Line]:
    good = [case for case in cases.cases if id_ in {each.rule for each in case.leaves}]
    bad = [case for case in cases.cases if id_ in {each.rule for each in case.finds}]
    for label, found in ((Text("不对的例子", "bad example"), bad), (Text("对的例子", "good example"), good)):
        for case in sorted(found, key=_length)[:_EXAMPLES]:
            text = " / ".join(case.text.strip().split("\n"))
            yield Line(label, Text(f"{text}（{case.why}）", f"“{text}” (“{case.why}”)"))


def _length(case: Case) -> tuple[bool, int]:
    """Passages come before whole papers, short ones before long ones."""
    return not case.in_, len(case.text)


def _accuracy(figures: RuleFigures) -> Text:
    if not figures.measured:
        return Text("实验性：还没有在标注过的报告上测量", "experimental: not measured on labelled papers yet")
    zh, en = f"{figures.papers} 份标注过的报告", f"{figures.papers} labelled papers"
    for name, name_en, share, interval in (
        ("精确率", "precision", figures.precision, figures.precision_interval),
        ("召回率", "recall", figures.recall, figures.recall_interval),
    ):
        if share is not None and interval:
            told = f"{100 * share:.0f}% [{100 * interval[0]:.0f}, {100 * interval[1]:.0f}]"
            zh, en = f"{zh}，{name} {told}", f"{en}, {name_en} {told}"
    if figures.quiet:
        zh, en = f"{zh}，不该提示的 {figures.quiet} 处没有提示", f"{en}, quiet at {figures.quiet} places"
    return Text(zh, en)


def _source(book: RuleBook, id_: str) -> Text:
    layers = [layer for layer in book.layers if id_ in layer.given]
    first, *changed = [f"{layer.book} {layer.version}" for layer in layers] or [book.rulebook]
    if not changed:
        return Text(first, first)
    return Text(f"{first}，{'、'.join(changed)} 有改动", f"{first}, changed by {', '.join(changed)}")


def _quoted(words: tuple[str, ...]) -> Text:
    """Return Chinese words as a list, in English in quotation marks."""
    return Text(_list(words).zh, _list([f"“{word}”" for word in words]).en)


def _list(words: tuple[str, ...] | list[str], most: int = _SOME) -> Text:
    shown, more = list(words[:most]), len(words) - most
    zh, en = "、".join(shown), ", ".join(shown)
    return Text(f"{zh} 等 {len(words)} 个", f"{en} and {more} more") if more > 0 else Text(zh, en)
