"""The one exception of the collecting."""

from __future__ import annotations


class Failure(Exception):
    """Why there is no bundle, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        """Keep a sentence for each language."""
        super().__init__(f"{zh}\n{en}")
