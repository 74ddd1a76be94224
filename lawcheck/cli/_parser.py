"""Arguments: argparse with help written by hand and its complaints in Chinese or English."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NoReturn

from lawcheck._version import __version__
from lawcheck.errors import UsageError
from lawcheck.model import Text

LANGUAGES = ("zh", "en")

_CHINESE = (
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (\S+): expected .*argument", r"\1 后面缺少值"),
    (r"argument (\S+): ignored explicit argument .*", r"\1 不带值"),
    (r"argument (\S+): (.+)", r"\1：\2"),
)


def language(args: Sequence[str]) -> str:
    """Return the language asked for, before there is a parser to say anything in it."""
    for at, arg in enumerate(args):
        value = args[at + 1] if arg == "--lang" and at + 1 < len(args) else arg.removeprefix("--lang=")
        if arg.startswith("--lang") and value in LANGUAGES:
            return value
    return LANGUAGES[0]


class Parser(ArgumentParser):
    """A parser that knows --help, --version and --lang and raises UsageError."""

    def __init__(self, prog: str, help: Callable[[], str], lang: str) -> None:
        super().__init__(prog=prog, add_help=False, allow_abbrev=False)
        self._help, self._lang = help, lang
        self.add_argument("-h", "--help", action="help")
        self.add_argument("--version", action="version", version=f"lawcheck {__version__}")
        self.add_argument("--lang", type=one_of(LANGUAGES, lang), default=lang)

    def format_help(self) -> str:
        """Return the help as it was written."""
        return self._help()

    def error(self, message: str) -> NoReturn:
        """Raise what argparse complains of, in the language asked for."""
        hint = Text(f"（用法见 {self.prog} --help）", f" (see {self.prog} --help)").say(self._lang)
        raise UsageError(f"{self._say(message)}{self._guess(message)}{hint}")

    def _say(self, message: str) -> str:
        if self._lang == "zh":
            for english, chinese in _CHINESE:
                if re.fullmatch(english, message, re.DOTALL):
                    return re.sub(english, chinese, message, count=1, flags=re.DOTALL)
        return message

    def _guess(self, message: str) -> str:
        unknown = re.match(r"unrecognized arguments: (--?\w[\w-]*)", message)
        known = self._option_string_actions
        return nearest(unknown[1], known, self._lang) if unknown else ""


def one_of(choices: Iterable[str], lang: str) -> Callable[[str], str]:
    """Return a check that a value is one of some, which says what it may be instead."""

    def check(value: str) -> str:
        known = tuple(choices)
        if value in known:
            return value
        zh = f"没有“{value}”这个值{nearest(value, known, 'zh')}（可用：{'、'.join(known)}）"
        en = f"there is no value “{value}”{nearest(value, known, 'en')} (available: {', '.join(known)})"
        raise ArgumentTypeError(Text(zh, en).say(lang))

    return check


# What holds where neither the command line nor the configuration says otherwise.
RULE_DEFAULTS: dict[str, Any] = {"rules": None, "as_of": None, "select": [], "ignore": [], "force": False}


def add_rule_options(parser: Parser, lang: str) -> None:
    """Add the options that choose configuration, rule book, law in force, last year's paper, rules to tell.

    None stands for what is not given.
    """
    parser.add_argument("--config")
    parser.add_argument("--isolated", action="store_true")
    parser.add_argument("--rules")
    parser.add_argument("--as-of", type=_day(lang))
    parser.add_argument("--previous")
    parser.add_argument("--select", action="extend", type=_rules(lang))
    parser.add_argument("--ignore", action="extend", type=_rules(lang))
    parser.add_argument("--force", action="store_true", default=None)


def _day(lang: str) -> Callable[[str], date]:
    def day(value: str) -> date:
        try:
            return date(int(value), 12, 31) if len(value) == len("2025") else date.fromisoformat(value)
        except ValueError:
            wrong = Text(
                f"“{value}”不是日期（2025-12-31）或年份", f"“{value}” is no day (2025-12-31) or year"
            )
            raise ArgumentTypeError(wrong.say(lang)) from None

    return day


def between(least: float, most: float, lang: str) -> Callable[[str], float]:
    """Return a reader of numbers that lie between two bounds, both included."""

    def number(value: str) -> float:
        try:
            found = float(value)
        except ValueError:
            found = least - 1
        if least <= found <= most:
            return found
        told = Text(
            f"“{value}”不是 {least:g} 到 {most:g} 的数", f"“{value}” is no number from {least:g} to {most:g}"
        )
        raise ArgumentTypeError(told.say(lang))

    return number


def at_least(least: int, lang: str) -> Callable[[str], int]:
    """Return a reader of whole numbers from one on."""

    def number(value: str) -> int:
        if value.isdecimal() and value.isascii() and int(value) >= least:
            return int(value)
        told = Text(f"“{value}”不是不小于 {least} 的整数", f"“{value}” is no whole number from {least} on")
        raise ArgumentTypeError(told.say(lang))

    return number


def refuse_unknown_rules(rules: Iterable[str], known: Iterable[str], lang: str) -> None:
    """Raise UsageError for the first rule that is not known."""
    ids = tuple(known)
    for rule in rules:
        if rule not in ids:
            zh = f"没有规则“{rule}”{nearest(rule, ids, 'zh')}"
            raise UsageError(Text(zh, f"no rule “{rule}”{nearest(rule, ids, 'en')}").say(lang))


def _rules(lang: str) -> Callable[[str], list[str]]:
    def rules(value: str) -> list[str]:
        entries = [entry.strip() for entry in value.replace("，", ",").split(",") if entry.strip()]
        if not entries:  # nothing selected would mean everything
            raise ArgumentTypeError(Text("没有写规则", "no rule was given").say(lang))
        return entries

    return rules


def nearest(value: str, known: Iterable[str], lang: str) -> str:
    """Return a guess at what was meant, nothing where there is none."""
    from difflib import get_close_matches  # costs a millisecond, wanted only for mistakes

    near = get_close_matches(value, list(known), n=1)
    return Text(f"，是否指 {near[0]}？", f"; did you mean {near[0]}?").say(lang) if near else ""
