"""YAML → RuleBook, strictly; the shipped book comes compiled and needs neither yaml nor pydantic."""

from __future__ import annotations

import os

from lawcheck.errors import LawcheckError
from lawcheck.rulebook.shapes import Genre, RuleBook, SectionRule

__all__ = ["Genre", "RuleBook", "SectionRule", "load_rules", "shipped"]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def load_rules(path: str | os.PathLike[str] | None = None) -> RuleBook:
    """Return the shipped rule book, or the one in a YAML file, which is checked each time.

    Raises:
        RuleBookError: The file cannot be read or has mistakes; all of them are listed.
    """
    if path is None:
        return _shipped_book()
    from lawcheck.rulebook.loading import load

    return load(os.fspath(path))


def shipped(name: str) -> str:
    """Return the path of a file in the folder of the shipped rules."""
    installed = os.path.join(_PACKAGE, "_rules")
    folder = installed if os.path.isdir(installed) else os.path.join(os.path.dirname(_PACKAGE), "rules")
    return os.path.join(folder, name)


def _shipped_book() -> RuleBook:
    from lawcheck.rulebook.compiled import thaw

    try:
        with open(shipped("_compiled.json"), encoding="utf-8") as file:
            return thaw(file.read())
    except OSError as error:
        raise LawcheckError(f"lawcheck 安装不完整，缺少自带的规则：{error.filename}") from error
