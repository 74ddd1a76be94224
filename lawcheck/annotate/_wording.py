"""What a comment says on a finding: the rule, what is expected, the basis, what to write."""

from __future__ import annotations

from lawcheck.model import Finding, Report, Text
from lawcheck.renderers._words import COLON, SEVERITY, details


def wording(finding: Finding, report: Report) -> tuple[str, ...]:
    """Return the paragraphs of a finding's comment."""
    lang = report.lang
    colon = COLON.say(lang)
    head = f"{SEVERITY[finding.severity].say(lang)}{colon}{finding.message}"
    more = [f"{label}{colon}{text}" for label, text in details(finding, lang)]
    return head, *more, Text(f"（规则 {finding.rule}）", f"(rule {finding.rule})").say(lang)
