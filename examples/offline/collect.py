"""Make a folder from which lawcheck is installed where there is no network: ``collect.py FOLDER``.

In it are wheels for each platform, their hashes, licences and a list of components, and the scripts that
install and use them. Run it with Python 3.11 or later and pip, on any machine with a network. The folder is
written whole or not at all.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import listing
from failures import Failure
from gathering import built, gather, lawcheck_wheel
from targets import PLATFORMS, Target
from wheels import Wheel

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
VERSION_FILE = "python-version.txt"
SUMS = "SHA256SUMS"
_WINDOWS = {".cmd": "ascii", ".txt": "utf-8-sig"}  # what is opened there, and how it is encoded


def main(args: Sequence[str]) -> int:
    """Collect what the arguments ask for; return 0, or 2 where there is no bundle."""
    options = _parse(args)
    folder = Path(os.path.abspath(options.folder))
    targets = [Target(platform, options.python) for platform in dict.fromkeys(options.platform)]
    try:
        _refuse(folder)
        with TemporaryDirectory(
            dir=folder.parent, prefix=f".{folder.name}-", ignore_cleanup_errors=True
        ) as work:
            bundle = Path(work) / "bundle"
            wheels = _collect(options.lawcheck, targets, Path(work), bundle)
            _refuse(folder)  # collecting took a while
            bundle.rename(folder)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"写不出 {folder} / cannot write {folder}: {error.strerror}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    print(f"{folder}：{len(wheels)} 个 wheel，{size:.1f} MB / {len(wheels)} wheels, {size:.1f} MB")
    return 0


def _parse(args: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "collect.py", description="制作离线安装包 / make a bundle for closed networks"
    )
    parser.add_argument("folder", help="新文件夹 / a new folder")
    parser.add_argument(
        "--platform", nargs="+", choices=PLATFORMS, default=PLATFORMS, help="默认全部 / default all"
    )
    parser.add_argument(
        "--python", type=_version, default="3.12", help="目标机器上的 Python / there; default 3.12"
    )
    source = str(CHECKOUT) if (CHECKOUT / "lawcheck").is_dir() else "lawcheck-cn"
    parser.add_argument(
        "--lawcheck", default=source, help="wheel、代码文件夹或包名 / a wheel, a project or a name"
    )
    return parser.parse_args(args)


def _version(text: str) -> str:
    if not re.fullmatch(r"3\.\d{1,2}", text):
        raise argparse.ArgumentTypeError("3.11、3.12…")
    return text


def _refuse(folder: Path) -> None:
    if os.path.lexists(folder):
        raise Failure(f"已有 {folder}，请换一个文件夹", f"{folder} is there already; name another folder")
    if not folder.parent.is_dir():
        raise Failure(f"没有文件夹 {folder.parent}", f"there is no folder {folder.parent}")


def _collect(source: str, targets: Sequence[Target], work: Path, bundle: Path) -> list[Wheel]:
    """Fill the bundle and return its wheels."""
    lawcheck = lawcheck_wheel(source, work / "lawcheck")
    ready = work / "ready"
    built(lawcheck, targets[0], ready)
    bundle.mkdir()
    wheels: dict[str, Wheel] = {}
    for target in targets:
        found = gather(lawcheck, ready, target, work)
        listing.refuse_copyleft(found)
        _write(bundle / f"requirements-{target.platform}.txt", listing.requirements(lawcheck.name, found))
        wheels |= {wheel.path.name: wheel for wheel in found}
    ordered = [wheels[name] for name in sorted(wheels)]
    _copy_wheels(ordered, bundle / "wheels")
    listing.write_licences(ordered, bundle / "LICENSES")
    _write(bundle / "components.cdx.json", listing.components(ordered))
    (bundle / "组件清单.csv").write_bytes(listing.table(ordered))
    _write(bundle / VERSION_FILE, targets[0].python + "\n")
    _copy_scripts(HERE / "bundle", bundle)
    _write(bundle / SUMS, listing.hashes(bundle, but=SUMS))
    return ordered


def _copy_wheels(wheels: Iterable[Wheel], folder: Path) -> None:
    folder.mkdir()
    for wheel in wheels:
        shutil.copyfile(wheel.path, folder / wheel.path.name)


def _copy_scripts(source: Path, bundle: Path) -> None:
    """Copy the scripts and texts, with the encoding and ends of lines that those who open them expect.

    Texts are kept here as ``.txt.in``: whoever checks ``examples`` would take them for papers.
    """
    for path in sorted(it for it in source.rglob("*") if it.is_file() and it.suffix != ".pyc"):
        target = bundle / path.relative_to(source).with_name(path.name.removesuffix(".in"))
        target.parent.mkdir(exist_ok=True)
        text = path.read_text("utf-8")
        if path.parent.name == "messages":  # `type` shows UTF-16 whatever the console's code page is
            target.write_text(text, "utf-16", newline="\r\n")
        elif target.suffix in _WINDOWS:
            target.write_text(text, _WINDOWS[target.suffix], newline="\r\n")
        else:
            _write(target, text)
    os.chmod(bundle / "install.sh", 0o755)


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
