"""What a hostile or unlucky notebook can do: lose its own cells, and nothing else."""

import ast
import copy
import os
import socket
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import psutil
import pytest
from nbclient import NotebookClient

import excitable
from excitable.coursework import attempt, containment, sandbox, untrusted
from excitable.coursework.ask import MIME
from excitable.coursework.execute import ANSWER, Lines
from excitable.coursework.sandbox import Limits, run

REPOSITORY = Path(__file__).parents[2]
SMALL = Limits(cell_seconds=20, seconds=120, memory=512 * 2**20, processes=24, output_bytes=20_000, answer_bytes=20_000)
SHORT = Limits(cell_seconds=2, seconds=120, memory=512 * 2**20, processes=24, output_bytes=20_000, answer_bytes=20_000)


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources)]
    return nbformat.v4.new_notebook(cells=cells)


def executed(*sources, limits=SMALL, kind="bubblewrap"):
    result = run(notebook(*sources), limits, kind)
    nbformat.validate(result.notebook)
    return result


def shown(result, number):
    """All that a cell shows, as one text."""
    parts = []
    for output in result.notebook.cells[number].outputs:
        parts.append(output.get("text") or "".join(output.get("traceback", [])) or output.data.get("text/plain", ""))
    return "".join(parts)


def printed(result, number):
    return "".join(output.text for output in result.notebook.cells[number].outputs if output.get("name") == "stdout")


def english(result):
    return {problem.cell_id: problem.en for problem in result.problems}


def answer(number):
    return f"from IPython.display import display\ndisplay({{{MIME!r}: {{'question': {number}, 'answers': [1.5]}}}}, raw=True)"


def answers(result, number):
    return [output.data[MIME] for output in result.notebook.cells[number].outputs if MIME in output.get("data", {})]


# An honest notebook


@pytest.mark.parametrize("kind", ["bubblewrap", "plain"])
def test_cells_show_what_they_show_in_jupyter(kind):
    before = notebook(
        "x = 2", "print('电位')\ndisplay(x)\nprint('mV')\nx + 1", "1 / 0", "x", "import asyncio\nawait asyncio.sleep(0, 'waited')"
    )
    result = run(before, SMALL, kind)
    cells = result.notebook.cells
    assert [output.output_type for output in cells[1].outputs] == ["stream", "display_data", "stream", "execute_result"]
    assert shown(result, 1) == "电位\n2mV\n3"
    assert cells[2].outputs[0].ename == "ZeroDivisionError"
    assert (shown(result, 3), shown(result, 4)) == ("2", "'waited'")
    assert [cell.execution_count for cell in cells] == [1, 2, 3, 4, 5]
    assert result.problems == []
    assert all(cell.outputs == [] for cell in before.cells)


def test_outputs_are_those_of_a_jupyter_kernel():
    before = notebook(
        "import sys\nprint('电位')\ndisplay(2)\nprint('mV', end='')\nsys.stdout.write('!')\nNone",
        "import sympy as sp\nsp.Symbol('V') / 2", "1 / 0", "x = (",
        "from IPython.display import Markdown\ndisplay(Markdown('**V**'), metadata={'a': 1})",
        "import numpy as np\nnp.arange(3.0)", "_", "In[1][:3]",
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);", "!echo hello",
        "import asyncio\nawait asyncio.sleep(0, 'waited')", "def f(x)\n    1",
    )
    jupyter = NotebookClient(copy.deepcopy(before), allow_errors=True).execute()
    mine = run(before, Limits()).notebook
    for cell, other in zip(mine.cells, jupyter.cells):
        assert list(map(_gist, cell.outputs)) == list(map(_gist, other.outputs)), cell.source
        assert cell.execution_count == other.execution_count


def _gist(output):
    """An output without what names the cell: the traceback, and the end of a SyntaxError's message."""
    return {key: value.split(" (")[0] if key == "evalue" else value for key, value in output.items() if key != "traceback"}


def test_figures_widgets_and_updates_work():
    result = executed(
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        "from ipywidgets import interact\ninteract(lambda x: print('slid to', x), x=3);",
        "shown = display('first', display_id=True)\nshown.update('second')",
        "from IPython.display import clear_output\n" + answer(0) + "\nprint('gone')\nclear_output()\nprint('stays')",
        "import os, sys\nos.system('echo from a program')\nprint('to stderr', file=sys.stderr)\nexit()",
        "import multiprocessing\nwith multiprocessing.Pool(2) as pool:\n    print(pool.map(abs, [-1, -2]))",
        limits=Limits(),
    )
    assert result.problems == []
    assert result.notebook.cells[0].outputs[0].data["image/png"].startswith("iVBOR")
    assert "slid to 3" in shown(result, 1)
    assert shown(result, 2) == "'second'"
    assert shown(result, 3) == "stays\n"
    assert len(answers(result, 3)) == 1
    assert "from a program" in printed(result, 4)
    assert "to stderr" in shown(result, 4)
    assert printed(result, 5) == "[1, 2]\n"


