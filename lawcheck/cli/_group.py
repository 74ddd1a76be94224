"""Commands of a folder: a file without a leading underscore is a command, a folder a group of them.

They are imported only when they are called. In a command of several words (build-site) the file's name has
underscores (build_site.py).
"""

from __future__ import annotations

import os
from argparse import REMAINDER
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from lawcheck.cli._parser import Parser, nearest
from lawcheck.cli._streams import say
from lawcheck.errors import UsageError
from lawcheck.model import Text


class Command(Protocol):
    """What the file of a command holds: one line on what it does, and what to run."""

    SUMMARY: Text

    def main(self, args: Sequence[str], lang: str) -> int:
        """Run the command and return its exit status."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The commands of a package; ``help`` takes their list as ``{commands}``."""

    package: str
    folders: Iterable[str]
    prog: str
    help: Text

    def run(self, args: Sequence[str], lang: str) -> int:
        """Run the command that the arguments name; without one show the help and return 2."""
        parser = Parser(self.prog, lambda: self._help(lang), lang)
        parser.add_argument("command", nargs="?")
        parser.add_argument("rest", nargs=REMAINDER)
        options = parser.parse_args(args)
        if options.command is None:
            say(self._help(lang), bare=True)
            return 2
        before = args[: len(args) - len(options.rest)]
        told = any(arg == "--lang" or arg.startswith("--lang=") for arg in before)
        rest = ["--lang", lang, *options.rest] if told else options.rest  # it beats a configuration
        return self.command(options.command, lang).main(rest, lang)

    def names(self) -> list[str]:
        """Return the names of the commands, without importing any."""
        entries = (
            entry for folder in self.folders for entry in os.scandir(folder) if entry.name[0] not in "._"
        )
        files = (e.name.removesuffix(".py") for e in entries if e.is_dir() or e.name.endswith(".py"))
        return sorted(name.replace("_", "-") for name in files)

    def command(self, name: str, lang: str) -> Command:
        """Import a command.

        Raises:
            UsageError: There is none of that name.
        """
        known = self.names()
        if name not in known:
            zh = f"没有命令“{name}”{nearest(name, known, 'zh')}（可用：{'、'.join(known)}）"
            en = f"there is no command “{name}”{nearest(name, known, 'en')} (available: {', '.join(known)})"
            raise UsageError(Text(zh, en).say(lang))
        return cast("Command", import_module(f"{self.package}.{name.replace('-', '_')}"))

    def _help(self, lang: str) -> str:
        lines = (f"  {name:<12} {self.command(name, lang).SUMMARY.say(lang)}" for name in self.names())
        return self.help.say(lang).format(commands="\n".join(lines))
