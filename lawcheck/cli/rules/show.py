"""lawcheck rules show: a rule book, or some of it, as YAML with all that it takes over."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck import api
from lawcheck.cli._parser import Parser, refuse_unknown_rules
from lawcheck.cli._streams import show
from lawcheck.errors import UsageError
from lawcheck.model import Text
from lawcheck.renderers import visible
from lawcheck.rulebook.dumping import dump, dump_one

SUMMARY = Text("显示规则书的完整内容和出处", "show a rule book with what came from where")

_HELP = Text(
    """\
用法：lawcheck rules show 规则书 [编号…] [--lang zh|en]

把规则书（自带的名称，或 YAML 文件）连同它扩展来的内容一起显示为 YAML。
行末的注释写明这一项由哪本规则书给出；没有注释的出自最底层的一本。
写编号时只显示这些部分或规则。
""",
    """\
usage: lawcheck rules show BOOK [ID…] [--lang zh|en]

Show a rule book (a shipped id or a YAML file) as YAML with all that it takes
over. A comment at the end of a line names the book that gave it; what has none
comes from the book at the bottom. With ids show these parts or rules only.
""",
)


def main(args: Sequence[str], lang: str) -> int:
    """Print the book, or the parts and rules that are named."""
    parser = Parser("lawcheck rules show", lambda: _HELP.say(lang), lang)
    parser.add_argument("book", nargs="?")
    parser.add_argument("ids", nargs="*")
    options = parser.parse_args(args)
    if options.book is None:
        raise UsageError(Text("没有写规则书", "no rule book was given").say(lang))
    book = api.load_rules(options.book)
    refuse_unknown_rules(options.ids, book.rule_ids(), lang)
    asked = [found for id_ in options.ids if (found := book.find(id_))]
    text = "".join(dump_one(book, each) for each in asked) if asked else dump(book)
    show("\n".join(map(visible, text.split("\n"))), "plain", lang)
    return 0
