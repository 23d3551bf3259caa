"""The kinds of sandbox: how each starts the program `execute`, and which of them this machine has."""

import functools
import os
import shutil
import subprocess
import sys
import sysconfig
import uuid
from dataclasses import dataclass
from pathlib import Path

import excitable

IMAGE = "excitable-coursework"  # what notebooks/Containerfile is built as
KINDS = ("auto", "bubblewrap", "container", "plain")
_PROGRAM = ("-m", "excitable.coursework.execute")
_TRIAL = ("-c", "import excitable.coursework.interpreter")
_HOME = "/tmp/home"
_DISK = 128 * 2**20  # of /tmp and of /dev/shm, which are in memory
_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
}


@dataclass(frozen=True)
class Command:
    """How to start one sandbox: the command, its environment and folder; and the command that stops it, where a kill is not enough."""

    words: list[str]
    environment: dict
    folder: str = "/"
    stop: list[str] | None = None


class Bubblewrap:
    """A Linux namespace of its own for each submission; needs the program `bwrap`."""

    name = "bubblewrap"
    warning_zh = warning_en = ""

    def command(self, limits, scratch):
        """The sandbox has its own folders and no need of `scratch`."""
        return Command([*self._words(), *_PROGRAM], {**_ENVIRONMENT, "HOME": _HOME, "PYTHONPATH": _library()})

    def trial(self):
        """A command that fails where the sandbox does not work."""
        return [*self._words(), *_TRIAL]

    def _words(self):
        size = ["--size", str(_DISK)] if _knows("--size") else []
        flat = ["--disable-userns"] if _knows("--disable-userns") else []
        words = [
            shutil.which("bwrap") or "bwrap", "--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000", "--hostname", "sandbox",
            "--cap-drop", "ALL", "--new-session", "--die-with-parent", *flat, *size, "--tmpfs", "/tmp",
        ]
        for path in seen():
            words += ["--ro-bind", path, path] if not os.path.islink(path) else ["--symlink", os.readlink(path), path]
        words += ["--proc", "/proc", "--dev", "/dev", *size, "--tmpfs", "/dev/shm", "--dir", _HOME]
        if fonts := _font_list():
            words += ["--ro-bind", fonts, f"{_HOME}/.cache/matplotlib/{os.path.basename(fonts)}"]
        # The / and /dev that bubblewrap makes would be writable otherwise, and without a limit; and /proc/sys, if this runs as root.
        words += ["--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", _HOME]
        return [*words, sys.executable]


def seen():
    """The paths of this machine that a sandboxed program sees: what Python needs, and no more.

    Of an installation only bin and lib, and of this library only its package: a course or a repository may lie beside them.
    """
    system = [
        "/bin", "/lib", "/lib32", "/lib64", "/libx32", "/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64",
        "/usr/share/fonts", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/alternatives",
    ]
    prefixes = [sys.base_prefix, sys.prefix, str(Path(sys.executable).resolve().parents[1])]
    python = [f"{prefix}/{part}" for prefix in prefixes for part in ("bin", "lib", "lib64", "pyvenv.cfg")]
    installed = os.path.basename(_library()) in ("site-packages", "dist-packages")
    library = _library() if installed else os.path.dirname(excitable.__file__)
    packages = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), library]
    found = []
    for path in filter(os.path.lexists, dict.fromkeys((*system, *python, *packages))):
        if not any(path.startswith(f"{one}/") for one in found):
            found.append(path)
    return found


def _library():
    """The folder from which `excitable` is imported."""
    return str(Path(excitable.__file__).parents[1])


