"""An audit of a rule book as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from lawcheck.author.audit import Audit


def render(found: Audit, lang: str) -> str:
    """Return an audit as one JSON object; reasons are in the language they were asked for."""
    answer: dict[str, Any] = {
        "schema_version": "1",
        "rulebook": {"id": found.book, "version": found.version},
        "lang": lang,
        "checked": list(found.checked),
        "aside": [asdict(each) for each in found.aside],
        "partly_read": [asdict(each) for each in found.partly],
        "rules": [asdict(each) for each in found.rules],
        "never": [each.rule for each in found.rules if each.never] if found.checked else [],
        "always": [each.rule for each in found.rules if each.always],
        "unused_words": [asdict(each) for each in found.unused],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
