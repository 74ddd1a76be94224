"""An audit of a rule book for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from lawcheck.author.audit import Audit, RuleUse, UnusedWords
from lawcheck.cli._table import table
from lawcheck.model import Text, Unreadable
from lawcheck.renderers import visible
from lawcheck.renderers._wrap import breaks
from lawcheck.rulebook.frames import cells

_WIDTH = 80
_FEW = 30  # papers; with fewer, a rule that would tell something in one of ten is often silent
_HEADS = (
    Text("规则", "rule"),
    Text("判断过", "judged"),
    Text("提示过", "told"),
    Text("提示次数", "findings"),
    Text("说明", "remark"),
)
_COLON = Text("：", ": ")
_COMMA = Text("、", ", ")
_NONE = Text("无", "none")
_BOOK = Text("规则书", "the book")


def render(found: Audit, lang: str) -> str:
    """Return an audit as text."""
    blocks = [_head(found, lang), *_list(_ASIDE, found.aside, lang), *_list(_PARTLY, found.partly, lang)]
    if found.checked:
        rows = [_row(each, lang) for each in found.rules]
        blocks += [
            table([head.say(lang) for head in _HEADS], rows, right=(1, 2, 3)),
            _rules(_NEVER, [each.rule for each in found.rules if each.never], lang),
            _rules(_ALWAYS, [each.rule for each in found.rules if each.always], lang),
            _words(found.unused, lang),
        ]
    return "\n\n".join(blocks) + "\n"


_ASIDE = Text("没有检查的", "not checked")
_PARTLY = Text("检查了，但没有全部读出的", "checked, but not read wholly")
_NEVER = Text("在这些报告上从不提示的规则", "rules that tell nothing on these papers")
_ALWAYS = Text("凡判断过的报告都提示的规则", "rules that tell something on every paper that they judged")


def _head(found: Audit, lang: str) -> str:
    checked, aside = len(found.checked), len(found.aside)
    zh = f"{found.book} {found.version}：检查了 {checked} 份报告，另有 {aside} 份没有检查"
    en = f"{found.book} {found.version}: {checked} papers checked, {aside} not"
    lines = [Text(zh, en).say(lang)]
    if 0 < checked < _FEW:
        lines.append(
            Text(
                f"只有 {checked} 份报告：没有提示、没有出现，还说明不了规则或词没有用。",
                f"With {checked} papers only, silence says little about a rule or a word.",
            ).say(lang)
        )
    return "\n".join(map(visible, lines))


def _list(title: Text, files: Sequence[Unreadable], lang: str) -> Iterator[str]:
    if files:
        rows = (visible(f"  {each.path}{_COLON.say(lang)}{each.reason}") for each in files)
        yield "\n".join((f"{title.say(lang)}{_COLON.say(lang).rstrip()}", *rows))


def _row(use: RuleUse, lang: str) -> list[str]:
    remark = Text("")
    if not use.judged:
        remark = Text("没有判断过", "never judged")
    elif use.never:
        remark = Text("从不提示", "never")
    elif use.always:
        remark = Text("都提示", "always")
    return [visible(use.rule), str(use.judged), str(use.told), str(use.findings), remark.say(lang)]


def _rules(title: Text, rules: Sequence[str], lang: str) -> str:
    told = _COMMA.say(lang).join(map(visible, rules)) or _NONE.say(lang)
    head = f"{title.say(lang)} ({len(rules)}){_COLON.say(lang).rstrip()}"
    return "\n".join((head, *_wrapped(told, "  ")))


def _words(unused: Sequence[UnusedWords], lang: str) -> str:
    number = sum(len(each.words) for each in unused)
    title = Text("在这些报告里从未出现的词", "words that stand in none of these papers").say(lang)
    lines = [f"{title} ({number}){_COLON.say(lang).rstrip()}"]
    for owner, group in groupby(unused, key=lambda each: each.owner):
        lines.append(f"  {visible(owner) or _BOOK.say(lang)}")
        for each in group:
            lines += _key(each, lang)
    return "\n".join(lines if unused else (*lines, f"  {_NONE.say(lang)}"))


def _key(each: UnusedWords, lang: str) -> Iterator[str]:
    number = Text(f"{len(each.words)} / {each.of}", f"{len(each.words)} of {each.of}").say(lang)
    yield f"    {visible(each.key)} ({number})"
    words = Text("、".join(each.words), ", ".join(f"“{word}”" for word in each.words))
    yield from _wrapped(visible(words.say(lang)), "      ")


def _wrapped(text: str, indent: str) -> Iterator[str]:
    """Yield the lines of a text that fit the width."""
    ends = [0, *breaks(text, _WIDTH - len(indent), cells), len(text)]
    yield from (f"{indent}{text[start:end].rstrip()}" for start, end in pairwise(ends))
