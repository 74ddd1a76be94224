"""What ``lawcheck check`` can be asked, and its help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lawcheck.cli import _actions
from lawcheck.cli._parser import RULE_DEFAULTS, Parser, add_rule_options, at_least, between, one_of
from lawcheck.cli._rule_options import PaperOptions
from lawcheck.cli._settings import configured, settle
from lawcheck.config import NEVER
from lawcheck.errors import UsageError
from lawcheck.gate import Gate
from lawcheck.model import Severity, Text
from lawcheck.renderers import formats

_HELP = Text(
    """\
用法：lawcheck check 文件… [选项]

检查法治政府建设年度报告：必备部分是否齐全，内容是否到位，前后是否一致。

  文件                    Word、PDF、OFD、网页、文本或 Markdown 文件，文件夹，
                          通配符；- 为标准输入；lawcheck formats 列出各种格式

检查什么：
  --rules 规则书          自己的规则书（YAML 文件），或自带规则书的名称；默认按
                          发文机关的层级和类别选（见 lawcheck rules list）
  --as-of 日期            以哪天有效的依据为准（2025-12-31 或 2025），默认为
                          报告年度
  --config 文件           用这个配置文件，不找最近的 lawcheck.toml
  --isolated              不用任何配置文件
  --select 规则,…         只用这些规则；可写开头几段，如 form 或 leadership.acts
  --ignore 规则,…         不用这些规则；--select、--ignore 都可写多次
  --previous 文件         与上一年度的报告比较：有无照抄，上年的安排、不足有无
                          下文，数据；多份报告时写上一年度报告的文件夹
  --force                 看来不是此类报告的也照样检查
  --office                旧版 Word、WPS 文件用本机的 LibreOffice 转换后再读

怎样显示：
  --format 格式           {formats}；
                          默认 terminal，在 GitHub Actions 中为 github
  -o, --output [格式=]文件
                          另存为文件（UTF-8），可写多次；不写格式时看扩展名
                          （-o sarif=结果.sarif -o 结果.csv）
  --explain               说明得分的由来、没有认出的部分差在哪里
                          （terminal、plain）
  --color 何时            auto、always、never，默认 auto
  --lang 语言             zh、en，默认 zh

报告很多时：
  --jobs N                用 N 个进程检查，逐份写入 -o jsonl=文件，只显示总数
  --resume                接着做上次没有做完的：-o jsonl=文件 中已有的结果，
                          报告、规则、选项都没有变的不再检查

怎样才算通过：
  --baseline 文件         与基线比较：问题分为新增、仍在、已解决，只有新增的
                          算数（基线由 lawcheck baseline write 生成）
  --fail-on 级别          有此级别或更严重的问题即不通过：
                          error、warning、info、never，默认 error
  --min-score 分数        得分低于此数（0 到 100）即不通过

  -h, --help              显示本说明
  --version               显示版本

退出状态：0 通过；1 未通过；2 参数、规则有误或写不出结果；
3 有文件未能（全部）读取或不是此类报告；130 中断
""",
    """\
usage: lawcheck check PATH… [options]

Check annual reports on law-based government (“法治政府建设年度报告”): are
the required parts there, do they hold what they must, does the paper agree with
itself?

  PATH                  a Word, PDF, OFD, HTML, text or Markdown file, a folder
                        or a pattern; - is standard input; lawcheck formats
                        lists what can be read here

what to check:
  --rules BOOK          your own rule book (a YAML file) or the id of a shipped
                        one; by default the one for the issuer's level and kind
                        (see lawcheck rules list)
  --as-of DAY           the law in force on a day counts (2025-12-31 or 2025);
                        default the reported year
  --config FILE         use this configuration, not the nearest lawcheck.toml
  --isolated            use no configuration
  --select RULE,…       only these rules; the first words of an id will do,
                        such as form or leadership.acts
  --ignore RULE,…       not these rules; --select and --ignore may be repeated
  --previous PATH       compare with the paper of the year before: what is
                        copied, what became of its plan and shortcomings, the
                        figures; for several papers a folder of such papers
  --force               check also what does not look like such a report
  --office              have an installed LibreOffice convert old Word and WPS
                        files before they are read