class Container:
    """A container of podman or docker for each submission; needs the image that notebooks/Containerfile describes."""

    name = "container"
    warning_zh = warning_en = ""

    def __init__(self, engine):
        self.engine = engine

    def command(self, limits, scratch):
        name = f"excitable-{uuid.uuid4().hex}"
        words = [
            self.engine, "run", "--rm", "--interactive", "--name", name, "--network", "none", "--read-only", "--log-driver", "none",
            "--tmpfs", f"/tmp:rw,mode=1777,size={_DISK}", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--user", "1000:1000",
            "--pids-limit", str(4 * limits.processes),  # it counts threads too
            "--memory", str(limits.memory), "--memory-swap", str(limits.memory), "--workdir", "/tmp",
        ]
        for key, value in {**_ENVIRONMENT, "HOME": "/tmp"}.items():
            if key != "PATH":  # the image knows where its Python is
                words += ["--env", f"{key}={value}"]
        return Command([*words, IMAGE, "python", *_PROGRAM], dict(os.environ), stop=[self.engine, "kill", name])


class Plain:
    """No sandbox: a process of its own with limits."""

    name = "plain"
    warning_zh = (
        "没有沙盒：学生的代码以您的身份运行，能读您的文件（别人的作业、答案、成绩册、密钥），能写能删，也能上网；只有时间、内存、进程数和输出受限制。"
        "只在一次性的机器上这样做；否则请安装 bubblewrap（Debian 或 Ubuntu：sudo apt-get install bubblewrap）。"
    )
    warning_en = (
        "There is no sandbox: students' code runs as you. It can read your files (the work of others, solutions, the gradebook, keys), "
        "change and delete them, and use the network; only time, memory, the number of processes and the output are limited. "
        "Do so only on a throw-away machine; otherwise install bubblewrap (on Debian or Ubuntu: sudo apt-get install bubblewrap)."
    )

    def command(self, limits, scratch):
        environment = {**_ENVIRONMENT, "HOME": scratch, "TMPDIR": scratch, "PYTHONPATH": _library()}
        if fonts := _font_list():
            environment["MPLCONFIGDIR"] = os.path.dirname(fonts)
        return Command([sys.executable, *_PROGRAM], environment, folder=scratch)


@functools.cache
def choose(kind="auto"):
    """The sandbox of a kind; "auto" takes the first that works here of bubblewrap, container and plain.

    Returns
    -------
    Bubblewrap, Container or Plain
        With `name`, and with `warning_zh` and `warning_en`, which say what is not protected ("" if all is): show them once.

    Raises
    ------
    ValueError
        If there is no such kind.
    RuntimeError
        If the kind that is asked for does not work on this machine; it says what to do.
    """
    if kind not in KINDS:
        raise ValueError(f"the sandbox must be one of {', '.join(KINDS)}, but it is {kind!r}")
    complaints = []
    if kind in ("auto", "bubblewrap"):
        complaint = _fails(Bubblewrap().trial()) if shutil.which("bwrap") else "there is no program `bwrap`"
        if not complaint:
            return Bubblewrap()
        complaints.append(f"bubblewrap does not work here: {complaint}. On Debian or Ubuntu: sudo apt-get install bubblewrap")
    if kind in ("auto", "container"):
        for engine in filter(shutil.which, ("podman", "docker")):
            complaint = _fails([engine, "run", "--rm", "--network", "none", IMAGE, "python", *_TRIAL])
            if not complaint:
                return Container(engine)
            complaints.append(f"{engine} does not run the image {IMAGE}: {complaint}")
        complaints.append(f"Neither podman nor docker runs the image {IMAGE}; notebooks/Containerfile says how to build it")
    if kind in ("auto", "plain"):
        return Plain()
    raise RuntimeError(f"The sandbox {kind!r} was asked for. " + ". ".join(complaints) + ".")


def _fails(words):
    """What a command complains of, or "" if it succeeds."""
    try:
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]


@functools.cache
def _knows(option):
    """Whether this bubblewrap has an option: those before 0.8 lack some."""
    return option in subprocess.run(["bwrap", "--help"], capture_output=True, text=True).stdout


@functools.cache
def _font_list():
    """Matplotlib's list of this machine's fonts, which takes it a second to make for each submission; "" where there is none."""
    try:
        import matplotlib
        import matplotlib.font_manager

        path = os.path.join(matplotlib.get_cachedir(), f"fontlist-v{matplotlib.font_manager.FontManager.__version__}.json")
    except Exception:
        return ""
    return path if os.path.exists(path) else ""
