"""Several files in one zip, for a single download."""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes


def bundle(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of files by name and content; the second of two equal names gets a number."""
    made, taken = BytesIO(), set[str]()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name, data in files:
            info = ZipInfo(_free(name, taken), _EPOCH)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, data)
    return made.getvalue()


def _free(name: str, taken: set[str]) -> str:
    stem, suffix = os.path.splitext(name)
    count = 1
    while name.casefold() in taken:  # Windows knows no capitals
        count += 1
        name = f"{stem}（{count}）{suffix}"
    taken.add(name.casefold())
    return name
