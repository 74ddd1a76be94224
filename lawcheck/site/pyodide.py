"""Pyodide, the Python that runs in browsers: which version, and which of its files a page needs.

For a newer one all that is written in capitals here changes: npm tells the integrity, `info` in
pyodide-lock.json Python and the platform, for which `pdfium` must have a wheel.
"""

from __future__ import annotations

import os
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256, sha512
from typing import Self

from lawcheck.errors import UsageError
from lawcheck.site.archives import Damaged, from_tar

VERSION = "314.0.7"
PYTHON = "3.14"
PLATFORM = "pyemscripten_2026_0_wasm32"
# as `npm view pyodide@VERSION dist.integrity` tells it
INTEGRITY = "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
# the files that a page needs, by their SHA-256: an unpacked folder has no integrity as a whole
FILES = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
}
_FOLDER = "package"  # in which npm's archives hold everything


@dataclass(frozen=True, slots=True, eq=False)
class Runtime:
    """The files of Pyodide that a page needs, by name."""

    files: dict[str, bytes]

    @classmethod
    def of_archive(cls, data: bytes, path: str) -> Self:
        """Take them from the archive that npm gives.

        Raises:
            UsageError: It is not the archive of this version.
        """
        if f"sha512-{b64encode(sha512(data).digest()).decode()}" != INTEGRITY:
            raise _wrong(path)
        try:
            found = from_tar(data, [f"{_FOLDER}/{name}" for name in FILES])
        except Damaged:
            raise _wrong(path) from None
        return cls({name.removeprefix(f"{_FOLDER}/"): content for name, content in found.items()})

    @classmethod
    def of_folder(cls, path: str) -> Self:
        """Take them from an unpacked archive: its folder, or the one around it.

        Raises:
            OSError: A file cannot be read.
            UsageError: One of them is not the file of this version.
        """
        inner = os.path.join(path, _FOLDER)
        folder = inner if os.path.isdir(inner) else path
        files: dict[str, bytes] = {}
        for name, digest in FILES.items():
            with open(os.path.join(folder, name), "rb") as file:
                files[name] = file.read()
            if sha256(files[name]).hexdigest() != digest:
                raise _wrong(os.path.join(folder, name))
        return cls(files)


def _wrong(path: str) -> UsageError:
    zh = f"{path} 不是 npm 软件包 pyodide {VERSION} 的原样文件（校验值不符），没有采用"
    en = f"{path} is not as npm's package pyodide {VERSION} has it (its checksum differs), it was not used"
    return UsageError(zh, en)
