"""lawcheck rules test: the cases of rule books, and which rules lack one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lawcheck.author.cases import Failure, Outcome, Trial, try_book
from lawcheck.cli._parser import Parser, refuse_unknown_rules
from lawcheck.cli._streams import show
from lawcheck.model import Finding, Status, Text
from lawcheck.renderers import visible
from lawcheck.renderers._words import STATUS
from lawcheck.rulebook import shipped_names
from lawcheck.rulebook.cases import CaseBook, Expectation, load_cases

SUMMARY = Text("用例子检验规则", "try rules on their cases")

_HELP = Text(
    """\
用法：lawcheck rules test [规则书…] [选项]

检验规则书里的例子（cases）：应当发现的是否发现，不应发现的是否没有发现。
规则书自己写的每条规则都要有写得对的和写得不对的例子。

  规则书                  自带的名称，或 YAML 文件；不写就检验全部自带的
  --rule 规则             只检验这条规则的例子，可写多次

  --lang 语言             zh、en，默认 zh
  -h, --help              显示本说明

退出状态：0 全部通过；1 有例子没有通过，或者规则缺少例子；2 参数、规则有误
""",
    """\
usage: lawcheck rules test [BOOK…] [options]

Try the cases of rule books: is found what must be, is left alone what must be?
Each rule that a book itself makes needs a good and a bad case.

  BOOK                  a shipped id or a YAML file; all shipped ones by default
  --rule RULE           only the cases of this rule, may be repeated

  --lang LANGUAGE       zh, en; default zh
  -h, --help            show this help

exit status: 0 all pass; 1 a case fails, or a rule lacks one; 2 bad arguments
or rules
""",
)
_SHOWN = 3  # lines of a paper shown above and below one that matters


def main(args: Sequence[str], lang: str) -> int:
    """Try the books and print what fails."""
    parser = Parser("lawcheck rules test", lambda: _HELP.say(lang), lang)
    parser.add_argument("books", nargs="*")
    parser.add_argument("--rule", action="append", default=[])
    options = parser.parse_args(args)
    loaded = [(name, *load_cases(name)) for name in options.books or shipped_names()]
    refuse_unknown_rules(options.rule, [id_ for _, book, _ in loaded for id_ in book.rule_ids()], lang)
    lines: list[str] = []
    good = True
    for name, book, cases in loaded:
        trial = try_book(book, cases, options.rule or None, lang=lang)
        good = good and trial.passes
        lines += _told(name, cases, trial, lang)
    show("".join(f"{visible(line)}\n" for line in lines), "plain", lang)
    return 0 if good else 1


def _told(name: str, cases: CaseBook, trial: Trial, lang: str) -> Iterator[str]:
    for outcome in trial.outcomes:
        if not outcome.holds:
            yield from _failed(cases, outcome, lang)
    for ids, what in (
        (trial.without_good, Text("没有写得对的例子（leaves）", "no case that meets it (leaves)")),
        (trial.without_bad, Text("没有写得不对的例子（finds）", "no case that fails it (finds)")),
    ):
        yield from (f"{name}: {id_}{Text('：', ': ').say(lang)}{what.say(lang)}" for id_ in ids)
    failed = sum(not outcome.holds for outcome in trial.outcomes)
    total = len(trial.outcomes)
    zh, en = f"{total} 个例子，{failed} 个没有通过", f"{total} cases, {failed} failed"
    if not total and not trial.to_prove:
        zh, en = "没有改变判断的规则，不需要例子", "no rule is changed in what it judges, no case is needed"
    yield f"{name}{Text('：', ': ').say(lang)}{Text(zh, en).say(lang)}"


def _failed(cases: CaseBook, outcome: Outcome, lang: str) -> Iterator[str]:
    """Yield a failing case: what was expected and what happened, and the lines that matter."""
    why = outcome.case.why
    yield f"{cases.path}:{outcome.case.at}: {Text(why, f'“{why}”').say(lang)}"
    if outcome.unread:
        yield f"  {Text('不能读取', 'not read').say(lang)}{Text('：', ': ').say(lang)}{outcome.unread}"
    for failure in outcome.failures:
        yield f"  - {_expected(failure.expected, failure.wanted, lang)}"
        yield f"  + {_happened(failure, outcome.first_line, lang)}"
    marks = {line for failure in outcome.failures for line in _lines(failure, outcome.first_line)}
    yield from _excerpt(outcome, marks)
    yield ""


def _expected(expected: Expectation, wanted: bool, lang: str) -> str:
    where = Text(f"第{expected.line}行", f"line {expected.line}").say(lang) if expected.line else ""
    what = f"“{expected.text}”" if expected.text else ""
    verb = Text("应当发现", "must find") if wanted else Text("不应发现", "must not find")
    return " ".join(filter(None, (verb.say(lang), expected.rule, where, what)))


def _happened(failure: Failure, first: int, lang: str) -> str:
    found = [_finding(finding, first, lang) for finding in failure.told]
    if found:
        return Text("发现了：", "found: ").say(lang) + Text("；", "; ").say(lang).join(found)
    verdict = failure.verdict
    if failure.instead:
        rule, message = failure.instead[0].rule, failure.instead[0].message
        return Text(f"没有发现；{rule} 提示：{message}", f"nothing found; {rule} says: {message}").say(lang)
    if verdict is None:
        return Text("这条规则没有判断", "the rule judged nothing").say(lang)
    status = STATUS[verdict.status].say(lang)
    judged = verdict.status not in (Status.SKIPPED, Status.NOT_APPLICABLE)
    told = (
        Text("没有发现", "nothing found")
        if judged
        else Text("没有判断，不能证明什么", "not judged, so nothing is proved")
    )
    return f"{told.say(lang)} [{status}] {verdict.reason}".rstrip()


def _finding(finding: Finding, first: int, lang: str) -> str:
    line = finding.line - first + 1
    if line < 1:
        return Text(f"例子之前 {finding.message}", f"above the case {finding.message}").say(lang)
    return Text(f"第{line}行 {finding.message}", f"line {line} {finding.message}").say(lang)


def _lines(failure: Failure, first: int) -> Iterator[int]:
    """Yield the lines of the paper that matter."""
    if failure.expected.line is not None:
        yield failure.expected.line + first - 1
    yield from (finding.line for finding in failure.told)


def _excerpt(outcome: Outcome, marks: set[int]) -> Iterator[str]:
    """Yield the case's own lines, numbered as in the case; only those near the marks where it is long."""
    lines = outcome.paper.rstrip("\n").split("\n")
    first = outcome.first_line
    last = first + outcome.case.text.rstrip("\n").count("\n")
    near = marks or {first}
    for number in range(first, min(last, len(lines)) + 1):
        if any(abs(number - mark) <= _SHOWN for mark in near):
            mark = ">" if number in marks else " "
            yield f"  {mark} {number - first + 1:>3} | {lines[number - 1]}"
