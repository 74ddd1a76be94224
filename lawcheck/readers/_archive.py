"""Read the members of a ZIP archive without trusting it."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile, ZipInfo

from lawcheck.errors import ReadError
from lawcheck.readers._file import File

_MEMBER, _WHOLE = 64_000_000, 256_000_000  # bytes unpacked
_SMALL, _RATIO = 4_000_000, 200
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)""")


class Archive:
    """The members of an archive by name.

    Raises:
        ReadError: The archive is damaged or encrypted, or far too large unpacked.
    """

    def __init__(self, file: File) -> None:
        """Open the archive of a file."""
        self._file = file
        try:
            self._zip = ZipFile(BytesIO(file.data))
        except (BadZipFile, OSError, ValueError, NotImplementedError):
            raise self._damaged() from None
        self._members = {info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()}
        self.names = frozenset(self._members)
        self._read = 0

    def read(self, name: str) -> bytes | None:
        """Return a member's bytes, None where there is none."""
        info = self._members.get(name)
        if info is None:
            return None
        self._check(info)
        try:
            with self._zip.open(info) as member:
                data = member.read(_MEMBER + 1)
        except (BadZipFile, OSError, EOFError, ValueError, zlib.error, NotImplementedError, RuntimeError):
            raise self._damaged() from None
        self._read += len(data)
        return data

    def _check(self, info: ZipInfo) -> None:
        if info.flag_bits & 1:
            raise self._file.refuse("加密的压缩文件，没有读取", "an encrypted archive that was not read")
        bomb = info.file_size > _SMALL and info.file_size > _RATIO * info.compress_size
        if bomb or info.file_size > _MEMBER or self._read + info.file_size > _WHOLE:
            raise self._file.refuse("解压后太大，没有读取", "it is too large unpacked and was not read")

    def xml(self, name: str) -> ElementTree.Element | None:
        """Return a member's root element, None where there is no such member."""
        data = self.read(name)
        if data is None:
            return None
        declared = _ENCODING.match(data.lstrip(b"\xef\xbb\xbf"))
        if declared and declared[1].lower() not in (b"utf-8", b"utf-16", b"utf8"):
            raise self._damaged()
        if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data + data[1:]:
            raise self._damaged()
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError):
            raise self._damaged() from None

    def _damaged(self) -> ReadError:
        return self._file.refuse("文件已损坏或不完整", "the file is damaged or cut off")