how to show it:
  --format FORMAT       {formats};
                        default terminal, in GitHub Actions github
  -o, --output [FORMAT=]FILE
                        write to a file as well (UTF-8), may be repeated;
                        without a format the suffix tells it
                        (-o sarif=out.sarif -o out.csv)
  --explain             say where the score comes from and what parts that were
                        not found lack (terminal, plain)
  --color WHEN          auto, always, never; default auto
  --lang LANGUAGE       zh, en; default zh

many papers:
  --jobs N              check in N processes, write each result to
                        -o jsonl=FILE as it is known, show totals only
  --resume              go on with a run that was broken off: results of the
                        same papers in -o jsonl=FILE are kept (same content,
                        rules and options)

what passes:
  --baseline FILE       compare with a baseline: findings are new, remaining or
                        solved, and only new ones count (made by
                        lawcheck baseline write)
  --fail-on SEVERITY    fail on findings as serious as this or more so:
                        error, warning, info, never; default error
  --min-score N         fail on a score below this (0 to 100)

  -h, --help            show this help
  --version             show the version

exit status: 0 passed; 1 failed; 2 bad arguments or rules, or the result could
not be written; 3 a file could not be read wholly or is no such report;
130 interrupted
""",
)
DEFAULTS: dict[str, Any] = RULE_DEFAULTS | {
    "office": False,
    "format": None,
    "output": [],
    "color": "auto",
    "fail_on": Severity.ERROR,
    "min_score": None,
    "baseline": None,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Options(PaperOptions):
    """What the command line asks for.

    A run with ``jobs`` or ``resume`` is a long one; ``totals`` tells that it shows no more than these.
    """

    format: str
    explain: bool
    output: list[str]
    color: str
    gate: Gate
    jobs: int | None
    resume: bool
    totals: bool
    baseline: str | None
    config: str


def parse(args: Sequence[str], lang: str) -> Options:
    """Return what the arguments ask for.

    Raises:
        UsageError: They make no sense.
    """
    configuration, lang = configured(args, lang)
    told = settle(_parser(lang).parse_args(args), configuration, DEFAULTS)
    if not told["paths"]:
        raise UsageError(Text("没有写要检查的文件", "no file to check was given").say(lang))
    is_long = told["resume"] or told["jobs"] is not None
    told["totals"] = is_long and told["format"] is None and not _actions.is_running()
    told["format"] = told["format"] or default_format()
    least = told.pop("fail_on")
    gate = Gate(None if least == NEVER else Severity(least), told.pop("min_score"))
    return Options(
        **told,
        gate=gate,
        suppress=configuration.suppressions,
        config=configuration.path,
    )


def default_format() -> str:
    """Return the format where none is asked for: the one that the place of the run reads."""
    return _actions.FORMAT if _actions.is_running() else "terminal"


def _parser(lang: str) -> Parser:
    own = Parser("lawcheck check", lambda: _help(lang), lang)
    own.add_argument("paths", nargs="*")
    add_rule_options(own, lang)
    own.add_argument("--office", action="store_true", default=None)
    own.add_argument("--format", type=one_of(formats(), lang))
    own.add_argument("--explain", action="store_true")
    own.add_argument("-o", "--output", action="append")
    own.add_argument("--color", type=one_of(("auto", "always", "never"), lang))
    own.add_argument("--fail-on", type=one_of((*Severity, NEVER), lang))
    own.add_argument("--min-score", type=between(0, 100, lang))
    own.add_argument("--baseline")
    own.add_argument("--jobs", type=at_least(1, lang))
    own.add_argument("--resume", action="store_true")
    return own


def _help(lang: str) -> str:
    from textwrap import fill  # for the help only

    indent = "\n" + " " * (24 if lang == "en" else 26)
    comma = Text("、", ",").say(lang)
    listed = fill(f"{comma} ".join(formats()), 48)
    listed = listed if lang == "en" else listed.replace(f"{comma} ", comma)
    return _HELP.say(lang).format(formats=listed.replace("\n", indent))