def test_a_notebook_without_code_needs_no_run():
    assert run(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("text")]), SMALL, "plain").problems == []


def test_two_notebooks_run_at_a_time():
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda number: executed(f"print({number})"), range(4)))
    assert [shown(result, 0) for result in results] == ["0\n", "1\n", "2\n", "3\n"]


# Time


def test_a_cell_that_takes_too_long_is_interrupted_and_the_next_goes_on():
    result = executed(
        "value = 7", "while True:\n    pass", "import time\ntime.sleep(1e6)", "import os\nos.system('sleep 1000000')", "input('?')",
        "value", limits=SHORT,
    )
    assert english(result) == dict.fromkeys(["cell-1", "cell-2", "cell-3"], "This cell took longer than 2 s and was interrupted.")
    assert result.problems[0].zh == "这一格用了超过 2 秒，被中断了。"
    assert "KeyboardInterrupt" in shown(result, 1)
    assert "Nobody answers input()" in shown(result, 4)
    assert shown(result, 5) == "7"


def test_a_cell_that_does_not_obey_is_left_out():
    result = executed(
        "value = 7",
        "import time\nwhile True:\n    try:\n        time.sleep(1)\n    except KeyboardInterrupt:\n        pass",
        "import signal\nsignal.signal(signal.SIGINT, lambda *_: None)\nwhile True:\n    pass",
        "value",
        limits=Limits(cell_seconds=1),
    )
    assert set(english(result)) == {"cell-1", "cell-2"}
    assert "did not stop when it was interrupted" in english(result)["cell-1"]
    assert "run all the same, without it" in english(result)["cell-2"]
    assert shown(result, 3) == "7"


def test_a_runner_that_falls_silent_is_given_up(monkeypatch):
    monkeypatch.setattr(attempt, "_PATIENCE", 1)
    result = executed("import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\nwhile True: pass", "'after'", limits=SHORT)
    assert "longer than 2 s" in english(result)["cell-0"]
    assert shown(result, 1) == "'after'"


def test_the_whole_notebook_has_a_limit_too():
    result = executed("'first'", "import time\ntime.sleep(60)", "'never'", limits=Limits(seconds=4))
    assert shown(result, 0) == "'first'"
    assert "longer than 4 s" in english(result)["cell-1"]
    assert "not run" in english(result)["cell-2"]


# Death


def test_a_cell_that_ends_python_costs_only_itself():
    result = executed(
        "value = 7\nimport os", "os._exit(0)", "value", "import ctypes\nctypes.string_at(0)", answer(0),
        "os.kill(os.getppid(), 9)\nimport time\ntime.sleep(9)", "value",
    )
    assert set(english(result)) == {"cell-1", "cell-3", "cell-5"}
    assert "ended Python" in english(result)["cell-1"]
    assert "这一格让 Python 结束了" in shown(result, 1)
    assert (shown(result, 2), shown(result, 6)) == ("7", "7")
    assert answers(result, 4) == [{"question": 0, "answers": [1.5]}]


def test_after_four_deaths_it_is_enough():
    result = executed("'before'", *["import os\nos.kill(-1, 9)"] * 4, "'after'")
    assert shown(result, 0) == "'before'"
    assert set(english(result)) == {f"cell-{number}" for number in range(1, 6)}
    assert "was not run" in english(result)["cell-5"]


def test_a_fork_does_not_run_the_cells_after_it():
    result = executed("import os\nchild = os.fork()", "print('once')")
    assert printed(result, 1) == "once\n"


# Memory, processes, disk, output


def test_memory_is_limited_in_one_process_and_in_many():
    many = (
        "import subprocess, sys, time\ncommand = [sys.executable, '-c', 'a = bytes([1]) * 100_000_000; input()']\n"
        "all = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(10)]\ntime.sleep(20)"
    )
    result = executed("'before'", "a = bytes([1]) * 4 * 2**30", many, "'after'")
    assert "MemoryError" in shown(result, 1)
    assert "more than 0.5 GiB of memory" in english(result)["cell-2"]
    assert (shown(result, 0), shown(result, 3)) == ("'before'", "'after'")


