"""The system calls by which SQLite changes files: counted, and failing or deadly from one on.

SQLite lets its system calls be replaced, for tests like these
(https://www.sqlite.org/c3ref/vfs.html, xSetSystemCall). What a killed process leaves behind is
what it did before a call; or half of a call, where it was writing. A flush changes nothing that
others see, and is no point of its own.
"""

import _sqlite3
import ctypes
import errno
import os
import posix
import signal
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from itertools import count
from multiprocessing import sharedctypes
from typing import Any

_Write = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t,
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_longlong,
    use_errno=True,
)
_Unlink = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, use_errno=True)
_Truncate = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_longlong, use_errno=True)
# SQLite writes with one of these, as it was built.
_CALLS = {
    b"pwrite64": _Write,
    b"pwrite": _Write,
    b"unlink": _Unlink,
    b"ftruncate": _Truncate,
}


class _Vfs(ctypes.Structure):
    """The beginning of SQLite's `struct sqlite3_vfs`."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("size", ctypes.c_int),
        ("longest", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("others", ctypes.c_void_p * 13),
        ("set_call", ctypes.c_void_p),
        ("get_call", ctypes.c_void_p),
    )


def _vfs() -> int | None:
    """The address of the file system that SQLite uses; None where it cannot be found."""
    try:
        find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    except (AttributeError, OSError):
        return None
    find.restype = ctypes.c_void_p
    address = find(None)
    return address if address and _Vfs.from_address(address).version >= 3 else None


CAN_BE_WATCHED = _vfs() is not None

# What Python hands to C must outlive the call.
_kept: list[object] = []


# What is done instead of a call: it is told the call, and half of it where it is a write.
_Instead = Callable[[Callable[[], int], Callable[[], int] | None], int]


def _watch(instead: _Instead) -> None:
    """Have *instead* called for each call."""
    # Where coverage is measured, a process that ends writes what it reached, by the same calls.
    os._exit = posix._exit  # noqa: SLF001  # Python's own, of which nothing else has a copy
    address = _vfs()
    vfs = _Vfs.from_address(address)
    get_call = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(vfs.get_call)
    set_call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)(
        vfs.set_call
    )
    for name, kind in _CALLS.items():
        if real := get_call(address, name):
            ours = _around(kind, kind(real), instead)
            _kept.append(ours)
            set_call(address, name, ctypes.cast(ours, ctypes.c_void_p))


def _around(kind: Any, real: Callable[..., int], instead: _Instead) -> Any:
    def call(*arguments: Any) -> int:
        half = None
        if kind is _Write:
            file, content, size, at = arguments
            half = partial(real, file, content, size // 2, at)
        return instead(partial(real, *arguments), half)

    return kind(call)


def shared_count() -> Any:
    """A number that processes share."""
    return sharedctypes.RawValue(ctypes.c_long, 0)


def counting(into: Any) -> Callable[[], None]:
    """What makes a process count its calls *into* a shared number."""

    def counted(call: Callable[[], int], _: object) -> int:
        into.value += 1
        return call()

    return partial(_watch, counted)


class When(StrEnum):
    """When a process is killed: before a call, halfway through it or after it."""

    BEFORE = "before"
    HALFWAY = "halfway"
    AFTER = "after"


def killing(point: int, when: When) -> Callable[[], None]:
    """What makes a process kill itself at its call *point*, from 1."""
    calls = count(1)

    def kill(call: Callable[[], int], half: Callable[[], int] | None) -> int:
        if next(calls) < point:
            return call()
        if when is When.AFTER:
            call()
        elif when is When.HALFWAY and half:
            half()
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    return partial(_watch, kill)


def filling(point: int) -> Callable[[], None]:
    """What makes the disk full for a process from its call *point* on, from 1."""
    calls = count(1)

    def fail(call: Callable[[], int], half: Callable[[], int] | None) -> int:
        if next(calls) < point or half is None:
            return call()
        ctypes.set_errno(errno.ENOSPC)
        return -1

    return partial(_watch, fail)
