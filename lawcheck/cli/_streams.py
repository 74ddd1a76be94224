"""Standard output and error: results on the one, messages on the other, and neither can crash."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

from lawcheck.cli import _actions
from lawcheck.cli._reasons import reason
from lawcheck.errors import UsageError
from lawcheck.model import Text
from lawcheck.renderers import Look, formats, media, visible, without_old_commands

_WIDTH = 80  # cells, where there is no screen to ask
_COMMANDS = "text/x-workflow-commands"  # of the one format that is meant to act


def prepare() -> None:
    """Let standard output replace what its encoding lacks, as on a GBK console."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def say(message: str, *, bare: bool = False) -> None:
    """Print a message on standard error."""
    if sys.stderr is None:  # started with its streams closed
        return
    with suppress(OSError, ValueError):  # nobody is left to be told
        safe = "\n".join(map(visible, message.split("\n")))  # it may quote a paper or a rule file
        told = safe if bare else f"lawcheck: {safe}"
        print(_harmless(told) if _actions.is_running() else told, file=sys.stderr, flush=True)


def say_why(path: str, why: str, lang: str) -> None:
    """Print on standard error why a file has no verdict."""
    say(f"{visible(path)}{Text('：', ': ').say(lang)}{why}")


def look(color: str) -> Look:
    """Return what standard output can show; ``color`` is auto, always or never."""
    colored = color == "always" or (color == "auto" and _shows_color())
    here = os.getcwd()
    return Look(width=_width(), color=colored, here=here, root=_root(here))


def _root(here: str) -> str:
    """Return the folder from which a pipeline names files: its own word, else that of the repository."""
    told = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    if told and os.path.isdir(told):
        return os.path.abspath(told)
    folder = here
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return here
        folder = above
    return folder


def screen_width() -> int | None:
    """Return the width of the screen in cells, None where standard output is none."""
    return _width() if is_screen() else None


def _width() -> int:
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stdout.fileno()).columns if is_screen() else _WIDTH
    return _WIDTH


def _shows_color() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    # The old Windows console prints colour codes as they are; newer ones make themselves known.
    able = os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "TERM", "ANSICON"))
    return able and is_screen() and os.environ.get("TERM") != "dumb"


def is_screen() -> bool:
    """Tell whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def is_binary(media: str) -> bool:
    """Tell whether a media type is no text, so that no screen can show it."""
    return media.startswith("application/vnd.")


def show(answer: str | bytes, format: str, lang: str) -> None:
    """Write a result in a format of the renderers; a reader that leaves early (``| head``) is no error.

    Raises:
        UsageError: The output could not be written, as on a full disk.
    """
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise UsageError(Text("标准输出已关闭，无处显示结果", "standard output is closed").say(lang))
    if is_screen() and format in formats() and is_binary(media(format)):
        zh = f"{format} 不是文本，不能显示在屏幕上，请写入文件：-o 结果.{format}"
        en = f"{format} is no text for a screen, write it to a file: -o result.{format}"
        raise UsageError(Text(zh, en).say(lang))
    try:
        _write(stream, answer, format)
    except BrokenPipeError:
        _abandon(stream)
    except OSError as error:
        _abandon(stream)
        why = reason(error)
        raise UsageError(
            Text(f"不能写到标准输出：{why.zh}", f"cannot write to standard output: {why.en}").say(lang)
        ) from error


def _write(stream: TextIO, answer: str | bytes, format: str) -> None:
    kind = media(format) if format in formats() else ""
    if isinstance(answer, bytes):
        stream.flush()
        stream.buffer.write(_fit_bytes(answer, kind))
    else:
        stream.write(_fit(answer, kind, stream.encoding or "utf-8"))
    stream.flush()


def _fit(answer: str, media: str, encoding: str) -> str:
    """Return a text as the stream can take it and as its reader may safely read it."""
    if media.endswith("json"):
        told = answer.replace("##", "#\\u0023") if _actions.is_running() else answer
        return told if encoding.lower().replace("-", "").startswith("utf") else _ascii(told)
    return _harmless(answer) if _actions.is_running() and media != _COMMANDS else answer


def _fit_bytes(answer: bytes, media: str) -> bytes:
    if not _actions.is_running() or not media or is_binary(media):
        return answer
    if media.endswith("xml"):
        return answer.replace(b"##", b"#&#35;")
    return _harmless(answer.decode("utf-8")).encode()


def _harmless(answer: str) -> str:
    """Break what a pipeline would obey: a line of a paper may begin with ``::`` or hold ``##[``."""
    return without_old_commands(re.sub(r"(?m)^(\s*):(?=:)", r"\1: ", answer))


def _ascii(text: str) -> str:
    """Return JSON without a character that another encoding might lack or spell otherwise."""
    from json import dumps

    return re.sub(r"[^\x00-\x7f]+", lambda found: dumps(found[0])[1:-1], text)


def _abandon(stream: TextIO) -> None:
    """Send what is still to come nowhere, lest Python complain when it closes the stream."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