def test_processes_are_limited():
    spawner = "import subprocess, time\nall = [subprocess.Popen(['sleep', '1000']) for _ in range(100)]\ntime.sleep(20)"
    # A fork bomb that ends: 2 ** 9 processes at most.
    bomb = "import os, time\nfor _ in range(9):\n    os.fork()\ntime.sleep(20)"
    result = executed("'before'", spawner, bomb, "'after'")
    assert english(result)["cell-1"].startswith("This cell started more than 24 processes and was stopped.")
    assert english(result)["cell-2"].startswith("This cell started more than 24 processes and was stopped.")
    assert (shown(result, 0), shown(result, 3)) == ("'before'", "'after'")


@pytest.mark.parametrize("kind", ["bubblewrap", "plain"])
def test_no_process_outlives_its_notebook(kind):
    marks = (f"{os.getpid()}.1", f"{os.getpid()}.2")  # seconds to sleep, to know them by
    result = executed(
        f"import subprocess, sys, time\nsubprocess.Popen(['sleep', '{marks[0]}'], start_new_session=True)\n"
        f"subprocess.run([sys.executable, '-c', \"import os; os.fork() or os.setsid() or os.execvp('sleep', ['sleep', '{marks[1]}'])\"])\n"
        "time.sleep(1)",
        "print('after')",
        kind=kind,
    )
    assert printed(result, 1) == "after\n"
    assert [process.pid for process in psutil.process_iter(["cmdline"]) if (process.info["cmdline"] or [""])[-1] in marks] == []


def test_output_is_cut_and_answers_survive():
    result = executed(
        "for _ in range(100):\n    print('电' * 333_000)\n" + answer(0) + "\nprint('more')\n" + answer(1),
        "from IPython.display import HTML\nHTML('x' * 100_000_000)",
        "import os\nfor _ in range(1000):\n    os.write(1, b'x' * 100_000)\n" + answer(2),
        "for _ in range(20_000):\n    display(1)\n" + answer(3),
        answer(4) + f"\ndisplay({{{MIME!r}: 'x' * 100_000}}, raw=True)\n" + answer(5),
        limits=Limits(output_bytes=20_000, answer_bytes=20_000, memory=2**30),
    )
    assert result.problems == []
    for number in range(4):
        assert sum(len(str(output)) for output in result.notebook.cells[number].outputs) < 200_000
        assert "it is cut here" in shown(result, number)
    assert [one["question"] for number in (0, 2, 3, 4) for one in answers(result, number)] == [0, 1, 2, 3, 4]
    assert "answer is too long" in shown(result, 4)


def test_the_disk_cannot_be_filled():
    fill = (
        "import os\nsize = 0\ntry:\n    for number in range(100):\n        with open(f'{folder}/filler{number}', 'wb') as file:\n"
        "            for _ in range(16):\n                size += file.write(bytes(2**20))\n"
        "except OSError as error:\n    print(type(error).__name__, size <= 2**28)"
    )
    result = executed(*[f"folder = {folder!r}\n{fill}" for folder in ("/tmp", "/dev/shm", "/", "/dev", "/usr/lib")])
    for number in range(5):
        assert printed(result, number).endswith("Error True\n")
    assert result.problems == []


# What is to be seen


def test_nothing_of_the_grader_is_to_be_seen(tmp_path, monkeypatch):
    monkeypatch.setenv("EXCITABLE_SECRET", "salt")
    (tmp_path / "gradebook.db").write_text("grades")
    hidden = [
        tmp_path / "gradebook.db", tmp_path, *(REPOSITORY / name for name in ("notebooks", "tests", ".git", "pyproject.toml")),
        Path.home() / ".bashrc", Path.home() / ".ssh", Path("/etc/shadow"), Path("/etc/hosts"), Path("/sys"),
    ]
    result = executed(
        f"import os\nprint([path for path in {[str(path) for path in hidden]!r} if os.path.exists(path)])",
        "print(sorted(os.environ))",
        f"import sys\nprint([folder for folder, _, names in os.walk({str(REPOSITORY)!r}) if names\n"
        f"       and not f'{{folder}}/'.startswith(({os.path.dirname(excitable.__file__)!r}, sys.prefix + '/'))])",
        "print([int(name) for name in os.listdir('/proc') if name.isdigit() and int(name) > 1000], os.getuid())",
        "import excitable\nprint(excitable.__file__)",
    )
    assert printed(result, 0) == "[]\n"
    names = {"PATH", "HOME", "LANG", "PWD", "MPLBACKEND", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "PYTHONPATH"}
    assert set(ast.literal_eval(printed(result, 1))) == names
    assert printed(result, 2) == "[]\n"
    assert printed(result, 3) == "[] 1000\n"
    assert printed(result, 4) == f"{excitable.__file__}\n"


