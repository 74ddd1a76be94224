"""Read a stranger's ZIP archive of XML parts: Word and OFD files are such archives.

Sizes are bounded before and while anything is unpacked, XML may declare no entities, and nothing is
ever written to a path from the archive.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile, ZipInfo

from lawcheck.errors import ReadError
from lawcheck.readers._file import File

MEMBER_LIMIT = 64_000_000  # bytes unpacked; the text of a 500-page paper has some 10 million
TOTAL_LIMIT = 256_000_000
_MOST_MEMBERS = 20_000
_FREE = 4_000_000  # bytes below which a member may be packed as tightly as it likes
_TIGHTEST = 200  # bytes out of one: XML packs 10 to 50 times
_ENCRYPTED = 0x1
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)""")


class Archive:
    """The parts of a file by name; names are compared without regard to case, as the standards ask.

    Raises:
        ReadError: The archive is damaged, encrypted or made to fill the memory.
    """

    def __init__(self, file: File) -> None:
        """Open the archive; nothing is unpacked yet."""
        self._file = file
        self._unpacked = 0
        try:
            self._zip = ZipFile(BytesIO(file.data))
            members = self._zip.infolist()
        except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RecursionError):
            raise self._damaged() from None
        if len(members) > _MOST_MEMBERS:
            raise self._bomb()
        self._members = {part_key(member.filename): member for member in members}

    @property
    def names(self) -> frozenset[str]:
        """The names of the parts in small letters, without a leading slash."""
        return frozenset(self._members)

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._members

    def read(self, name: str) -> bytes | None:
        """Return a part's bytes, None where there is none.

        Raises:
            ReadError: It is damaged, encrypted or far larger unpacked than packed.
        """
        member = self._members.get(part_key(name))
        return None if member is None else self._unpack(member)

    def utf8(self, name: str) -> bytes:
        """Return an XML part's bytes in UTF-8, as they are parsed; empty where there is none."""
        return _utf8(self.read(name) or b"")

    def members(self) -> Iterator[tuple[ZipInfo, bytes]]:
        """Yield every file of the archive with its bytes, in their order."""
        for member in self._members.values():
            if not member.is_dir():
                yield member, self._unpack(member)

    def xml(self, name: str) -> Element | None:
        """Return a part's root element, None where there is no such part.

        Raises:
            ReadError: It is no XML, or declares a document type.
        """
        data = self.read(name)
        return None if data is None else self.parse(data, name)

    def parse(self, data: bytes, name: str) -> Element:
        """Return the root element of a part's bytes; ``name`` is told where it is broken."""
        data = _utf8(data)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or _unsafe_encoding(data):
            raise self._file.refuse(
                f"文件里的 {name} 声明了文档类型或少见的编码，为安全起见不读取",
                f"its part {name} declares a document type or a rare encoding, which is not read for safety",
            )
        try:
            return fromstring(data)
        except (ParseError, ValueError, LookupError):
            raise self._file.refuse(
                f"文件已损坏或不完整（{name} 不是完整的 XML）",
                f"the file is damaged or cut off ({name} is no complete XML)",
            ) from None

    def _unpack(self, member: ZipInfo) -> bytes:
        if member.flag_bits & _ENCRYPTED:
            raise self._file.refuse("文件加了密码，没有读取", "the file is encrypted and was not read")
        limit = self._limit(member)
        if member.file_size > limit:
            raise self._bomb()
        try:
            with self._zip.open(member) as part:
                data = part.read(limit + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise self._damaged() from None
        self._unpacked += len(data)
        if len(data) > limit or self._unpacked > TOTAL_LIMIT:
            raise self._bomb()
        return data

    @staticmethod
    def _limit(member: ZipInfo) -> int:
        return min(MEMBER_LIMIT, max(_FREE, _TIGHTEST * member.compress_size))

    def _damaged(self) -> ReadError:
        return self._file.refuse(
            "文件已损坏或不完整（压缩包打不开）",
            "the file is damaged or cut off (its archive cannot be opened)",
        )

    def _bomb(self) -> ReadError:
        return self._file.refuse(
            "文件解压后过大，可能是压缩炸弹，没有读取",
            "the file is far too large unpacked, perhaps on purpose, and was not read",
        )


def part_key(name: str) -> str:
    """Return a part's name as names are compared: in small letters, without a leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def _utf8(data: bytes) -> bytes:
    """Return XML as UTF-8: the standards allow UTF-16 too."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
        return re.sub(r"\A<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode("utf-8", "replace")
    return data


def _unsafe_encoding(data: bytes) -> bool:
    """Tell whether XML is in an encoding in which a declaration could hide."""
    declared = _DECLARED.match(data)
    return b"\0" in data[:4] or (declared is not None and declared[1].lower() not in _PLAIN)


_PLAIN = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
