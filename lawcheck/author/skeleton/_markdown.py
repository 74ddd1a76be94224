"""A draft as Markdown; the guidance stands in comments, which are no text of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawcheck.author.skeleton import Draft


def markdown(draft: Draft) -> str:
    """Return a draft as Markdown text."""
    lines = [*_comment(draft.guidance), f"# {draft.title}", "", draft.opening, ""]
    for part in draft.parts:
        lines += [f"## {part.heading}", "", *_comment(part.guidance), part.body, ""]
    return "\n".join([*lines, draft.issuer, "", draft.day, ""])


def _comment(lines: tuple[str, ...]) -> list[str]:
    """Return guidance as a comment that nothing in it can close."""
    if not lines:
        return []
    first, *rest = (line.replace("--", "—").replace(">", "＞") for line in lines)
    return [f"<!-- {first}", *rest, "-->", ""]
