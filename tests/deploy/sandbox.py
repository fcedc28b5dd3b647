"""What systemd's sandbox forbids a service, made from its unit without systemd.

bubblewrap mounts what the unit lets the service see and write; libseccomp makes the filter of system
calls, from the sets that systemd knows. Both need root.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from units import DEPLOY, Service

#: That it can be made here.
AVAILABLE = os.geteuid() == 0 and all(map(shutil.which, ("bwrap", "unshare", "systemd-analyze")))
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_EQUAL, _GREATER, _MASKED_EQUAL = 4, 6, 7
_FAMILIES = {"AF_UNIX": socket.AF_UNIX, "AF_INET": socket.AF_INET, "AF_INET6": socket.AF_INET6}
#: The place of the mode among a call's arguments, and a mode's bits that RestrictSUIDSGID forbids.
_MODES = {"chmod": 1, "fchmod": 1, "fchmodat": 2, "mkdir": 1, "mkdirat": 2}
_SPECIAL = stat.S_ISUID | stat.S_ISGID
#: Flags of clone that make namespaces.
_NAMESPACES = 0x7E020000


def sandboxed(unit: Service, place: Callable[[str], str], folder: Path) -> list[str]:
    """The words to put before a service's command.

    Args:
        unit: the service; what is read of it is what the units of deploy/ have.
        place: where a path of the unit stands on this machine.
        folder: of the machine, readable as far as its modes allow.
    """
    values = unit.values
    assert values["ProtectSystem"] == ["strict"]
    calls = folder / f"{unit.name}.bpf"
    _filter(unit, calls)
    words = ["--ro-bind", "/", "/", "--dev", "/dev", "--seccomp", "9"]
    for scratch in ("/tmp", "/var/tmp", "/dev/shm"):  # PrivateTmp; the last is common
        words += ["--perms", "1777", "--tmpfs", scratch]
    for home in ("/home", "/root"):  # ProtectHome
        words += ["--tmpfs", home]
    words += seen_in_place(folder)
    written = [path for line in values.get("ReadWritePaths", []) for path in line.split()]
    written += [f"/run/{name}" for name in values.get("RuntimeDirectory", [])]
    for path in map(place, written):
        words += ["--bind", path, path]
    for line in values.get("TemporaryFileSystem", []):
        path, _, mode = place(line).partition(":")
        words += ["--tmpfs", path, *(["--remount-ro", path] if mode == "ro" else [])]
    assert values["ProtectProc"] == ["invisible"]
    script = f'mount -t proc -o hidepid=invisible proc /proc && exec "$@" 9<{calls}'
    return [
        *("unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh"),
        *("bwrap", *words, "--"),
        *("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"),
    ]


def seen_in_place(*others: Path) -> list[str]:
    """What has bubblewrap show Python, the project and some more where they are, read-only."""
    words: list[str] = []
    for seen in (Path(sys.base_prefix), DEPLOY.parent, *others):
        words += [*ways_to(seen), "--ro-bind", str(seen), str(seen)]
    return words


def ways_to(path: Path) -> list[str]:
    """What has bubblewrap make the folders above a path, for all to pass through."""
    above = [*path.parents][-2::-1]
    return [word for folder in above for word in ("--perms", "0755", "--dir", str(folder))]


def _filter(unit: Service, file: Path) -> None:
    """Writes the filter of system calls that a unit describes."""
    values = unit.values
    [refused] = values["SystemCallErrorNumber"]
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    made = ctypes.c_void_p(library.seccomp_init(_ERRNO | getattr(errno, refused)))

    def rule(action: int, call: str, *comparison: int) -> None:
        number = library.seccomp_syscall_resolve_name(call.encode())
        if number < 0:  # of another kind of machine
            return
        compared = (_Comparison * 1)(_Comparison(*comparison)) if comparison else None
        done = library.seccomp_rule_add_array(
            made, action, number, 1 if comparison else 0, compared
        )
        assert done == 0, (call, os.strerror(-done))

    with_rules = {"socket", "clone", "clone3", "unshare", "setns", "personality", *_MODES}
    for call in {*_calls(*values["SystemCallFilter"])} - with_rules:
        rule(_ALLOW, call)
    [families] = values["RestrictAddressFamilies"]
    for family in families.split():
        rule(_ALLOW, "socket", 0, _EQUAL, _FAMILIES[family])
    rule(_ERRNO | errno.EAFNOSUPPORT, "socket", 0, _GREATER, max(_FAMILIES.values()))
    rule(_ALLOW, "clone", 0, _MASKED_EQUAL, _NAMESPACES, 0)
    rule(_ERRNO | errno.ENOSYS, "clone3")  # its flags are out of a filter's sight
    for call, argument in _MODES.items():
        rule(_ALLOW, call, argument, _MASKED_EQUAL, _SPECIAL, 0)
    with file.open("wb") as out:
        assert library.seccomp_export_bpf(made, out.fileno()) == 0
    library.seccomp_release(made)


class _Comparison(ctypes.Structure):
    """`struct scmp_arg_cmp`: an argument's place, how it is compared, and with what."""

    _fields_ = (
        ("place", ctypes.c_uint),
        ("how", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


def _calls(*names: str) -> Iterator[str]:
    """The system calls of some sets, as systemd lists them; of another name, the name."""
    for name in names:
        if not name.startswith("@"):
            yield name
            continue
        command = ["systemd-analyze", "syscall-filter", name]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        lines = (line.strip() for line in listed.splitlines()[1:])
        yield from _calls(*(line for line in lines if line and not line.startswith("#")))
