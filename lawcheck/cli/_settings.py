"""The command line and the configuration together: what is given on the command line beats the file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from lawcheck.cli._parser import Parser
from lawcheck.config import Configuration, load


def configured(args: Sequence[str], lang: str) -> tuple[Configuration, str]:
    """Return the configuration for a command line, and the language: the command line's, else the file's.

    Raises:
        UsageError: The configuration has mistakes.
    """
    scout = Parser("lawcheck", lambda: "", lang)
    scout.add_argument("--config")
    scout.add_argument("--isolated", action="store_true")
    told, _ = scout.parse_known_args([arg for arg in args if arg not in ("-h", "--help", "--version")])
    configuration = load(told.config, isolated=told.isolated, lang=lang)
    given = any(arg == "--lang" or arg.startswith("--lang=") for arg in args)
    return configuration, lang if given else configuration.get("lang") or lang


def settle(told: Namespace, configuration: Configuration, defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value of each option: from the command line, else the configuration, else by default."""
    values = {name: value for name, value in vars(told).items() if name not in ("config", "isolated")}
    for name, default in defaults.items():
        if values[name] is None:
            known = configuration.get(name.replace("_", "-"))
            values[name] = default if known is None else known
    return values
