"""lawcheck rules stress: change papers in every way and see what the rules make of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lawcheck import api
from lawcheck.author.stress import Stressed, stress
from lawcheck.cli._papers import Papers, find
from lawcheck.cli._parser import Parser, between, nearest, one_of
from lawcheck.cli._streams import say, say_why, show
from lawcheck.cli.rules._stress_view import Bounds, Outcome, as_json, as_text
from lawcheck.errors import UsageError
from lawcheck.gate import troubles
from lawcheck.model import Report, Run, Text, Unreadable
from lawcheck.rulebook import RuleBook, shipped_names
from lawcheck.rulebook.changes import Changes, both, load_changes
from lawcheck.rulebook.compiled import library

SUMMARY = Text("改动报告，看规则查不查得出", "change papers and see whether the rules notice")

_HELP = Text(
    """\
用法：lawcheck rules stress 文件… [选项]

考一考规则书：把报告的每个部分删去、清空、移动、合并、换标题，换说法，写进错
句，每改一处就检查一次。删去、清空、合并和写错必须查出；移动、换标题、换说法
和没有错的句子不得多报。报告本来有问题也可以，只看改动前后的差别。

  文件                    lawcheck check 能读的文件、文件夹、通配符
  --rules 规则书          考这本规则书（YAML 文件，或自带规则书的名称）；
                          默认考按报告单位选用的自带规则书
  --changes 文件          自带的改动（rules/stress.yaml）之外，再用这个文件里的
                          改动（YAML，写法与自带的相同）
  --force                 看来不是此类报告的也照样检查
  --show                  每处不符都显示改过的文字
  --format 格式           plain、json，默认 plain
  --least-recall 比率     删去的部分至少要查出多少，0 到 1，默认 0.98
  --most-alarms 比率      换说法后至多可误报多少，0 到 1，默认 0.02
  --lang 语言             zh、en，默认 zh
  -h, --help              显示本说明

同样的文件和规则，改动和结果每次相同。

退出状态：0 两个比率都合格；1 不合格；2 参数、规则或改动有误；
3 有文件未能（全部）读取或不是此类报告，或没有部分可以删、没有说法可以换
""",
    """\
usage: lawcheck rules stress PATH… [options]

Try a rule book: delete, empty, move, merge and rename each part of papers,
say things in other words, write in errors, and check after each change. What
is deleted, emptied, merged or wrong must be told; moving, renaming, other
words and harmless sentences must not make anything be told. The papers may
have findings of their own: only what a change makes different counts.

  PATH                  files, folders and patterns that lawcheck check reads
  --rules BOOK          try this rule book (a YAML file, or a shipped one by its
                        id), not the shipped one for each paper's issuer
  --changes FILE        besides the shipped changes (rules/stress.yaml) use
                        those of this file (YAML, written like the shipped one)
  --force               check also what does not look like such a report
  --show                show the changed text of each failure
  --format FORMAT       plain, json; default plain
  --least-recall RATE   how many of the deleted parts must be told, 0 to 1;
                        default 0.98
  --most-alarms RATE    how many other wordings may raise a false alarm, 0 to 1;
                        default 0.02
  --lang LANGUAGE       zh, en; default zh
  -h, --help            show this help

The same files and rules give the same changes and the same result each time.

