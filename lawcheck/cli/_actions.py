"""A run inside GitHub Actions: its own format where none is asked for, and a summary on the run's page."""

from __future__ import annotations

import os

from lawcheck.cli._reasons import reason
from lawcheck.errors import UsageError
from lawcheck.model import Text

FORMAT = "github"
_PAGE = "GITHUB_STEP_SUMMARY"
_OPEN, _CLOSE = b"<details>", b"\n\n</details>"
_LIMIT = 1_000_000  # bytes: GitHub drops a longer summary as a whole


def is_running() -> bool:
    """Tell whether this is a step of GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def summarise(summary: str | bytes, lang: str) -> None:
    """Append a summary in Markdown to the page of the run, where there is one.

    Raises:
        UsageError: It could not be written.
    """
    path = os.environ.get(_PAGE)
    if not path:
        return
    data = summary.encode("utf-8", "backslashreplace") if isinstance(summary, str) else summary
    try:
        with open(path, "ab") as page:
            page.write(_within(data, _LIMIT - page.tell(), lang))
    except OSError as error:
        why = reason(error)
        told = Text(f"不能写入 {_PAGE}：{why.zh}", f"cannot write to {_PAGE}: {why.en}")
        raise UsageError(told.say(lang)) from error


def _within(data: bytes, limit: int, lang: str) -> bytes:
    """Return a text cut off at a line where it is longer than a limit, and saying so."""
    if len(data) <= limit:
        return data
    rest = Text("（摘要太长，其余没有列出）", "(the summary is too long, the rest is left out)")
    told = f"\n\n{rest.say(lang)}\n".encode()
    head, _, _ = data[: max(0, limit - len(told) - len(_CLOSE))].rpartition(b"\n")
    fold = _CLOSE if head.count(_OPEN) > head.count(_CLOSE.strip()) else b""
    return head + fold + told if len(told) + len(_CLOSE) <= limit else b""
