"""The library for PDF files as it is made for Pyodide."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from lawcheck.errors import UsageError
from lawcheck.site.archives import Damaged, from_zip

NAME = "pypdfium2"
VERSION = "5.15.2"
SHA256 = "51e380faf433899d3b07a40b3f6aa97b9ab61399e732280f4007dc7aa0d0694f"
LICENCE = "BSD-3-Clause, Apache-2.0, and those of what it is built from"
_LEFT_OUT = ("pypdfium2_cli/",)  # its command line


@dataclass(frozen=True, slots=True, eq=False)
class Pdfium:
    """The files of its wheel, by name."""

    files: dict[str, bytes]

    @classmethod
    def of_wheel(cls, data: bytes, path: str) -> Self:
        """Take them from the wheel that the package index gives.

        Raises:
            UsageError: It is not the wheel of this version for Pyodide.
        """
        try:
            if sha256(data).hexdigest() != SHA256:
                raise Damaged
            files = from_zip(data)
        except Damaged:
            zh = f"{path} 不是供 Pyodide 用的 {NAME} {VERSION} 的原样文件（校验值不符），没有采用"
            en = f"{path} is no wheel of {NAME} {VERSION} for Pyodide (its checksum differs), it was not used"
            raise UsageError(zh, en) from None
        return cls({name: content for name, content in files.items() if not name.startswith(_LEFT_OUT)})
