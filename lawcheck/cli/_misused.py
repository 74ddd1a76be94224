"""Suppressions that match nothing: an error of the configuration, or of the paper that holds them."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.cli._streams import say
from lawcheck.model import Misuse, Report, Text
from lawcheck.renderers import visible


def tell_misused(reports: Sequence[Report]) -> bool:
    """Say which suppressions matched nothing; one of the configuration may match in any of the papers."""
    used = {each.by for report in reports for each in report.suppressed}
    told: dict[str, None] = {}
    for report in reports:
        for misuse in report.misused:
            if misuse.suppression not in used:
                told[_message(misuse, report)] = None
    for message in told:
        say(message)
    return bool(told)


def _message(misuse: Misuse, report: Report) -> str:
    colon = Text("：", ": ").say(report.lang)
    of_paper = misuse.suppression is None or misuse.suppression.line is not None
    where = f"{visible(report.path)} {misuse.source}" if of_paper else visible(misuse.source)
    return f"{where}{colon}{misuse.message.removeprefix(misuse.source + colon)}"
