"""lawcheck checks 法治政府建设年度报告 for completeness: `check` a file, `check_text` a text.

The names are fetched when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module

from lawcheck._version import __version__

TYPE_CHECKING = False  # type checkers know the name; importing it from typing costs more than all else
if TYPE_CHECKING:
    from lawcheck.api import check, check_many, check_text, load_rules, render
    from lawcheck.errors import LawcheckError, ReadError, RuleBookError, UsageError
    from lawcheck.model import (
        Document,
        Finding,
        Placement,
        Report,
        ReportStatus,
        Run,
        Section,
        SectionResult,
        Severity,
        State,
        Status,
        Suppression,
        Unreadable,
    )
    from lawcheck.rulebook import RuleBook

__all__ = [
    "Document",
    "Finding",
    "LawcheckError",
    "Placement",
    "ReadError",
    "Report",
    "ReportStatus",
    "RuleBook",
    "RuleBookError",
    "Run",
    "Section",
    "SectionResult",
    "Severity",
    "State",
    "Status",
    "Suppression",
    "Unreadable",
    "UsageError",
    "__version__",
    "check",
    "check_many",
    "check_text",
    "load_rules",
    "render",
]

_ERRORS = ("LawcheckError", "ReadError", "RuleBookError", "UsageError")
_CALLS = ("check", "check_many", "check_text", "load_rules", "render")


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_home(name)}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _home(name: str) -> str:
    if name in _CALLS:
        return "api"
    if name in _ERRORS:
        return "errors"
    return "rulebook" if name == "RuleBook" else "model"
