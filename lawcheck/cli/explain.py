"""lawcheck explain: what a rule asks, why, on what basis, how it scores, how well it is measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from lawcheck import api
from lawcheck.author.explain import Line, explain
from lawcheck.cli._parser import Parser, refuse_unknown_rules
from lawcheck.cli._streams import screen_width, show
from lawcheck.cli._table import table
from lawcheck.model import Text
from lawcheck.renderers import visible
from lawcheck.renderers._wrap import breaks
from lawcheck.rulebook import NATIONAL, RuleBook
from lawcheck.rulebook.cases import CaseBook, load_cases
from lawcheck.rulebook.frames import cells

SUMMARY = Text("说明一条规则", "explain a rule")

_HELP = Text(
    """\
用法：lawcheck explain [规则…] [选项]

说明规则查什么、依据什么、怎样计分、有哪些例子、准确度如何；
不写规则就列出全部规则。

  规则                    规则或部分的编号，如 plan.measures、leadership
  --rules 规则书          自带规则书的名称，或 YAML 文件；默认 annual-report

  --lang 语言             zh、en，默认 zh
  -h, --help              显示本说明

退出状态：0 已说明；2 参数、规则有误
""",
    """\
usage: lawcheck explain [RULE…] [options]

Say what rules ask, on what basis, how they score, with examples, and how well
they are measured; without a rule list them all.

  RULE                  the id of a rule or part: plan.measures, leadership
  --rules BOOK          a shipped id or a YAML file; default annual-report

  --lang LANGUAGE       zh, en; default zh
  -h, --help            show this help

exit status: 0 explained; 2 bad arguments or rules
""",
)
_LABEL = 14  # cells
_WIDTH, _WIDEST = 80, 100


def main(args: Sequence[str], lang: str) -> int:
    """Print what there is to say of each rule."""
    parser = Parser("lawcheck explain", lambda: _HELP.say(lang), lang)
    parser.add_argument("rules_to_explain", nargs="*")
    parser.add_argument("--rules", default=NATIONAL)
    options = parser.parse_args(args)
    ids: list[str] = options.rules_to_explain
    if not ids:
        show(f"{_all(api.load_rules(options.rules), lang)}\n", "plain", lang)
        return 0
    book, cases = load_cases(options.rules)
    refuse_unknown_rules(ids, book.rule_ids(), lang)
    blocks = ("\n".join(_told(book, id_, explain(book, _cases(cases, id_), id_), lang)) for id_ in ids)
    show("\n\n".join(blocks) + "\n", "plain", lang)
    return 0


def _all(book: RuleBook, lang: str) -> str:
    heads = (Text("编号", "id").say(lang), Text("说明", "title").say(lang))
    asked = ((id_, book.find(id_)) for id_ in book.rule_ids())
    rows = [(visible(id_), visible(each.title.say(lang))) for id_, each in asked if each]
    return table(heads, rows, width=screen_width())


def _cases(own: CaseBook, id_: str) -> CaseBook:
    """Return the cases of a rule: the book's own, else those of the nearest book below that has some."""
    below = (load_cases(path)[1] for path in own.below)
    return next((cases for cases in chain([own], below) if id_ in cases.rules()), own)


def _told(book: RuleBook, id_: str, lines: Sequence[Line], lang: str) -> Iterator[str]:
    asked = book.find(id_)
    width = min(screen_width() or _WIDTH, _WIDEST)
    yield from _wrapped(visible(f"{id_}  {asked.title.say(lang) if asked else ''}"), width)
    for line in lines:
        label = line.label.say(lang)
        text = visible(line.text.say(lang))
        rows = _wrapped(text, max(width - _LABEL, _LABEL))
        yield f"{label}{' ' * max(_LABEL - cells(label), 2)}{rows[0]}".rstrip()
        yield from (f"{' ' * _LABEL}{row}" for row in rows[1:])


def _wrapped(text: str, width: int) -> list[str]:
    edges = [0, *breaks(text, width, cells), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(edges)]