exit status: 0 both rates are good enough; 1 one is not; 2 bad arguments, rules
or changes; 3 a file could not be read wholly or is no such report, or there
was no part to delete or nothing to say in other words
""",
)
_STDIN = Text("stress 不读标准输入，请写文件名", "stress reads no standard input, name a file")
_NO_PAPERS = Text("没有写要改动的报告", "no paper to change was given")
_LOST = Text(
    "只看文字、不看版式时，各部分的位置与原文件不同，不能改动",
    "its text alone, without the file's layout, does not show the parts as they stand in the file",
)
_UNTRIED = Text(
    "没有部分可以删去，或没有说法可以换，不能下结论",
    "there was no part to delete or nothing to say in other words: no verdict",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Options:
    """What the command line asks for."""

    paths: list[str]
    rules: str | None
    changes: str | None
    force: bool
    show: bool
    format: str
    least_recall: float
    most_alarms: float
    lang: str


def main(args: Sequence[str], lang: str) -> int:
    """Change the papers, print what came of it, and return whether that is good enough."""
    options = _parse(args, lang)
    book = None if options.rules is None else api.load_rules(options.rules)
    changes = _changes(options.changes, book, lang)
    papers = find(options.paths, lang)
    answers = list(_answers(papers, book, options))
    wrong = troubles(_run(answers, papers, lang))
    stressed: list[Stressed] = []
    for report in (answer for answer in answers if isinstance(answer, Report)):
        if not report.sections or report.path in dict(wrong):  # told already, or without harm
            continue
        own = book or library().book(report.rulebook.id)
        found = stress(report, own, changes, force=options.force)
        if found is None:
            wrong.append((report.path, _LOST.say(lang)))
        else:
            stressed.append(found)
    outcome = Outcome(tuple(stressed), Bounds(options.least_recall, options.most_alarms), tuple(wrong), lang)
    view = as_json(outcome) if options.format == "json" else as_text(outcome, changed=options.show)
    show(view, options.format, lang)
    return _status(outcome)


def _parse(args: Sequence[str], lang: str) -> _Options:
    parser = Parser("lawcheck rules stress", lambda: _HELP.say(lang), lang)
    parser.add_argument("paths", nargs="*")
    for option in ("--rules", "--changes"):
        parser.add_argument(option)
    for option in ("--force", "--show"):
        parser.add_argument(option, action="store_true")
    parser.add_argument("--format", type=one_of(("plain", "json"), lang), default="plain")
    parser.add_argument("--least-recall", type=between(0, 1, lang), default=0.98)
    parser.add_argument("--most-alarms", type=between(0, 1, lang), default=0.02)
    options = _Options(**vars(parser.parse_args(args)))
    if not options.paths:
        raise UsageError(_NO_PAPERS.say(lang))
    if "-" in options.paths:
        raise UsageError(_STDIN.say(lang))
    return options


def _changes(path: str | None, book: RuleBook | None, lang: str) -> Changes:
    """Return the shipped changes and those of a file.

    Raises:
        UsageError: The file speaks of a part or a rule that the book, or no shipped one, has.
    """
    if path is None:
        return load_changes()
    own = load_changes(path)
    books = [book] if book else [library().book(name) for name in shipped_names()]
    parts = [section.id for each in books for section in each.sections]
    rules = [*(error.rule for error in own.errors), *(misprint.rule for misprint in own.misprints)]
    named = [*(own.headings or {}), *(misprint.part for misprint in own.misprints if misprint.part)]
    unknown = [_unknown("部分", "part", name, parts, lang) for name in named if name not in parts]
    known = [rule for each in books for rule in each.rule_ids()]
    unknown += [_unknown("规则", "rule", name, known, lang) for name in rules if name not in known]
    if unknown:
        raise UsageError("\n".join(dict.fromkeys(unknown)))
    return both(load_changes(), own)


def _unknown(zh: str, en: str, name: str, known: Iterable[str], lang: str) -> str:
    guess = nearest(name, known, lang)
    return Text(f"规则书里没有{zh}“{name}”{guess}", f"the rule book has no {en} “{name}”{guess}").say(lang)


def _answers(papers: Papers, book: RuleBook | None, options: _Options) -> Iterable[Report | Unreadable]:
    paths = (*papers.named, *papers.met)
    return api.check_many(paths, rules=book, lang=options.lang, force=options.force)


def _run(answers: Sequence[Report | Unreadable], papers: Papers, lang: str) -> Run:
    reports = tuple(answer for answer in answers if isinstance(answer, Report))
    unreadable = tuple(answer for answer in answers if isinstance(answer, Unreadable))
    return Run(reports, papers.unreadable + unreadable, lang, frozenset(papers.met))


def _status(outcome: Outcome) -> int:
    """Say on standard error what has no verdict, and return the exit status."""
    for path, why in outcome.troubles:
        say_why(path, why, outcome.lang)
    if outcome.passes is None:
        say(_UNTRIED.say(outcome.lang))
    if outcome.troubles or outcome.passes is None:
        return 3
    return 0 if outcome.passes else 1
