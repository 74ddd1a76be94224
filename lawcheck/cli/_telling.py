"""What commands say on standard error of papers: which have no verdict, which suppressions match nothing."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.cli._streams import say, say_why
from lawcheck.gate import misused, troubles
from lawcheck.model import Report, Run


def tell_troubles(run: Run) -> None:
    """Say what has no verdict, and why."""
    for path, why in troubles(run):
        say_why(path, why, run.lang)


def tell_misused(reports: Sequence[Report]) -> bool:
    """Say which suppressions match nothing, and return whether there are any."""
    wrong = misused(reports)
    for message in wrong:
        say(message)
    return bool(wrong)
