"""lawcheck rules: what rule authors need; a file here without a leading underscore is a sub-command."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.cli._group import Group
from lawcheck.model import Text

SUMMARY = Text("规则书：查看、检验", "rule books: show them, try them")

_HELP = Text(
    """\
用法：lawcheck rules 命令 …

查看和检验规则书。

命令：
{commands}

  lawcheck rules 命令 --help   查看命令的用法
""",
    """\
usage: lawcheck rules COMMAND …

Show and try rule books.

commands:
{commands}

  lawcheck rules COMMAND --help   how to use a command
""",
)

_COMMANDS = Group(__name__, __path__, "lawcheck rules", _HELP)


def main(args: Sequence[str], lang: str) -> int:
    """Run a sub-command and return its exit status."""
    return _COMMANDS.run(args, lang)
