"""The lists that go with the wheels: what to install, licences, components, hashes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from failures import Failure
from gathering import EXTRAS
from wheels import Wheel, is_copyleft

LICENCES = Path(__file__).parent / "licences"  # of packages whose wheels carry none
_HEAD = ("名称", "版本", "许可证", "平台", "文件", "SHA-256")


def refuse_copyleft(wheels: Iterable[Wheel]) -> None:
    """Refuse what may not be handed on with this bundle.

    Raises:
        Failure: A licence is the GPL or AGPL.
    """
    for wheel in wheels:
        if is_copyleft(wheel.licence):
            raise Failure(
                f"{wheel.path.name} 的许可证是 {wheel.licence}，不能放进离线包",
                f"{wheel.path.name} is under {wheel.licence}, which is not taken into a bundle",
            )


def requirements(lawcheck: str, wheels: Iterable[Wheel]) -> str:
    """Return pip's list for one platform: exactly these wheels, by their hashes."""
    extras = {lawcheck: f"[{','.join(sorted(EXTRAS))}]"}
    lines = [f"{it.name}{extras.get(it.name, '')}=={it.version} --hash=sha256:{it.sha256}\n" for it in wheels]
    return "".join(lines)


def write_licences(wheels: Iterable[Wheel], folder: Path) -> None:
    """Write the licence texts of each package into ``name-version``.

    Where the wheels of two platforms carry different texts, the second's stands in a folder of its platform.

    Raises:
        Failure: A package comes without any.
    """
    for wheel in wheels:
        own = folder / f"{wheel.name}-{wheel.version}"
        for path, text in _texts(wheel).items():
            target = own / path
            if target.exists() and target.read_bytes() != text:
                target = own / wheel.platform / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)


def _texts(wheel: Wheel) -> Mapping[PurePosixPath, bytes]:
    if texts := wheel.licence_texts():
        return texts
    kept = LICENCES / f"{wheel.name}.licence"
    if not kept.is_file():
        raise Failure(
            f"{wheel.path.name} 里没有许可证文本，请存为 {kept}",
            f"there is no licence text in {wheel.path.name}; save it as {kept}",
        )
    return {PurePosixPath("LICENSE.txt"): kept.read_bytes()}


def components(wheels: Iterable[Wheel]) -> str:
    """Return the list of components as CycloneDX 1.6: one for each wheel."""
    told = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).isoformat(timespec="seconds"),
            "component": {"type": "application", "name": "lawcheck-offline", "bom-ref": "bundle"},
        },
        "components": [_component(wheel) for wheel in wheels],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _component(wheel: Wheel) -> dict[str, Any]:
    licence = {"expression": wheel.expression} if wheel.expression else {"license": {"name": wheel.licence}}
    return {
        "type": "library",
        "bom-ref": wheel.path.name,
        "name": wheel.name,
        "version": wheel.version,
        "purl": f"pkg:pypi/{wheel.name}@{wheel.version}?file_name={wheel.path.name}",
        "hashes": [{"alg": "SHA-256", "content": wheel.sha256}],
        "licenses": [licence],
    }


def table(wheels: Iterable[Wheel]) -> bytes:
    """Return the same list for office programs."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEAD)
    for it in wheels:
        cells = (it.name, it.version, it.licence, it.platform, it.path.name, it.sha256)
        writer.writerow([f"'{cell}" if cell.startswith(tuple("=+-@")) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def hashes(folder: Path, but: str) -> str:
    """Return the hash of every file in a folder but one, in the format of ``sha256sum``."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != but)
    lines = [f"{_hash(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    return "".join(lines)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
