"""lawcheck baseline: what a pipeline lets stand; each file without a leading underscore is a sub-command."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.cli._group import Group
from lawcheck.model import Text

SUMMARY = Text("基线：只让新增的问题不通过", "baseline: let only new findings fail")

_HELP = Text(
    """\
用法：lawcheck baseline 命令 …

基线记下报告现有的问题；以后 lawcheck check --baseline 只让新增的问题不通过。

命令：
{commands}

  lawcheck baseline 命令 --help   查看命令的用法
""",
    """\
usage: lawcheck baseline COMMAND …

A baseline keeps the findings that papers have today; from then on
lawcheck check --baseline fails on new ones only.

commands:
{commands}

  lawcheck baseline COMMAND --help   how to use a command
""",
)

_COMMANDS = Group(__name__, __path__, "lawcheck baseline", _HELP)


def main(args: Sequence[str], lang: str) -> int:
    """Run a sub-command and return its exit status."""
    return _COMMANDS.run(args, lang)
