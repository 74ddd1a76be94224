"""lawcheck baseline write: keep the findings that papers have today."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lawcheck import api
from lawcheck.baseline import FILE, Baseline, load
from lawcheck.cli._files import Target, refuse_harm, save
from lawcheck.cli._papers import examine, find
from lawcheck.cli._parser import RULE_DEFAULTS, Parser, add_rule_options
from lawcheck.cli._rule_options import PaperOptions
from lawcheck.cli._settings import configured, settle
from lawcheck.cli._streams import show
from lawcheck.cli._telling import tell_misused, tell_troubles
from lawcheck.errors import UsageError
from lawcheck.gate import Gate
from lawcheck.model import Report, ReportStatus, State, Text
from lawcheck.renderers import visible
from lawcheck.renderers._words import brief

SUMMARY = Text("记下报告现有的问题", "keep the findings that papers have today")

_HELP = Text(
    """\
用法：lawcheck baseline write 文件… [-o 基线] [选项]

检查报告，把现有的问题记入基线文件。以后 lawcheck check --baseline 基线 只让
新增的问题不通过。已有的基线只改这次检查的报告，并去掉已不存在的报告。

  文件                    与 lawcheck check 相同
  -o, --output 基线       默认为配置文件中的 baseline，否则为
                          {file}

检查什么（应与 lawcheck check 用的相同）：
  --rules 规则书          自己的规则书，或自带规则书的名称
  --as-of 日期            以哪天有效的依据为准
  --config 文件           用这个配置文件，不找最近的 lawcheck.toml
  --isolated              不用任何配置文件
  --select 规则,…         只记这些规则的问题
  --ignore 规则,…         不记这些规则的问题
  --previous 文件         上一年度的报告，或这样的文件夹
  --force                 看来不是此类报告的也照样检查
  --office                旧版 Word、WPS 文件用本机的 LibreOffice 转换后再读
  --lang 语言             zh、en，默认 zh
  -h, --help              显示本说明

退出状态：0 已记下；2 参数、规则有误或写不出基线；
3 有文件未能（全部）读取或不是此类报告，其余的已记下；130 中断
""",
    """\
usage: lawcheck baseline write PATH… [-o BASELINE] [options]

Check papers and keep their findings in a baseline. From then on
lawcheck check --baseline BASELINE fails on new findings only. A baseline that
is there already is changed for these papers only, and loses those that are no
longer there.

  PATH                  as for lawcheck check
  -o, --output BASELINE default: the baseline of the configuration, else
                        {file}

what to check (the same as for lawcheck check):
  --rules BOOK          your own rule book, or the id of a shipped one
  --as-of DAY           the law in force on a day counts
  --config FILE         use this configuration, not the nearest lawcheck.toml
  --isolated            use no configuration
  --select RULE,…       keep findings of these rules only
  --ignore RULE,…       not of these
  --previous PATH       the paper of the year before, or a folder of such
  --force               check also what does not look like such a report
  --office              have an installed LibreOffice convert old Word and WPS
                        files before they are read
  --lang LANGUAGE       zh, en; default zh
  -h, --help            show this help

exit status: 0 written; 2 bad arguments or rules, or the baseline could not be
written; 3 a file could not be read wholly or is no such report, the others
are written; 130 interrupted
""",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Options(PaperOptions):
    output: str


def main(args: Sequence[str], lang: str) -> int:
    """Write the baseline and return the exit status, whatever was found in the papers."""
    options = _parse(args, lang)
    lang = options.lang
    papers = find(options.paths, lang)
    refuse_harm(options.output, (*papers.named, *papers.met, *filter(None, (options.rules,))), lang)
    before = _before(options.output, lang)
    book = None if options.rules is None else api.load_rules(options.rules)
    run = examine(papers, book, options)
    reports = [report for report in run.reports if report.status is not ReportStatus.NOT_APPLICABLE]
    if reports:
        after = before.written_anew(reports)
        save(Target("json", options.output), after.dump(), lang)
        show("".join(f"{line}\n" for line in _lines(before, after, reports, options)), "plain", lang)
    tell_troubles(run)
    tell_misused(run.reports)
    return Gate(fail_on=None).judge(run)


def _parse(args: Sequence[str], lang: str) -> _Options:
    configuration, lang = configured(args, lang)
    parser = Parser("lawcheck baseline write", lambda: _HELP.say(lang).format(file=FILE), lang)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("-o", "--output")
    add_rule_options(parser, lang)
    parser.add_argument("--office", action="store_true", default=None)
    given = parser.parse_args(args)
    given.output = given.output or configuration.get("baseline") or FILE
    told = settle(given, configuration, RULE_DEFAULTS | {"office": False})
    if "-" in told["paths"]:
        wrong = Text("标准输入不能记入基线：它没有文件名", "standard input has no name to be kept under")
        raise UsageError(wrong.say(lang))
    if not told["paths"]:
        raise UsageError(Text("没有写要检查的文件", "no file to check was given").say(lang))
    return _Options(**told, suppress=configuration.suppressions)


def _before(path: str, lang: str) -> Baseline:
    """Return the baseline that is there; another file of that name is not overwritten."""
    return load(path, lang) if os.path.lexists(path) else Baseline(os.path.dirname(path) or ".", {})


def _lines(before: Baseline, after: Baseline, reports: Sequence[Report], options: _Options) -> Iterator[str]:
    """Yield what was written, and what is let stand from now on."""
    lang, path = options.lang, visible(options.output)
    checked = [before.compare(report) for report in reports]
    new = [(it.path, finding) for it in checked for finding in it.findings if finding.state is State.NEW]
    gone = len(before.fingerprints() - after.fingerprints())
    for paper, finding in new:
        yield f"  + {visible(paper)} · {brief(finding, lang)}"
    papers, kept = len(after.papers), len(after.fingerprints())
    zh = f"已写 {path}：{papers} 份报告，{kept} 个问题（新记入 {len(new)}，去掉 {gone}）"
    en = f"{path}: {papers} papers, {kept} findings ({len(new)} new, {gone} dropped)"
    yield Text(zh, en).say(lang)
