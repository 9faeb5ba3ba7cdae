"""Shuts a reading process in: no network, no other programs, no files but those it needs, bounded resources.

Landlock and seccomp are asked of the kernel directly: they need no privilege, work inside containers and on Debian's
kernels, where user namespaces are often refused; the Python bindings that exist want newer kernels or are unmaintained.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from parsers.bounds.processlimits import ReadingLimits

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE, _IOCTL = (1 << bit for bit in (0, 1, 2, 3, 14, 15))
_READ = _READ_FILE | _READ_DIR
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
_FS_BITS_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15}

# What a library may look up while it reads: the system's libraries, models and fonts, its own process, the processor.
_READABLE = (
    "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/fonts",
    "/dev/null", "/dev/urandom", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu",
)  # fmt: skip

# Forbidden calls (x86-64, AArch64): connections, programs, other processes, changes of files that Landlock lets by.
_FORBIDDEN: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198), "connect": (42, 203), "io_uring_setup": (425, 425),
    "execve": (59, 221), "execveat": (322, 281), "ptrace": (101, 117),
    "fork": (57, None), "vfork": (58, None), "setsid": (112, 157), "setpgid": (109, 154),
    "kill": (62, 129), "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
}  # fmt: skip
# Threads are made by the same calls as processes: `clone` is let by for threads only, and who tries `clone3`, whose
# arguments a filter cannot see, is told that there is none and falls back.
_CLONE, _CLONE3, _CLONE_THREAD = (56, 220), 435, 0x00010000
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def limit_resources(limits: ReadingLimits) -> None:
    """Size of written files, open files; no core dumps. Time and memory are counted for each mail: see `budget`."""
    for what, value in (
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (bound, bound))


def confine(temp: Path, readable: Iterable[Path] = ()) -> tuple[str, ...]:
    """Confine this thread and all that it starts, for good; call it before any library can have started a thread.

    Afterwards only `temp` can be written, only the interpreter, the system's libraries and `readable` can be read, and
    no connection can be made. Returns what this system does not offer, as Spanish sentences (empty: all is in force).
    """
    missing = []
    if not sys.platform.startswith("linux"):
        return ("Este sistema no es Linux: el lector trabaja sin aislamiento del núcleo.",)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if not _landlock(libc, temp, readable):
        missing.append("Landlock no está disponible: el lector puede abrir los archivos de su usuario.")
    if not _seccomp(libc):
        missing.append("seccomp no está disponible: el lector no tiene la red cerrada.")
    return tuple(missing)


def _landlock(libc: ctypes.CDLL, temp: Path, readable: Iterable[Path]) -> bool:
    abi = libc.syscall(_CREATE_RULESET, None, 0, 1)
    if abi < 1:
        return False
    everything = (1 << _FS_BITS_BY_ABI.get(abi, 16)) - 1
    # ABI 4 knows TCP (bind, connect), ABI 6 abstract sockets and signals to the outside.
    attributes = struct.pack("=QQQ", everything, 3, 3)[: 8 if abi < 4 else 16 if abi < 6 else 24]
    ruleset = libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    # The list of names in the code's own folder is needed to import from it; its other files are not.
    own = Path(__file__).parent.parent.parent
    _allow(libc, ruleset, own, _READ_DIR)
    for path in (own / "parsers", own / "cases", *_interpreter(own), *map(Path, _READABLE), *readable):
        _allow(libc, ruleset, path, _READ)
    _allow(libc, ruleset, Path("/dev/null"), _WRITE_FILE & everything)
    _allow(libc, ruleset, temp, everything & ~_EXECUTE)
    done = libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return done


def _interpreter(own: Path) -> list[Path]:
    """Where Python and the installed libraries live."""
    paths = [Path(sys.prefix), Path(sys.base_prefix), *(Path(entry) for entry in sys.path if entry)]
    return [path for path in paths if path.resolve() != own.resolve()]


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, access: int) -> None:
    with suppress(OSError):
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rights = access if path.is_dir() else access & _ON_FILES
        libc.syscall(_ADD_RULE, ruleset, 1, struct.pack("=Qi", rights, handle), 0)
        os.close(handle)


def _seccomp(libc: ctypes.CDLL) -> bool:
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    column, arch = machine
    numbers = [pair[column] for pair in _FORBIDDEN.values() if pair[column] is not None]
    program = _filter(arch, [int(number) for number in numbers if number is not None], _CLONE[column])
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    return libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.c_char_p(header), 0, 0) == 0


def _filter(arch: int, numbers: list[int], clone: int) -> bytes:
    """A BPF program: another architecture kills, a forbidden call fails with EPERM, the rest goes on."""
    load, equal, at_least, any_of, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, refuse, absent, kill = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS, 0x80000000
    count = len(numbers)
    steps = [(load, 0, 0, 4), (equal, 1, 0, arch), (answer, 0, 0, kill), (load, 0, 0, 0)]
    # The endings stand behind the tests: allow, (argument, thread?, allow,) refuse, absent.
    steps.append((at_least, count + 6, 0, 0x40000000))  # the x32 calls repeat all others under new numbers
    steps += [(equal, count - 1 - place + 6, 0, number) for place, number in enumerate(numbers)]
    steps += [(equal, 6, 0, _CLONE3), (equal, 1, 0, clone)]
    steps += [(answer, 0, 0, allow), (load, 0, 0, 16), (any_of, 0, 1, _CLONE_THREAD), (answer, 0, 0, allow)]
    steps += [(answer, 0, 0, refuse), (answer, 0, 0, absent)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
