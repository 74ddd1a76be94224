"""lawcheck compare: what became of the gaps between two runs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lawcheck.cli import _compare_csv, _compare_json, _compare_plain
from lawcheck.cli._compare_words import notices, without_verdict
from lawcheck.cli._files import Target, refuse_harm, save
from lawcheck.cli._parser import Parser, one_of
from lawcheck.cli._streams import is_screen, say, say_why, screen_width, show
from lawcheck.comparing import Change, Comparison, Pairing, Paper, compare, pair, paper
from lawcheck.errors import UsageError
from lawcheck.model import Report, Text
from lawcheck.results import Results

SUMMARY = Text("比较两次检查：新增和已解决的问题", "compare two runs: what is new, what is solved")

_HELP = Text(
    """\
用法：lawcheck compare 前.jsonl 后.jsonl [选项]

比较两次检查的结果（lawcheck check -o jsonl=文件 写的），不用再读报告：上年和今
年，或者初稿和改稿。逐个单位列出得分、结论，和已解决、仍在、新增的问题。

  前.jsonl 后.jsonl     先前的和后来的结果

  --format 格式         plain、json、csv，默认 plain
  -o, --output 文件     另存一份；扩展名为 .json、.csv、.txt 的按扩展名，
                        否则按 --format
  --lang 语言           zh、en，默认 zh；问题的说明是检查时的语言
  -h, --help            显示本说明

报告按发文机关配对（上级地名可写可不写），没有写发文机关的按文件名。一个单位有几
个年度的，比较各自最新的；最新的是同一年度的，两边都有的年度逐年比较；其余的另外
列出。问题按规则、所在部分和所说的语句辨认，与基线相同。后一次没有检查到的不算已
解决，前一次没有检查到的不算新增，都算“未比”：规则只有一次有，没有判断，或者略过
了。规则书或 lawcheck 的版本不同的，会先说明。没有结论的不比较。

退出状态：0 已比较；2 参数或文件有误；3 有报告前一次有结论，后一次没有结论或不在
其中；130 中断
""",
    """\
usage: lawcheck compare BEFORE.jsonl AFTER.jsonl [options]

Compare the results of two runs (as lawcheck check -o jsonl=FILE writes them)
without the papers: last year and this year, or a draft and the next. Shown for
each issuer are score and verdict, and which gaps are solved, remain, are new.

  BEFORE.jsonl AFTER.jsonl  the earlier and the later results

  --format FORMAT       plain, json, csv; default plain
  -o, --output FILE     save it too; .json, .csv and .txt tell the format, else
                        it is that of --format
  --lang LANGUAGE       zh, en; default zh; findings are in the language of the
                        run that found them
  -h, --help            show this help

Papers are matched by issuer (the higher place may be left out), by file name
where no issuer is told. Where an issuer has several years, the latest of each
run are compared; where these are the same, each year that both runs have. The
others are listed. Findings are known again by rule, part and sentence, as with
a baseline. What the later run did not look at is not solved, what the earlier
one did not look at is not new; both are n/c, not compared: a rule that only one
run has, was not judged, or is suppressed. Other rule books and versions of
lawcheck are told first. What has no verdict is not compared.

exit status: 0 compared; 2 wrong arguments or files; 3 a paper that had a
verdict in the earlier run has none in the later one, or is not in it;
130 interrupted
""",
)
_VIEWS = {"plain": _compare_plain, "json": _compare_json, "csv": _compare_csv}
_SUFFIXES = {".json": "json", ".csv": "csv", ".txt": "plain"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Options:
    """What the command line asks for."""

    files: list[str]
    format: str
    output: str | None
    lang: str


def main(args: Sequence[str], lang: str) -> int:
    """Compare two files of results, show what changed and return the exit status."""
    options = _Options(**vars(_parser(lang).parse_args(args)))
    lang = options.lang
    before, after = _two(options)
    if options.output is not None:
        refuse_harm(options.output, options.files, lang)
    found = _compared(before, after, lang)
    if options.output is not None:
        format = _SUFFIXES.get(os.path.splitext(options.output)[1].lower(), options.format)
        save(Target(format, options.output), _VIEWS[format].render(found, lang, None), lang)
    show(_VIEWS[options.format].render(found, lang, screen_width()), options.format, lang)
    _tell(found, options)
    return 3 if found.pairing.lost else 0


def _parser(lang: str) -> Parser:
    parser = Parser("lawcheck compare", lambda: _HELP.say(lang), lang)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--format", type=one_of(_VIEWS, lang), default="plain")
    parser.add_argument("-o", "--output")
    return parser


def _two(options: _Options) -> tuple[Results, Results]:
    if len(options.files) != 2:
        zh = f"要写两个结果文件，先前的和后来的，这里是 {len(options.files)} 个"
        en = f"two files of results are wanted, the earlier and the later, not {len(options.files)}"
        raise UsageError(Text(zh, en).say(options.lang))
    before, after = (Results(path, options.lang) for path in options.files)
    return before, after


def _compared(before: Results, after: Results, lang: str) -> Comparison:
    """Compare two files: of each paper little is kept until it is known with which one it belongs."""
    papers = [_papers(results, lang) for results in (before, after)]
    pairing = pair(*papers)
    changes = tuple(_changes(before, after, pairing))
    return Comparison((before.path, len(papers[0])), (after.path, len(papers[1])), pairing, changes)


def _papers(results: Results, lang: str) -> list[Paper]:
    found = [paper(line.answer, line.version, offset) for offset, line in results.placed()]
    if not found:
        told = Text(f"{results.path} 里没有检查结果", f"there is no result in {results.path}")
        raise UsageError(told.say(lang))
    return found


def _changes(before: Results, after: Results, pairing: Pairing) -> Iterator[Change | None]:
    for each in pairing.pairs:
        if each.has_verdicts:
            old, new = before.at(each.before.offset).answer, after.at(each.after.offset).answer
            yield compare(old, new) if isinstance(old, Report) and isinstance(new, Report) else None
        else:
            yield None


def _tell(found: Comparison, options: _Options) -> None:
    """Say on standard error what to know of the comparison, unless the screen already says it."""
    if options.format != "plain":
        for notice in notices(found, options.lang):
            say(notice)
    if not (is_screen() and options.format == "plain"):
        for path, why in without_verdict(found, options.lang):
            say_why(path, why, options.lang)
