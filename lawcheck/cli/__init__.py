"""argv → api → renderers → exit status; the only place that prints and exits."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from lawcheck.cli._group import Group
from lawcheck.cli._parser import language
from lawcheck.cli._streams import prepare, say
from lawcheck.errors import LawcheckError
from lawcheck.model import Text

_HELP = Text(
    """\
用法：lawcheck 命令 …

检查法治政府建设年度报告是否齐全、前后是否一致。

命令：
{commands}

  lawcheck 命令 --help   查看命令的用法
  --lang zh|en           语言，默认 zh
  --version              显示版本
""",
    """\
usage: lawcheck COMMAND …

Check whether annual reports on law-based government
(“法治政府建设年度报告”) are complete and consistent.

commands:
{commands}

  lawcheck COMMAND --help   how to use a command
  --lang zh|en              language, default zh
  --version                 show the version
""",
)


_COMMANDS = Group(__name__, __path__, "lawcheck", _HELP)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status; nothing that goes wrong looks like success."""
    gc.set_threshold(100_000)  # a check makes hardly any cycles: collecting while it starts costs 3 %
    args = list(sys.argv[1:] if argv is None else argv)
    lang = language(args)
    prepare()
    try:
        return _COMMANDS.run(args, lang)
    except SystemExit as done:  # argparse after --help and --version
        return done.code if isinstance(done.code, int) else 0
    except LawcheckError as error:
        say(error.say(_language(args, lang)))
        return 2
    except KeyboardInterrupt:
        say(Text("已中断", "interrupted").say(lang))
        return 130
    except MemoryError:
        say(Text("内存不足，没有结果", "out of memory, there is no result").say(lang))
        return 2
    except Exception as error:
        from lawcheck.many import internal  # wanted only here

        say(internal(error).say(lang))
        return 2


def _language(args: Sequence[str], lang: str) -> str:
    """Return the language to complain in: the command line's, else that of a configuration that is sound."""
    from lawcheck.cli._settings import configured  # only where there is something to complain of

    try:
        return configured(args, lang)[1]
    except LawcheckError:
        return lang
