"""What the options that all checking commands share ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lawcheck.call import Options
from lawcheck.model import Suppression


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RuleOptions:
    """Which rules, which law in force, beside which paper of the year before, in which language."""

    rules: str | None
    select: list[str]
    ignore: list[str]
    force: bool
    as_of: date | None
    previous: str | None
    lang: str
    suppress: tuple[Suppression, ...]

    def asked(self) -> Options:
        """Return them as what a check may be told; rule book and earlier paper are still to be read."""
        return {
            "rules": self.rules,
            "select": self.select,
            "ignore": self.ignore,
            "force": self.force,
            "as_of": self.as_of,
            "previous": self.previous,
            "lang": self.lang,
            "suppress": self.suppress,
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PaperOptions(RuleOptions):
    """The same for papers that are named, in a folder or by a pattern, old Word files among them."""

    paths: list[str]
    office: bool