def test_only_bin_and_lib_of_an_installation_are_seen(tmp_path, monkeypatch):
    # A course may lie in the folder of a virtual environment, which may lie in /usr/local or at home.
    for name in ("bin", "lib", "submitted", "source"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    mine = [path for path in containment.seen() if path.startswith(str(tmp_path))]
    assert mine == [f"{tmp_path}/bin", f"{tmp_path}/lib"]
    for path in map(Path, containment.seen()):
        assert path not in (Path("/"), Path("/usr"), Path("/etc"), REPOSITORY, *REPOSITORY.parents)


def test_there_is_no_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        port = server.getsockname()[1]
        connect = (
            "import socket\nfor address in [('127.0.0.1', %d), ('1.1.1.1', 53), ('example.org', 80)]:\n    try:\n"
            "        socket.create_connection(address, timeout=2)\n        print('connected')\n"
            "    except OSError:\n        print('refused')"
        )
        assert printed(executed(connect % port), 0) == "refused\n" * 3
        with pytest.raises(TimeoutError):
            server.accept()
        assert printed(executed(connect.replace("('1.1.1.1', 53), ('example.org', 80)", "") % port, kind="plain"), 0) == "connected\n"


def test_nothing_can_be_written_but_in_its_own_temporary_folder():
    name = f"excitable-written-{os.getpid()}"
    result = executed(
        f"import os\nfor folder, folders, _ in os.walk('/'):\n    if folder.startswith(('/proc', '/tmp', '/dev/shm')):\n        continue\n"
        f"    try:\n        open(f'{{folder}}/{name}', 'w').close()\n        print(folder)\n    except OSError:\n        pass",
        f"open('/tmp/{name}', 'w').close()\nopen('/dev/shm/{name}', 'w').close()\nopen('{name}', 'w').close()\nprint('written')",
        # Opened only: on a machine where this fails, nothing shall come to harm.
        "import excitable, numpy, sys\n"
        "for path in ['/proc/sys/kernel/core_pattern', '/proc/sysrq-trigger', sys.executable, excitable.__file__, numpy.__file__]:\n"
        "    try:\n        open(path, 'r+').close()\n"
        "        print(path)\n    except OSError:\n        pass",
        "import ctypes\nlibrary = ctypes.CDLL(None)\nnew_user_namespace = 0x10000000\n"
        "print([library.mount(b'none', b'/tmp', b'tmpfs', 0, None), library.sethostname(b'x', 1), library.unshare(new_user_namespace)])",
    )
    assert [printed(result, number) for number in range(4)] == ["", "written\n", "", "[-1, -1, -1]\n"]
    assert not any((Path(folder) / name).exists() for folder in (tempfile.gettempdir(), "/tmp", "/dev/shm", Path.home(), Path.cwd()))


# What comes out is not trusted


RUBBISH = [
    b"", b"no json", b"\xff\xfe\x00", b"[" * 100_000, b"null", b"[]", b'{"start": "0"}', b'{"start": 99}',
    b'{"done": true, "outputs": []}', b'{"done": -1}',
    b'{"done": 2, "outputs": []}', b'{"done": 1e999}', b'{"start": ' + b"9" * 5_000 + b"}", b'{"dead": []}', b"x" * 100_000,
]


class _Liar:
    """A sandbox that says what it likes."""

    name = "liar"

    def __init__(self, path, said):
        path.write_bytes(said)
        self._program = f"import sys; sys.stdout.buffer.write(open({str(path)!r}, 'rb').read())"

    def command(self, limits, scratch):
        return containment.Command([sys.executable, "-c", self._program], {})


def test_what_is_no_event_is_passed_over(tmp_path, monkeypatch):
    good = b'{"start": 0}\n{"done": 0, "outputs": [{"output_type": "stream", "name": "stdout", "text": "good"}]}\n'
    last = b'{"start": 1}\n{"done": 1, "outputs": 5}\n'
    said = b"\n".join(RUBBISH) + b"\n" + good + b"\n".join(RUBBISH) + b"\n" + last
    monkeypatch.setattr(sandbox, "choose", lambda kind: _Liar(tmp_path / "said", said))
    result = executed("0", "1")
    assert shown(result, 0) == "good"
    assert result.problems == []


def test_a_flood_from_the_sandbox_itself_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(sandbox, "choose", lambda kind: _Liar(tmp_path / "said", b'{"start": 0}\n' + b"x" * 1_000_000))
    result = executed("0", limits=Limits(output_bytes=1_000, answer_bytes=1_000))
    assert "put out more" in english(result)["cell-0"]


def test_a_sandbox_that_does_not_start_is_not_the_students_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(sandbox, "choose", lambda kind: _Liar(tmp_path / "said", b""))
    with pytest.raises(RuntimeError, match="did not start"):
        executed("0")


def _nested(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("raw", [
    None, 5, [], {}, {"output_type": "stream"}, {"output_type": ["stream"]}, {"output_type": "stream", "name": "stdout", "text": ["a"]},
    {"output_type": "error", "ename": "E", "evalue": "e", "traceback": [1]}, {"output_type": "display_data", "data": [], "metadata": {}},
    {"output_type": "display_data", "data": {ANSWER: _nested(200)}, "metadata": {}},
    {"output_type": "update_display_data", "data": {}, "metadata": {}},
])
def test_what_is_no_output_is_dropped(raw):
    assert untrusted.output(raw) is None


def test_what_would_break_the_notebooks_file_is_made_plain():
    data = {ANSWER: [float("nan"), float("inf"), 10**400, "\ud800", _nested(50)], "text/html": 5, "no type": "x", "text/plain": "\udfff"}
    output = untrusted.output({"output_type": "display_data", "data": data, "metadata": 5})
    assert set(output.data) == {ANSWER, "text/plain"}
    assert output.data[ANSWER][:4] == ["nan", "inf", str(10**400), "?"]
    nbformat.v4.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=[output])])).encode()


