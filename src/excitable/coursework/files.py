"""The files of a course: written whole or not at all, read only if they are plain, changed by one process at a time."""

import contextlib
import os
import stat
from pathlib import Path


class Refused(ValueError):
    """Why a file cannot be taken, in both languages."""


def write(path, content):
    """Write a file whole or not at all, and only if it changes; True if it did."""
    path = Path(path)
    content = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(content)
        os.replace(new, path)
    except OSError:  # the disk is full, say
        new.unlink(missing_ok=True)
        raise
    return True


def read(path, most):
    """At most so many bytes of a file that a student may have made: no link to somebody else's, no pipe that never ends."""
    path = Path(path)
    try:
        # A link in the folders before it would lead elsewhere too
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK) if path.parent.resolve() == path.parent else None
    except FileNotFoundError:
        raise
    except OSError:  # a link
        descriptor = None
    if descriptor is not None:
        with open(descriptor, "rb") as stream:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                return stream.read(most)
    raise Refused(f"{path}: 是链接或特殊文件，未读。 / It is a link or no plain file, and was not read.")


@contextlib.contextmanager
def alone(folder):
    """Nobody else builds or grades in this folder meanwhile; the lock goes with the process, however it ends."""
    import fcntl  # not on Windows, where nothing can be graded

    with (Path(folder) / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RuntimeError(f"{folder}: 另一个 excitable-course 正在这里运行；等它结束再来。 / Another excitable-course is at work here: "
                               "wait until it has ended.") from None
        yield
