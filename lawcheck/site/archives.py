"""Archives in and out: what is needed of strangers' ones, and zips that are the same for the same files."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Collection, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST = 64 * 2**20  # bytes of one file
_BEST = 9


class Damaged(Exception):
    """An archive that cannot be read, or lacks a file, or holds one of unlikely size."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name, sorted, without times; each header tells its file's length."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=_BEST) as target:
        for name in sorted(files):
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # else it tells the machine
            target.writestr(info, files[name], compresslevel=_BEST)
    return made.getvalue()


def from_tar(data: bytes, names: Collection[str]) -> dict[str, bytes]:
    """Return the named files of a compressed tar archive; nothing is written anywhere.

    Raises:
        Damaged: It cannot be read, or lacks one of them.
    """
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=BytesIO(data), mode="r:gz") as archive:
            for member in archive:
                if member.name in names and member.isreg() and member.size <= _MOST:
                    content = archive.extractfile(member)
                    found[member.name] = content.read() if content else b""
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise Damaged from error
    if found.keys() != set(names):
        raise Damaged
    return found


def from_zip(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip by name.

    Raises:
        Damaged: It cannot be read.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if sum(member.file_size for member in members) > _MOST:
                raise Damaged
            return {member.filename: archive.read(member) for member in members}
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise Damaged from error
