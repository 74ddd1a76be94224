"""lawcheck derive: a rule file proposed from exemplary papers."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.author.derive import Paper, paper_of, proposal
from lawcheck.cli._files import Target, refuse_existing, refuse_harm, save
from lawcheck.cli._papers import find
from lawcheck.cli._parser import Parser, between
from lawcheck.cli._streams import say, say_why, show
from lawcheck.errors import ReadError, UsageError
from lawcheck.model import Text
from lawcheck.renderers import visible

SUMMARY = Text("从范文归纳一本规则书", "propose a rule book from good papers")

_HELP = Text(
    """\
用法：lawcheck derive 文件… [选项]

从几份写得好的报告归纳出规则书的草稿：有哪些部分、标题怎样写、各部分常写哪些
内容，并注明几份报告中有几份这样写。

  文件                    报告，文件夹，通配符
  --share 比例            多大比例的报告都有才写进规则（0 到 1），默认 0.5
  -o, --output 文件       写成文件；不写就显示在屏幕上
  --force                 文件已有时覆盖

  --lang 语言             zh、en，默认 zh
  -h, --help              显示本说明

退出状态：0 已写；2 参数有误或写不出文件；3 有指名的报告读不了，或没有可用的报告
""",
    """\
usage: lawcheck derive PATH… [options]

Propose a rule book from good papers: which parts they have, how these are
headed, what is usually said in them, each with the number of papers that do so.

  PATH                  a paper, a folder or a pattern
  --share SHARE         the least share of papers that have it (0 to 1);
                        default 0.5
  -o, --output FILE     write to a file; without it to the screen
  --force               overwrite a file that is there

  --lang LANGUAGE       zh, en; default zh
  -h, --help            show this help

exit status: 0 written; 2 bad arguments, or the file could not be written; 3 a
named paper could not be read, or there is none to use
""",
)


def main(args: Sequence[str], lang: str) -> int:
    """Write the proposed rule file."""
    parser = Parser("lawcheck derive", lambda: _HELP.say(lang), lang)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--share", type=between(0, 1, lang), default=0.5)
    parser.add_argument("-o", "--output")
    parser.add_argument("--force", action="store_true")
    options = parser.parse_args(args)
    if not options.paths:
        raise UsageError(Text("没有写报告", "no paper was given").say(lang))
    found = find(options.paths, lang)
    if options.output is not None:
        refuse_harm(options.output, (*found.named, *found.met), lang)
        if not options.force:
            refuse_existing(options.output, lang)
    papers, failed = _read(found.named, found.met, lang)
    for file in found.unreadable:
        say_why(file.path, file.reason, lang)
    if not papers:
        say(Text("没有可用的报告", "there is no paper to use").say(lang))
        return 3
    _write(proposal(papers, options.share, lang), options.output, lang)
    if len(papers) == 1:
        say(Text("只有一份报告，归纳不出通例", "one paper is little to go by").say(lang))
    return 3 if failed or found.unreadable else 0


def _read(named: Sequence[str], met: Sequence[str], lang: str) -> tuple[list[Paper], bool]:
    """Return the papers that can be used, and whether a named one could not be."""
    papers: list[Paper] = []
    failed = False
    for path in (*named, *met):
        try:
            paper = paper_of(path)
        except ReadError as error:
            say_why(path, Text(error.reason, error.reason_en).say(lang), lang)
            failed = failed or path in named
            continue
        if paper.tops:
            papers.append(paper)
        else:
            say_why(path, Text("没有标题可以归纳", "it has no headings").say(lang), lang)
            failed = failed or path in named
    return papers, failed


def _write(text: str, output: str | None, lang: str) -> None:
    if output is None:
        show("\n".join(map(visible, text.split("\n"))), "plain", lang)
        return
    save(Target("", output), text, lang)
    print(Text(f"已写：{visible(output)}", f"written: {visible(output)}").say(lang))
