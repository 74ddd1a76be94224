"""What can go wrong, in one tree.

    LawcheckError
    ├── ReadError          a file or text could not be read as a document
    ├── RuleBookError      a rule file has mistakes (all of them are listed)
    └── UsageError         the call itself makes no sense (unknown rule, format, …)

Every message is one sentence for people; ``str(error)`` is ready to print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class LawcheckError(Exception):
    """The base of all errors that lawcheck raises on purpose.

    Attributes:
        message_en: The message in English, empty where it is known in the language of the call only.
    """

    def __init__(self, message: str, message_en: str = "") -> None:
        """Take the message, in Chinese where the same in English follows."""
        super().__init__(message)
        self.message_en = message_en

    def say(self, lang: str) -> str:
        """Return the message in a language, as far as it is known in both."""
        return self.message_en if lang == "en" and self.message_en else str(self)


class ReadError(LawcheckError):
    """A file or text that could not be read as a document.

    Attributes:
        path: The file's name as given, ``-`` for standard input.
        reason: One sentence saying why, in Chinese.
        reason_en: The same in English.
        foreign: It is a whole text with nothing Chinese in it, as a README may be.
        sha256: The hash of its bytes, empty where these could not be had.
    """

    def __init__(self, path: str, reason: str, reason_en: str, foreign: bool = False) -> None:
        """Take the file's name and the reason in both languages."""
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.reason_en = reason_en
        self.foreign = foreign
        self.sha256 = ""

    def say(self, lang: str) -> str:
        """Return file and reason in a language."""
        return f"{self.path}: {self.reason_en}" if lang == "en" else str(self)

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str, bool]]:
        return type(self), (self.path, self.reason, self.reason_en, self.foreign)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a rule file: where it is and what is wrong, in the author's words.

    ``line`` and ``column`` count from 1; ``message`` is in Chinese, ``message_en`` the same in English;
    ``frame`` is up to three lines of the file with a marker under the place.
    """

    path: str
    line: int
    column: int
    message: str
    message_en: str = ""
    frame: str = ""

    def __str__(self) -> str:
        return self.say("zh")

    def say(self, lang: str) -> str:
        """Return place, message and frame in a language."""
        message = self.message_en if lang == "en" and self.message_en else self.message
        head = f"{self.path}:{self.line}:{self.column}: {message}"
        return f"{head}\n{self.frame}" if self.frame else head


class RuleBookError(LawcheckError):
    """A rule file that cannot be used; ``mistakes`` lists everything wrong with it."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        """Take all mistakes of the file."""
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)

    def say(self, lang: str) -> str:
        """Return all mistakes in a language."""
        return "\n".join(mistake.say(lang) for mistake in self.mistakes)

    def __reduce__(self) -> tuple[type[RuleBookError], tuple[tuple[Mistake, ...]]]:
        return type(self), (self.mistakes,)


class UsageError(LawcheckError):
    """A call that makes no sense: an unknown rule, format, level or path pattern."""
