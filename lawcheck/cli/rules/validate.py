"""lawcheck rules validate: every mistake in rule files."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.cli._parser import Parser
from lawcheck.cli._streams import show
from lawcheck.errors import RuleBookError, UsageError
from lawcheck.model import Text
from lawcheck.renderers import visible
from lawcheck.rulebook import RuleBook
from lawcheck.rulebook.cases import CaseBook, load_cases

SUMMARY = Text("检查规则书有没有写错", "list every mistake in a rule book")

_HELP = Text(
    """\
用法：lawcheck rules validate 文件… [--lang zh|en]

检查规则书（YAML）和它用到的文件，列出全部错误，带行、列和原文。

退出状态：0 没有错误；2 有错误
""",
    """\
usage: lawcheck rules validate FILE… [--lang zh|en]

Check rule books (YAML) and the files that they use; list every mistake with
line, column and the text there.

exit status: 0 no mistake; 2 mistakes
""",
)


def main(args: Sequence[str], lang: str) -> int:
    """Print what is wrong with each file; return 2 if anything is."""
    parser = Parser("lawcheck rules validate", lambda: _HELP.say(lang), lang)
    parser.add_argument("files", nargs="*")
    files: list[str] = parser.parse_args(args).files
    if not files:
        raise UsageError(Text("没有写规则文件", "no rule file was given").say(lang))
    told = [_check(file, lang) for file in files]
    blocks = (visible(line) for _, block in told for line in block.split("\n"))
    show("".join(f"{line}\n" for line in blocks), "plain", lang)
    return 0 if all(good for good, _ in told) else 2


def _check(file: str, lang: str) -> tuple[bool, str]:
    """Return whether a file is without mistakes, and what to say of it."""
    try:
        book, cases = load_cases(file)
        return True, _praise(file, book, cases, lang)
    except RuleBookError as error:
        mistakes = "".join(f"{mistake.say(lang)}\n\n" for mistake in error.mistakes)
        return False, mistakes + _count(file, len(error.mistakes), lang)


def _praise(file: str, book: RuleBook, cases: CaseBook, lang: str) -> str:
    parts, rules = len(book.sections), len(book.rule_ids()) - len(book.sections)
    told = len(cases.cases)
    zh = f"没有错误（{parts} 个部分，{rules} 条规则，{told} 个例子）"
    en = f"no mistake ({parts} parts, {rules} rules, {told} cases)"
    return f"{file}{Text('：', ': ').say(lang)}{Text(zh, en).say(lang)}"


def _count(file: str, mistakes: int, lang: str) -> str:
    return f"{file}{Text('：', ': ').say(lang)}{Text(f'{mistakes} 处错误', f'{mistakes} mistakes').say(lang)}"
