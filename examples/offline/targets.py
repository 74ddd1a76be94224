"""The machines that a bundle can be made for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PLATFORMS = ("windows-x64", "linux-x64", "linux-arm64")


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of machine, and the version of Python on it, such as 3.12."""

    platform: str
    python: str

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the platform tags of wheels that run there, best ones first."""
        if self.platform == "windows-x64":
            return ("win_amd64",)
        return tuple(_manylinux("x86_64" if self.platform == "linux-x64" else "aarch64"))

    @property
    def abi(self) -> str:
        """Return the tag of the interpreter: cp312."""
        return f"cp{self.python.replace('.', '')}"

    @property
    def environment(self) -> Mapping[str, str]:
        """Return the variables of markers there."""
        windows = self.platform == "windows-x64"
        return {
            "os_name": "nt" if windows else "posix",
            "sys_platform": "win32" if windows else "linux",
            "platform_system": "Windows" if windows else "Linux",
            "platform_machine": {"windows-x64": "AMD64", "linux-x64": "x86_64"}.get(self.platform, "aarch64"),
            "platform_python_implementation": "CPython",
            "implementation_name": "cpython",
            "python_version": self.python,
            # the first of them: what only early ones need does no harm in later ones
            "python_full_version": f"{self.python}.0",
            "implementation_version": f"{self.python}.0",
        }


def _manylinux(machine: str) -> Iterator[str]:
    """Yield the tags up to glibc 2.28: systems in offices are seldom newer."""
    old = (
        {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
        if machine == "x86_64"
        else {17: "manylinux2014"}
    )
    for minor in range(28, min(old) - 1, -1):
        yield f"manylinux_2_{minor}_{machine}"
        if minor in old:
            yield f"{old[minor]}_{machine}"
