"""argv → api → renderers → exit status; the only place that prints and exits.

A file here without a leading underscore is a command, imported only when it is called.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import REMAINDER
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from lawcheck.cli._parser import Parser, language, nearest
from lawcheck.cli._streams import prepare, say
from lawcheck.errors import LawcheckError, UsageError
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

Check whether annual reports on law-based government (法治政府建设年度报告) are
complete and consistent.

commands:
{commands}

  lawcheck COMMAND --help   how to use a command
  --lang zh|en              language, default zh
  --version                 show the version
""",
)


class _Command(Protocol):
    SUMMARY: Text

    def main(self, args: Sequence[str], lang: str) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status; nothing that goes wrong looks like success."""
    gc.set_threshold(100_000)  # a check makes hardly any cycles: collecting while it starts costs 3 %
    args = list(sys.argv[1:] if argv is None else argv)
    lang = language(args)
    prepare()
    try:
        return _dispatch(args, lang)
    except SystemExit as done:  # argparse after --help and --version
        return done.code if isinstance(done.code, int) else 0
    except LawcheckError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say(Text("已中断", "interrupted").say(lang))
        return 130
    except MemoryError:
        say(Text("内存不足，没有结果", "out of memory, there is no result").say(lang))
        return 2
    except Exception as error:
        say(_internal(error).say(lang))
        return 2


def _dispatch(args: list[str], lang: str) -> int:
    parser = Parser("lawcheck", lambda: _help(lang), lang)
    parser.add_argument("command", nargs="?")
    parser.add_argument("rest", nargs=REMAINDER)
    options = parser.parse_args(args)
    if options.command is None:
        say(_help(lang), bare=True)
        return 2
    return _command(options.command, lang).main(options.rest, lang)


def _commands() -> list[str]:
    files = (file for folder in __path__ for file in os.listdir(folder))
    return sorted(file.removesuffix(".py") for file in files if file.endswith(".py") and file[0] != "_")


def _command(name: str, lang: str) -> _Command:
    known = _commands()
    if name not in known:
        zh = f"没有命令“{name}”{nearest(name, known, 'zh')}（可用：{'、'.join(known)}）"
        en = f"there is no command “{name}”{nearest(name, known, 'en')} (available: {', '.join(known)})"
        raise UsageError(Text(zh, en).say(lang))
    return cast("_Command", import_module(f"{__name__}.{name}"))


def _help(lang: str) -> str:
    lines = (f"  {name:<12} {_command(name, lang).SUMMARY.say(lang)}" for name in _commands())
    return _HELP.say(lang).format(commands="\n".join(lines))


def _internal(error: Exception) -> Text:
    """Return one sentence on an error that is lawcheck's own fault, with the place in its code."""
    import traceback  # costly, and wanted only here

    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error} ({os.path.basename(last.filename)}:{last.lineno})"
    return Text(
        f"内部错误，没有结果，请报告给维护者：{what}", f"internal error, no result, please report it: {what}"
    )
