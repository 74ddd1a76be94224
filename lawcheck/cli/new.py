"""lawcheck new: the skeleton of a paper, with what each part has to say."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence

from lawcheck import api
from lawcheck.author.skeleton import draft, markdown, word
from lawcheck.cli._files import Target, refuse_existing, save
from lawcheck.cli._parser import Parser
from lawcheck.cli._streams import show
from lawcheck.errors import UsageError
from lawcheck.model import Text
from lawcheck.renderers import visible

SUMMARY = Text("写一份报告的框架", "write the skeleton of a paper")

_HELP = Text(
    """\
用法：lawcheck new [选项]

写一份报告的框架：规则书要求的各个部分，每部分附上应写什么、依据和写法
（Word 里是批注，Markdown 里是注释，都不算正文）。正文处待填写。

  --issuer 单位           发文机关，如 云溪县人民政府
  --year 年份             报告年度，如 2025
  --rules 规则书          自带规则书的名称，或 YAML 文件；默认按发文机关选
  -o, --output 文件       写成 .docx 或 .md；不写就以 Markdown 显示在屏幕上
  --force                 文件已有时覆盖

  --lang 语言             提示用的语言：zh、en，默认 zh
  -h, --help              显示本说明

退出状态：0 已写；2 参数、规则有误或写不出文件
""",
    """\
usage: lawcheck new [options]

Write the skeleton of a paper: the parts that a rule book asks for, each with
what it has to say, on what basis and how (comments in Word and in Markdown, no
text of the paper). The text itself is to be filled in.

  --issuer NAME         who issues the paper, such as “云溪县人民政府”
  --year YEAR           the reported year, such as 2025
  --rules BOOK          a shipped id or a YAML file; by default the one for the
                        issuer
  -o, --output FILE     a .docx or .md file; without it Markdown on the screen
  --force               overwrite a file that is there

  --lang LANGUAGE       the language of the guidance: zh, en; default zh
  -h, --help            show this help

exit status: 0 written; 2 bad arguments or rules, or the file could not be
written
""",
)
_FIRST, _LAST = 1990, 2100  # reported years
_MARKS = frozenset("#<>*`_[]|")  # what Markdown would read as its own
_WORD, _MARKDOWN = ".docx", (".md", ".markdown")


def main(args: Sequence[str], lang: str) -> int:
    """Write the skeleton to a file, or as Markdown to standard output."""
    parser = Parser("lawcheck new", lambda: _HELP.say(lang), lang)
    parser.add_argument("--issuer", type=_name(lang))
    parser.add_argument("--year", type=_year(lang))
    parser.add_argument("--rules")
    parser.add_argument("-o", "--output")
    parser.add_argument("--force", action="store_true")
    options = parser.parse_args(args)
    if options.output is not None:
        _refuse(options.output, options.force, lang)
    book = api.load_rules(options.rules) if options.rules else None
    made = draft(book, issuer=options.issuer, year=options.year, lang=lang)
    if options.output is None:
        show("\n".join(map(visible, markdown(made).split("\n"))), "plain", lang)
        return 0
    is_word = options.output.lower().endswith(_WORD)
    save(Target("", options.output), word(made) if is_word else markdown(made), lang)
    print(Text(f"已写：{visible(options.output)}", f"written: {visible(options.output)}").say(lang))
    return 0


def _refuse(path: str, force: bool, lang: str) -> None:
    """Raise UsageError where a file cannot be written as asked."""
    if not path.lower().endswith((_WORD, *_MARKDOWN)):
        told = Text(f"-o：只能写 .docx 或 .md 文件，这里是 {path}", f"-o: only .docx and .md, not {path}")
        raise UsageError(told.say(lang))
    if not force:
        refuse_existing(path, lang)


def _name(lang: str) -> Callable[[str], str]:
    def name(value: str) -> str:
        if value.strip() and value.isprintable() and not set(value) & _MARKS:
            return value.strip()
        raise ArgumentTypeError(Text("应为单位名称", "must be the name of a body").say(lang))

    return name


def _year(lang: str) -> Callable[[str], int]:
    def year(value: str) -> int:
        if value.isdecimal() and _FIRST <= int(value) <= _LAST:
            return int(value)
        told = Text(f"“{value}”不是年份（如 2025）", f"“{value}” is no year (such as 2025)")
        raise ArgumentTypeError(told.say(lang))

    return year
