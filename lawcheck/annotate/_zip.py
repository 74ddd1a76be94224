"""Write an archive anew with some of its parts changed; the others keep their bytes and their order."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lawcheck.readers._archive import Archive, part_key

_EPOCH = (1980, 1, 1, 0, 0, 0)


def rewritten(archive: Archive, parts: Mapping[str, bytes]) -> bytes:
    """Return the archive's bytes with parts changed or added.

    Raises:
        ReadError: A part of the archive is damaged.
    """
    changed = {part_key(name): (name, data) for name, data in parts.items()}
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        for member, data in archive.members():
            _write(target, member, changed.pop(part_key(member.filename), ("", data))[1])
        for name, data in changed.values():
            _write(target, ZipInfo(name, _EPOCH), data)
    return made.getvalue()


def _write(target: ZipFile, member: ZipInfo, data: bytes) -> None:
    info = ZipInfo(member.filename, member.date_time)
    info.external_attr = member.external_attr
    info.compress_type = ZIP_DEFLATED
    target.writestr(info, data)
