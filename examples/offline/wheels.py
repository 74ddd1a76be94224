"""What a wheel says of itself: name, version, needs, licence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from functools import cached_property
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from failures import Failure
from markers import canonical, holds

_REQUIREMENT = re.compile(r"([\w.-]+)\s*(?:\[([^]]*)\])?\s*([^;]*?)\s*(?:;\s*(.*))?", re.DOTALL)
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_SENTENCE = 100  # characters; a longer licence field is the text itself
_COPYLEFT = re.compile(r"(?<!L)A?GPL|(?<!Lesser )(?<!Library )General Public Licen[cs]e", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A package that another one needs: its name, extras and versions as pip writes them."""

    name: str
    extras: frozenset[str]
    versions: str

    def __str__(self) -> str:
        extras = f"[{','.join(sorted(self.extras))}]" if self.extras else ""
        return f"{self.name}{extras}{self.versions}"


@dataclass(frozen=True)
class Wheel:
    """A wheel in a file."""

    path: Path

    @cached_property
    def sha256(self) -> str:
        """Return the file's hash in hex digits."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    @cached_property
    def name(self) -> str:
        """Return the package's name as indexes compare it."""
        return canonical(str(self._metadata["Name"]))

    @cached_property
    def version(self) -> str:
        """Return the package's version."""
        return str(self._metadata["Version"])

    @property
    def platform(self) -> str:
        """Return the last tag of the file's name, such as any or win_amd64."""
        return self.path.stem.rpartition("-")[2]

    @cached_property
    def licence(self) -> str:
        """Return the licence in one line: an SPDX expression where there is one, else what is written."""
        short = str(self._metadata["License"] or "").strip()
        if expression := self.expression:
            return expression
        if short and "\n" not in short and len(short) <= _SENTENCE and short != "UNKNOWN":
            return short
        classifiers = (str(line) for line in self._metadata.get_all("Classifier", ()))
        found = [line.rpartition("::")[2].strip() for line in classifiers if line.startswith("License ::")]
        if not found:
            raise Failure(f"{self.path.name} 没有写明许可证", f"{self.path.name} does not tell its licence")
        return "; ".join(found)

    @property
    def expression(self) -> str:
        """Return the SPDX expression, or nothing."""
        return str(self._metadata["License-Expression"] or "").strip()

    def needs(self, extras: frozenset[str], environment: Mapping[str, str]) -> Iterator[Requirement]:
        """Yield what it needs, with these extras, where markers have these values."""
        for line in self._metadata.get_all("Requires-Dist", ()):
            found = _REQUIREMENT.fullmatch(str(line).strip())
            if found is None:
                raise Failure(f"看不懂依赖 {line}", f"the requirement {line} is not understood")
            name, wanted, versions, marker = found.groups(default="")
            cases = [{**environment, "extra": extra} for extra in (extras or {""})]
            if not marker or any(holds(marker, case) for case in cases):
                those = frozenset(filter(None, re.split(r"[\s,]+", wanted)))
                yield Requirement(canonical(name), those, versions.strip("() "))

    def licence_texts(self) -> dict[PurePosixPath, bytes]:
        """Return the licence files that travel in the wheel, by their path below ``licenses``."""
        with ZipFile(self.path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            paths = {name: below for name in names if (below := _below(PurePosixPath(name)))}
            return {below: archive.read(name) for name, below in paths.items()}

    @cached_property
    def _metadata(self) -> Message:
        with ZipFile(self.path) as archive:
            of_its_own = (
                name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)
            )
            name = next(of_its_own, None)
            if name is None:
                raise Failure(f"{self.path.name} 不是 wheel 文件", f"{self.path.name} is no wheel")
            return HeaderParser().parsestr(archive.read(name).decode("utf-8"))


def _below(path: PurePosixPath) -> PurePosixPath | None:
    """Return where a licence file of a wheel goes, or None for another file."""
    folder, *rest = path.parts
    if not folder.endswith(".dist-info") or not rest or ".." in rest:
        return None
    if rest[0] == "licenses" and len(rest) > 1:
        return PurePosixPath(*rest[1:])
    return PurePosixPath(rest[0]) if len(rest) == 1 and _LICENCE_FILE.match(rest[0]) else None


def is_copyleft(licence: str) -> bool:
    """Return whether there is no way round the GPL or AGPL; ``MIT OR GPL-2.0`` leaves one."""
    return all(_COPYLEFT.search(way) for way in re.split(r"\s+OR\s+", licence))
