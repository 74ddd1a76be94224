"""The desks of the open pages, in memory alone and bounded."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from lawcheck.desk import Desk, Told
from lawcheck.errors import UsageError

MOST_DESKS = 20
MOST_PAPERS = 200  # on a desk
MOST_BYTES = 400_000_000  # of the papers on all desks
FILE_LIMIT = 50 * 1024 * 1024  # bytes of one paper


@dataclass(slots=True, eq=False)
class _Kept:
    desk: Desk
    papers: int = 0
    size: int = 0


class Desks:
    """Desks by a name that nobody can guess; those used longest ago go first when there is no room."""

    def __init__(self, make: Callable[[], Desk]) -> None:
        """Take what makes a desk."""
        self._make = make
        self._kept: dict[str, _Kept] = {}

    def new(self) -> str:
        """Set up a desk and return its name."""
        name = secrets.token_urlsafe(16)
        self._kept[name] = _Kept(self._make())
        self._drop(lambda: len(self._kept) > MOST_DESKS, name)
        return name

    def find(self, name: str) -> Desk:
        """Return a desk.

        Raises:
            UsageError: There is none of that name, or none any more.
        """
        return self._find(name).desk

    def clear(self, name: str) -> None:
        """Put an empty desk in the place of one."""
        self._find(name)
        self._kept[name] = _Kept(self._make())

    def check(self, name: str, paper: str, data: bytes, *, force: bool) -> Told:
        """Check a paper on a desk.

        Raises:
            UsageError: There is no such desk, or no room on it.
        """
        kept = self._find(name)
        if kept.papers >= MOST_PAPERS or kept.size + len(data) > MOST_BYTES:
            raise UsageError("放的报告太多了，请先清空", "there are too many papers, please clear them first")
        kept.papers, kept.size = kept.papers + 1, kept.size + len(data)
        self._drop(lambda: sum(each.size for each in self._kept.values()) > MOST_BYTES, name)
        return kept.desk.check(paper, data, force=force)

    def _find(self, name: str) -> _Kept:
        kept = self._kept.pop(name, None)
        if kept is None:
            raise UsageError(
                "这些结果已经不在了，请刷新网页再检查",
                "these results are there no more, please reload the page and check again",
            )
        self._kept[name] = kept  # now the one used last
        return kept

    def _drop(self, is_full: Callable[[], bool], but: str) -> None:
        for name in [each for each in self._kept if each != but]:
            if not is_full():
                return
            del self._kept[name]
