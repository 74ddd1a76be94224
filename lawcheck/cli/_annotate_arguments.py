"""What ``lawcheck annotate`` can be asked, and its help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lawcheck.cli._parser import RULE_DEFAULTS, Parser, add_rule_options
from lawcheck.cli._rule_options import RuleOptions
from lawcheck.cli._settings import configured, settle
from lawcheck.errors import UsageError
from lawcheck.model import Text

_HELP = Text(
    """\
用法：lawcheck annotate 文件.docx [选项]

检查一份 Word 文档，另写一份副本，在每个问题处加批注。
原文件不动，副本的正文一字不改。

  文件                    Word 文档（.docx）
  -o, --output 文件       副本的文件名，默认在原文件名后加“_批注”

检查什么：
  --rules 规则书          自己的规则书（YAML 文件），或自带规则书的名称；默认按
                          发文机关的层级和类别选（见 lawcheck rules list）
  --as-of 日期            以哪天有效的依据为准（2025-12-31 或 2025），默认为
                          报告年度
  --config 文件           用这个配置文件，不找最近的 lawcheck.toml
  --isolated              不用任何配置文件
  --select 规则,…         只批注这些规则；可写开头几段，如 form、plan.year
  --ignore 规则,…         不批注这些规则；--select、--ignore 都可写多次
  --previous 文件         与上一年度的报告比较，或写上一年度报告的文件夹
  --force                 看来不是此类报告的也照样检查

  --lang 语言             zh、en，默认 zh
  -h, --help              显示本说明
  --version               显示版本

退出状态：0 已写；2 参数、规则有误或写不出副本；
3 文件未能（全部）读取或不是此类报告；130 中断
""",
    """\
usage: lawcheck annotate PAPER.docx [options]

Check a Word file and write a copy with a comment at each finding. The original
and the text stay as they are.

  PAPER                 a Word file (.docx)
  -o, --output FILE     the copy's name, by default the paper's with “_批注”

what to check:
  --rules BOOK          your own rule book (a YAML file) or the id of a shipped
                        one; by default the one for the issuer's level and kind
                        (see lawcheck rules list)
  --as-of DAY           the law in force on a day counts (2025-12-31 or 2025);
                        default the reported year
  --config FILE         use this configuration, not the nearest lawcheck.toml
  --isolated            use no configuration
  --select RULE,…       comment on these rules only; the first words of an id
                        will do, such as form or leadership.acts
  --ignore RULE,…       not on these; --select and --ignore may be repeated
  --previous PATH       compare with the paper of the year before, or one
                        looked up in a folder
  --force               check also what does not look like such a report

  --lang LANGUAGE       zh, en; default zh
  -h, --help            show this help
  --version             show the version

exit status: 0 written; 2 bad arguments or rules, or the copy could not be
written; 3 the file could not be read wholly or is no such report;
130 interrupted
""",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Options(RuleOptions):
    """What the command line asks for."""

    paper: str
    output: str | None


def parse(args: Sequence[str], lang: str) -> Options:
    """Return what the arguments ask for.

    Raises:
        UsageError: They make no sense.
    """
    configuration, lang = configured(args, lang)
    parser = Parser("lawcheck annotate", lambda: _HELP.say(lang), lang)
    parser.add_argument("paper", nargs="?")
    parser.add_argument("-o", "--output")
    add_rule_options(parser, lang)
    told = settle(parser.parse_args(args), configuration, RULE_DEFAULTS)
    if told["paper"] is None:
        raise UsageError(Text("没有写要批注的文件", "no file to comment on was given").say(lang))
    return Options(**told, suppress=configuration.suppressions)
