"""The command line and the configuration together: what is given on the command line beats the file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from lawcheck.config import Configuration, load


def configured(args: Sequence[str], lang: str) -> tuple[Configuration, str]:
    """Return the configuration for a command line, and the language: the command line's, else the file's.

    The command's own parser, which knows the language only then, looks at the options once more.

    Raises:
        UsageError: The configuration has mistakes.
    """
    configuration = load(_given("--config", args), isolated="--isolated" in args, lang=lang)
    return configuration, lang if _given("--lang", args) else configuration.get("lang") or lang


def _given(option: str, args: Sequence[str]) -> str | None:
    """Return the value of an option, None where it is not given."""
    for at, arg in enumerate(args):
        if arg.startswith(f"{option}="):
            return arg.partition("=")[2]
        if arg == option and at + 1 < len(args):
            return args[at + 1]
    return None


def settle(told: Namespace, configuration: Configuration, defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value of each option: from the command line, else the configuration, else by default."""
    values = {name: value for name, value in vars(told).items() if name not in ("config", "isolated")}
    for name, default in defaults.items():
        if values[name] is None:
            known = configuration.get(name.replace("_", "-"))
            values[name] = default if known is None else known
    return values
