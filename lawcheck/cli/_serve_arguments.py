"""What ``lawcheck serve`` can be asked, and its help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lawcheck.cli._parser import RULE_DEFAULTS, Parser, add_rule_options, at_least, between
from lawcheck.cli._rule_options import RuleOptions
from lawcheck.cli._settings import configured, settle
from lawcheck.errors import UsageError
from lawcheck.model import Text

_HELP = Text(
    """\
用法：lawcheck serve [选项]

在浏览器里打开一个网页：把报告拖进去（或选择文件、粘贴文字），看检查结果，
下载带批注的 Word 副本、检查报告和表格。只有本机能打开，什么也不上传，
什么也不保存。要先安装附加组件 web。

  --port 端口             用这个端口，默认任选一个空闲的
  --idle 分钟             这么久没有使用就自动结束，默认 60
  --no-browser            不自动打开浏览器，只显示地址

检查什么：
  --rules 规则书          自己的规则书（YAML 文件），或自带规则书的名称；默认按
                          发文机关的层级和类别选（见 lawcheck rules list）
  --as-of 日期            以哪天有效的依据为准（2025-12-31 或 2025），默认为
                          报告年度
  --config 文件           用这个配置文件，不找最近的 lawcheck.toml
  --isolated              不用任何配置文件
  --select 规则,…         只用这些规则；可写开头几段，如 form 或 leadership.acts
  --ignore 规则,…         不用这些规则；--select、--ignore 都可写多次
  --previous 文件夹       与文件夹里上一年度的报告比较
  --force                 看来不是此类报告的也照样检查

  --lang 语言             zh、en，默认 zh
  -h, --help              显示本说明
  --version               显示版本

退出状态：0 用完结束（Ctrl+C、自动结束）；2 参数、规则有误，或端口不能用
""",
    """\
usage: lawcheck serve [options]

Open a page in the browser: drop papers on it (or choose files, or paste text),
see what is missing, save commented Word copies, the report and a table. Only
this machine can open it; nothing is uploaded or kept. It needs the extra web.

  --port PORT           listen there; by default any free one
  --idle MINUTES        end when nothing was asked for so long; default 60
  --no-browser          do not open the browser, show the address only

what to check:
  --rules BOOK          your own rule book (a YAML file) or the id of a shipped
                        one; by default the one for the issuer's level and kind
                        (see lawcheck rules list)
  --as-of DAY           the law in force on a day counts (2025-12-31 or 2025);
                        default the reported year
  --config FILE         use this configuration, not the nearest lawcheck.toml
  --isolated            use no configuration
  --select RULE,…       tell of these rules only; the first words of an id will
                        do, such as form or leadership.acts
  --ignore RULE,…       not of these; --select and --ignore may be repeated
  --previous FOLDER     compare with the papers of the year before in a folder
  --force               check also what does not look like such a report

  --lang LANGUAGE       zh, en; default zh
  -h, --help            show this help
  --version             show the version

exit status: 0 ended (by Ctrl+C or by itself); 2 bad arguments or rules, or the
port cannot be used
""",
)
_LEAST_IDLE, _MOST_IDLE = 0.01, 1_440.0  # minutes: a day
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Options(RuleOptions):
    """What the command line asks for."""

    port: int
    idle: float
    no_browser: bool


def parse(args: Sequence[str], lang: str) -> Options:
    """Return what the arguments ask for.

    Raises:
        UsageError: They make no sense.
    """
    configuration, lang = configured(args, lang)
    parser = Parser("lawcheck serve", lambda: _HELP.say(lang), lang)
    parser.add_argument("--port", type=at_least(1, lang), default=0)
    parser.add_argument("--idle", type=between(_LEAST_IDLE, _MOST_IDLE, lang), default=60.0)
    parser.add_argument("--no-browser", action="store_true")
    add_rule_options(parser, lang)
    told = settle(parser.parse_args(args), configuration, RULE_DEFAULTS)
    if told["port"] > _LAST_PORT:
        wrong = Text(f"端口最大为 {_LAST_PORT}", f"the last port is {_LAST_PORT}")
        raise UsageError(wrong.say(lang))
    return Options(**told, suppress=configuration.suppressions)
