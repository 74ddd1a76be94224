"""A measurement as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from lawcheck.author.measure import Judgement, Measurement, Outcome, RuleFigures, Tally, per_family
from lawcheck.model import Text

_DIGITS = 4


def render(found: Measurement, worse: Iterable[Text], lang: str) -> str:
    """Return a measurement as one JSON object; ``worse`` is what fell or broke a bound."""
    answer = {
        "schema_version": "1",
        "rulebook": {"id": found.book, "version": found.version},
        "papers": len(found.files),
        "pages": found.pages,
        "rules": [_rule(rule, each) for rule, each in found.rules.items()],
        "families": [_rule(name, each) for name, each in per_family(found.rules).items()],
        "figures": [_tally(tally, lang) for tally in found.tallies],
        "missed": _judgements(found.of(Outcome.MISSED), lang),
        "false": _judgements(found.of(Outcome.FALSE), lang),
        "unjudged": _judgements(found.of(Outcome.UNJUDGED), lang),
        "unread": [{"file": each.file, "reason": each.reason.say(lang)} for each in found.unread],
        "worse": [each.say(lang) for each in worse],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _rule(id_: str, figures: RuleFigures) -> dict[str, Any]:
    return {
        "id": id_,
        "measured": figures.measured,
        **asdict(figures),
        "precision": _share(figures.precision),
        "precision_interval": _interval(figures.precision_interval),
        "recall": _share(figures.recall),
        "recall_interval": _interval(figures.recall_interval),
    }


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, _DIGITS)


def _interval(interval: tuple[float, float] | None) -> list[float] | None:
    return None if interval is None else [round(end, _DIGITS) for end in interval]


def _tally(tally: Tally, lang: str) -> dict[str, Any]:
    counts = {"true": tally.true, "false": tally.false, "missed": tally.missed}
    shares = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    return {
        "name": tally.name.en,
        **counts,
        **{name: round(share, _DIGITS) for name, share in shares.items()},
        "misses": [{"wanted": miss.wanted, "what": miss.what.say(lang)} for miss in tally.misses],
    }


def _judgements(judgements: Sequence[Judgement], lang: str) -> list[dict[str, Any]]:
    return [
        {
            "paper": each.paper,
            "rule": each.rule,
            "line": each.line,
            "text": each.text,
            "why": each.why.say(lang),
        }
        for each in judgements
    ]
