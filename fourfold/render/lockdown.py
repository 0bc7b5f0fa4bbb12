"""Give up every power this process does not need. Linux only; runs inside the worker.

Three layers, each enough to stop a hostile picture that has taken the decoder over:
limits (`setrlimit`), no file system and no network (Landlock), and a short list of allowed system
calls (seccomp): reading and writing what is already open, memory, threads, clock, leaving.
No new mapping is executable, so there is no other code to run either.

Sources: landlock(7), seccomp(2), <linux/landlock.h>, <linux/filter.h>, <linux/seccomp.h>, and the
kernel's system call tables for x86_64 and aarch64.
"""

import ctypes
import os
import resource
import signal
import struct
from collections.abc import Sequence
from typing import Final, NamedTuple

__all__ = ["Unavailable", "drop_powers", "set_limits"]

OPEN_FILES: Final = 32

PR_SET_PDEATHSIG: Final = 1
PR_SET_DUMPABLE: Final = 4
PR_SET_SECCOMP: Final = 22
PR_SET_NO_NEW_PRIVS: Final = 38
SECCOMP_MODE_FILTER: Final = 2

LANDLOCK_CREATE_RULESET: Final = 444
LANDLOCK_RESTRICT_SELF: Final = 446
LANDLOCK_CREATE_RULESET_VERSION: Final = 1

LOAD_WORD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
JUMP_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
JUMP_ANY_BIT: Final = 0x45  # BPF_JMP | BPF_JSET | BPF_K
RETURN: Final = 0x06  # BPF_RET | BPF_K

ALLOW: Final = 0x7FFF0000
KILL: Final = 0x80000000
NOT_PERMITTED: Final = 0x00050000 | 1  # errno EPERM
NOT_IMPLEMENTED: Final = 0x00050000 | 38  # errno ENOSYS

# Offsets in struct seccomp_data; the low half of an argument comes first (little endian).
NUMBER_AT: Final = 0
ARCHITECTURE_AT: Final = 4
FIRST_ARGUMENT_AT: Final = 16
THIRD_ARGUMENT_AT: Final = 32

EXECUTABLE: Final = 0x4  # PROT_EXEC
THREAD: Final = 0x10000  # CLONE_THREAD


class Unavailable(Exception):
    """The kernel refused a layer, so the process is not locked down."""


class Machine(NamedTuple):
    """One processor's numbers for the system calls that the filter names."""

    architecture: int  # AUDIT_ARCH_*
    clone: int
    clone3: int
    maps: tuple[int, int]  # mmap, mprotect
    allowed: tuple[int, ...]


# In both lists: read write close fstat lseek munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
# sched_yield mremap madvise nanosleep getpid exit gettid futex sched_getaffinity sigaltstack
# restart_syscall clock_gettime clock_nanosleep exit_group set_robust_list getrandom membarrier
# rseq getcpu.
MACHINES: Final = {
    "x86_64": Machine(
        0xC000003E,
        clone=56,
        clone3=435,
        maps=(9, 10),
        allowed=(
            *(0, 1, 3, 5, 8, 11, 12, 13, 14, 15, 24, 25, 28, 35, 39, 60, 186, 202, 204, 131),
            *(219, 228, 230, 231, 273, 318, 324, 334, 309),
        ),
    ),
    "aarch64": Machine(
        0xC00000B7,
        clone=220,
        clone3=435,
        maps=(222, 226),
        allowed=(
            *(63, 64, 57, 80, 62, 215, 214, 134, 135, 139, 124, 216, 233, 101, 172, 93, 178, 98),
            *(123, 132, 128, 113, 115, 94, 99, 278, 283, 293, 168),
        ),
    ),
}


