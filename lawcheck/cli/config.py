"""lawcheck config: every value of the configuration and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lawcheck.cli._check_arguments import DEFAULTS, default_format
from lawcheck.cli._parser import Parser
from lawcheck.cli._settings import configured
from lawcheck.cli._streams import show
from lawcheck.cli._table import table
from lawcheck.config import Configuration
from lawcheck.config._reading import KEYS
from lawcheck.model import Suppression, Text
from lawcheck.renderers import visible

SUMMARY = Text("显示配置和出处", "show the configuration and where it comes from")

_HELP = Text(
    """\
用法：lawcheck config [选项]

显示 check 命令的每个选项现在取什么值、在哪里写的，以及略过问题的说明。
配置写在 lawcheck.toml，或 pyproject.toml 的 [tool.lawcheck]；从当前文件夹
往上找最近的一个，到版本库的根为止。命令行上写的优先于配置。

  --config 文件           看这个配置文件
  --isolated              不用任何配置文件

  --lang 语言             zh、en，默认 zh
  -h, --help              显示本说明

退出状态：0 配置无误；2 配置有误
""",
    """\
usage: lawcheck config [options]

Show the value of each option of check and where it is written, and the findings
that are suppressed. A configuration is a lawcheck.toml or [tool.lawcheck] in a
pyproject.toml; the nearest one from here upward counts, up to the root of the
repository. What is given on the command line beats it.

  --config FILE         look at this file
  --isolated            use no configuration

  --lang LANGUAGE       zh, en; default zh
  -h, --help            show this help

exit status: 0 nothing is wrong with it; 2 it has mistakes
""",
)


def main(args: Sequence[str], lang: str) -> int:
    """Print a table of keys and the suppressions."""
    parser = Parser("lawcheck config", lambda: _HELP.say(lang), lang)
    parser.add_argument("--config")
    parser.add_argument("--isolated", action="store_true")
    parser.parse_args(args)
    configuration, lang = configured(args, lang)
    show("".join(f"{visible(line)}\n" for line in _lines(configuration, lang)), "plain", lang)
    return 0


def _lines(configuration: Configuration, lang: str) -> Iterator[str]:
    none = Text("没有配置文件", "no configuration file")
    yield configuration.path or none.say(lang)
    yield ""
    heads = [Text("选项", "option"), Text("值", "value"), Text("出处", "from")]
    rows = [_row(key, configuration, lang) for key in KEYS]
    yield from table([head.say(lang) for head in heads], rows).split("\n")
    for each in configuration.suppressions:
        yield ""
        yield from _suppression(each, lang)


def _row(key: str, configuration: Configuration, lang: str) -> tuple[str, str, str]:
    setting = configuration.settings.get(key)
    if setting:
        return key, _shown(setting.value), setting.source
    default = lang if key == "lang" else DEFAULTS[key.replace("-", "_")]
    if key == "format":
        default = default_format()
    return key, _shown(default), Text("默认", "default").say(lang)


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _suppression(each: Suppression, lang: str) -> Iterator[str]:
    yield f"{each.source}{Text('：略过 ', ': suppresses ').say(lang)}{each.rule}"
    told = (
        (Text("理由", "reason"), each.reason),
        (Text("报告", "paper"), each.paper),
        (Text("标题", "heading"), each.heading),
        (Text("文字", "text"), each.text),
        (Text("截止", "until"), str(each.until or "")),
    )
    colon = Text("：", ": ").say(lang)
    yield from (f"  {label.say(lang)}{colon}{text}" for label, text in told if text)
