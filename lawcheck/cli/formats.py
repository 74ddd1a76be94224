"""lawcheck formats: which files can be read on this machine, and what the others want."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.cli._parser import Parser
from lawcheck.cli._streams import show
from lawcheck.model import Text
from lawcheck.readers import Format, formats, install_command

SUMMARY = Text("列出本机能读的文件格式", "list the formats that can be read here")

_HELP = Text(
    """\
用法：lawcheck formats [--lang zh|en]

列出 lawcheck 能读的文件格式，以及在这台电脑上还要安装什么。
""",
    """\
usage: lawcheck formats [--lang zh|en]

List the formats that lawcheck reads, and what would have to be installed here.
""",
)
_WORKS = Text("可读", "reads")
_LACKS = Text("不可读，请安装：", "cannot read, please install: ")


def main(args: Sequence[str], lang: str) -> int:
    """Print a line for each format."""
    Parser("lawcheck formats", lambda: _HELP.say(lang), lang).parse_args(args)
    show("".join(f"{_line(each, lang)}\n" for each in formats()), "plain", lang)
    return 0


def _line(each: Format, lang: str) -> str:
    state = _LACKS.say(lang) + install_command(each.missing) if each.missing else _WORKS.say(lang)
    name, suffixes = each.name.say(lang), " ".join(each.suffixes)
    return Text(f"{name}（{suffixes}）：{state}", f"{name} ({suffixes}): {state}").say(lang)