def set_limits(memory: int, seconds: int) -> None:
    """Cap address space (bytes) and processor time; no file may grow, no core may be dumped."""
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def drop_powers() -> None:
    """Leave this process nothing but its open pipes, memory and threads. There is no way back.

    Raises Unavailable when the kernel lacks a layer or refuses it.
    """
    machine = MACHINES.get(os.uname().machine)
    if machine is None:
        raise Unavailable(os.uname().machine)
    libc = ctypes.CDLL(None, use_errno=True)
    _control(libc, PR_SET_PDEATHSIG, signal.SIGKILL)
    _control(libc, PR_SET_DUMPABLE, 0)
    _control(libc, PR_SET_NO_NEW_PRIVS, 1)
    _close_file_system_and_network(libc)
    _filter_system_calls(libc, _program(machine))


def _control(libc: ctypes.CDLL, option: int, value: int) -> None:
    arguments = [ctypes.c_ulong(number) for number in (value, 0, 0, 0)]
    _checked(libc.prctl(option, *arguments), f"prctl {option}")


def _close_file_system_and_network(libc: ctypes.CDLL) -> None:
    """Landlock with every right handled and no rule that grants one."""
    version = libc.syscall(
        LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), LANDLOCK_CREATE_RULESET_VERSION
    )
    _checked(version, "landlock")
    rights = _landlock_rights(version)
    ruleset = libc.syscall(LANDLOCK_CREATE_RULESET, rights, ctypes.c_size_t(len(rights)), 0)
    _checked(ruleset, "landlock ruleset")
    _checked(libc.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0), "landlock restrict")
    os.close(ruleset)


def _landlock_rights(version: int) -> bytes:
    """struct landlock_ruleset_attr, as long as this version of the kernel interface knows it."""
    file_rights = 13 + (version >= 2) + (version >= 3) + (version >= 5)
    attribute = struct.pack("<Q", (1 << file_rights) - 1)
    if version >= 4:
        attribute += struct.pack("<Q", 0b11)  # bind and connect by TCP
    if version >= 6:
        attribute += struct.pack("<Q", 0b11)  # abstract sockets and signals to others
    return attribute


def _filter_system_calls(libc: ctypes.CDLL, program: bytes) -> None:
    class Filter(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))

    loaded = Filter(len(program) // 8, program)
    result = libc.prctl(
        PR_SET_SECCOMP,
        ctypes.c_ulong(SECCOMP_MODE_FILTER),
        ctypes.byref(loaded),
        ctypes.c_ulong(0),
        ctypes.c_ulong(0),
    )
    _checked(result, "seccomp")


def _program(machine: Machine) -> bytes:
    """The filter: what is not named here answers "not permitted"."""
    steps = [
        _step(LOAD_WORD, ARCHITECTURE_AT),
        _step(JUMP_EQUAL, machine.architecture, then=1),
        _step(RETURN, KILL),
        _step(LOAD_WORD, NUMBER_AT),
        # Its flags lie behind a pointer, out of reach; the C library falls back to clone.
        *_when(machine.clone3, [_step(RETURN, NOT_IMPLEMENTED)]),
        *_when(machine.clone, _if_bit(FIRST_ARGUMENT_AT, THREAD, ALLOW, NOT_PERMITTED)),
    ]
    for number in machine.maps:
        steps += _when(number, _if_bit(THIRD_ARGUMENT_AT, EXECUTABLE, NOT_PERMITTED, ALLOW))
    for number in machine.allowed:
        steps += _when(number, [_step(RETURN, ALLOW)])
    return b"".join([*steps, _step(RETURN, NOT_PERMITTED)])


def _when(number: int, steps: Sequence[bytes]) -> list[bytes]:
    """These steps, which must return, for one system call; the next step for all others."""
    return [_step(JUMP_EQUAL, number, otherwise=len(steps)), *steps]


def _if_bit(argument_at: int, bit: int, verdict: int, other: int) -> list[bytes]:
    return [
        _step(LOAD_WORD, argument_at),
        _step(JUMP_ANY_BIT, bit, otherwise=1),
        _step(RETURN, verdict),
        _step(RETURN, other),
    ]


def _step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    """One struct sock_filter."""
    return struct.pack("<HBBI", code, then, otherwise, value)


def _checked(result: int, layer: str) -> None:
    if result < 0:
        raise Unavailable(f"{layer}: {os.strerror(ctypes.get_errno())}")
