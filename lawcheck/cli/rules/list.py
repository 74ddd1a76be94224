"""lawcheck rules list: the shipped rule books, or the parts and rules of a book."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck import api
from lawcheck.cli._parser import Parser
from lawcheck.cli._streams import screen_width, show
from lawcheck.cli._table import table
from lawcheck.kinds import KINDS, LEVELS, Rule
from lawcheck.model import Text
from lawcheck.renderers import visible
from lawcheck.rulebook import RuleBook, SectionRule, shipped_names

SUMMARY = Text("列出规则书，或一本规则书的内容", "list rule books, or what is in one")

_HELP = Text(
    """\
用法：lawcheck rules list [规则书] [--lang zh|en]

不写规则书：列出自带的规则书和它们适用于谁；没有 --rules 时按发文机关的层级
和类别选用，都不适用的用 annual-report。
写规则书（自带的名称，或 YAML 文件）：列出它的部分和规则，以及各出自哪一本。
""",
    """\
usage: lawcheck rules list [BOOK] [--lang zh|en]

Without a book: list the shipped rule books and for whom they are. Without
--rules the one for the issuer's level and kind is taken, else annual-report.
With a book (a shipped id or a YAML file): list its parts and rules, and which
book each comes from.
""",
)
_ALL = Text("所有单位", "every issuer")
_BY_NAME = Text("指名使用", "when named")


def main(args: Sequence[str], lang: str) -> int:
    """Print a table of books, or of the parts and rules of one."""
    parser = Parser("lawcheck rules list", lambda: _HELP.say(lang), lang)
    parser.add_argument("book", nargs="?")
    name = parser.parse_args(args).book
    rows = _books(lang) if name is None else _asked(api.load_rules(name), lang)
    show(f"{rows}\n", "plain", lang)
    return 0


def _books(lang: str) -> str:
    heads = (Text("规则书", "book"), Text("适用于", "for"), Text("扩展", "extends"), Text("名称", "title"))
    books = [api.load_rules(name) for name in shipped_names()]
    rows = [
        (book.rulebook, _for_whom(book, lang), ", ".join(book.extends), book.title.say(lang))
        for book in books
    ]
    return table([head.say(lang) for head in heads], rows, width=screen_width())


def _for_whom(book: RuleBook, lang: str) -> str:
    levels = [LEVELS[level].say(lang) for level in book.applies.level]
    kinds = [KINDS[kind].say(lang) for kind in book.applies.kind]
    comma = Text("、", ", ").say(lang)
    named = " ".join(filter(None, (comma.join(levels), comma.join(kinds))))
    return named or (_BY_NAME if book.extends else _ALL).say(lang)


def _asked(book: RuleBook, lang: str) -> str:
    heads = [Text("编号", "id"), Text("级别", "severity"), Text("权重", "weight"), Text("出自", "from")]
    rows = []
    for section in book.sections:
        rows.append(_row(book, section, lang))
        rows += [_row(book, rule, lang) for rule in section.rules]
    rows += [_row(book, rule, lang, weight="-") for rule in book.rules]
    columns = [*(head.say(lang) for head in heads), Text("说明", "title").say(lang)]
    head = f"{book.title.say(lang)} ({book.rulebook} {book.version})"
    bottom = book.layers[0].book if book.layers else book.rulebook
    note = Text(f"“出自”空白的出自 {bottom}。", f"What has no “from” comes from {bottom}.").say(lang)
    return f"{visible(head)}\n{visible(note)}\n\n{table(columns, rows, right=(2,), width=screen_width())}"


def _row(book: RuleBook, asked: SectionRule | Rule, lang: str, weight: str = "") -> tuple[str, ...]:
    """Return a row; the last file that changes it comes first, the one at the bottom is left out."""
    source = " < ".join(reversed([layer.book for layer in book.layers[1:] if asked.id in layer.given]))
    off = Text("停用", "off").say(lang) if asked.switched_off else ""
    told = (
        asked.id,
        off or asked.severity.value,
        weight or f"{asked.weight:g}",
        source,
        asked.title.say(lang),
    )
    return tuple(map(visible, told))