def test_long_lines_are_dropped_and_the_next_is_read():
    lines = Lines(5)
    assert [*lines.feed(b"abc\nde"), *lines.feed(b"fghijk"), *lines.feed(b"\nlast\n")] == [b"abc", None, b"last"]


def test_forging_the_runners_words_gains_nothing():
    said = b'{"done": 2, "outputs": [{"output_type": "gradebook"}]}\n[[[[\n\xff\n{"done": 0'
    forge = f"import os\nwith open(f'/proc/{{os.getppid()}}/fd/1', 'wb') as file:\n    file.write({said!r})"
    result = executed("'before'", forge, "value = 7", "value")
    assert (shown(result, 0), shown(result, 3)) == ("'before'", "7")


def test_the_two_sides_name_answers_alike():
    assert ANSWER == MIME


# Which sandbox


def test_a_kind_that_is_missing_is_named_with_its_remedy(tmp_path, monkeypatch):
    choose = sandbox.choose.__wrapped__
    with pytest.raises(ValueError, match="one of auto, bubblewrap, container, plain, but it is 'jail'"):
        choose("jail")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="sudo apt-get install bubblewrap"):
        choose("bubblewrap")
    with pytest.raises(RuntimeError, match="notebooks/Containerfile"):
        choose("container")
    unprotected = choose("auto")
    assert unprotected.name == "plain"
    assert "gradebook" in unprotected.warning_en and "成绩册" in unprotected.warning_zh
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: no permission to make a namespace' >&2\nexit 1\n")
    broken.chmod(0o755)
    containment._knows.cache_clear()
    with pytest.raises(RuntimeError, match="no permission to make a namespace"):
        choose("bubblewrap")
    containment._knows.cache_clear()


def test_bubblewrap_comes_first_and_needs_no_warning():
    assert (sandbox.choose().name, sandbox.choose().warning_en) == ("bubblewrap", "")


def test_a_container_is_closed_too():
    command = containment.Container("podman").command(SMALL, "/nowhere")
    line = " ".join(command.words)
    options = [
        "--network none", "--read-only", "--cap-drop ALL", "--security-opt no-new-privileges",
        "--user 1000:1000", f"--memory {SMALL.memory}",
    ]
    assert [option for option in options if option not in line] == []
    assert "--volume" not in line and "--mount" not in line and "EXCITABLE" not in line
    assert command.stop == ["podman", "kill", command.words[command.words.index("--name") + 1]]


def test_every_thread_has_ended():
    executed("1", kind="plain")
    assert not [thread for thread in threading.enumerate() if "_feed" in thread.name]
