"""Run the cells of a submission one by one; this is the program inside the sandbox.

It reads a job from stdin and writes one JSON line per event to stdout, at once, so that what is done survives a death:
{"start": i}; {"done": i, "outputs": […], "late": whether it was interrupted}; or {"dead": i, "late": …} when Python ended in that cell.
It runs beside the student's code, with the same rights: nothing it writes is more than an answer. `sandbox` reads it with that in mind.
"""

import ctypes
import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import time

ANSWER = "application/vnd.excitable.answer+json"  # as in `ask`, which would bring numpy with it
_PIPE = 2**16
_START = 60  # seconds in which Python has to start, on a busy machine too
_GRACE = 3  # seconds in which an interrupt may be obeyed
_FILE = 256 * 2**20  # no file larger than this
_ADDRESSES = 2**30  # Python with scipy maps this much more than it uses


class Outputs:
    """The outputs of one cell, cut while they arrive."""

    def __init__(self, output_bytes, answer_bytes):
        self.list, self._left, self._answers_left = [], output_bytes, answer_bytes
        self._cut = self._answers_cut = False

    def text(self, name, raw):
        taken = self._take(raw)
        if text := taken.decode("utf-8", "replace"):
            self._append(name, text)
        if len(taken) < len(raw):
            self._note()

    def _take(self, raw):
        taken = raw[: self._left]
        self._left -= len(taken)
        return taken

    def _append(self, name, text):
        if self.list and self.list[-1].get("name") == name:
            self.list[-1]["text"] += text
        else:
            self.list.append({"output_type": "stream", "name": name, "text": text})

    def _note(self):
        if not self._cut:
            self._cut = True
            self._append("stderr", "\n[输出太长，这里截断。 / The output is too long; it is cut here.]\n")

    def message(self, line):
        """One line of the interpreter's: an output, or an order to clear those before it."""
        try:
            message = json.loads(line)
            if "text" in message:
                return self.text(message["name"], message["text"].encode("utf-8", "replace"))
            if "clear" in message:
                self.list = [one for one in self.list if ANSWER in one.get("data", {})]
                return
            answer = message.get("data", {}).pop(ANSWER, None)
            identity, update = message.pop("display_id", None), message.pop("update", False)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            return  # only a student's own code writes such a line
        if answer is not None:
            self._answer(answer)
            if not message["data"]:
                return
        if len(self._take(line + b" " * 100)) < len(line) + 100:  # 100: what an empty output weighs
            self._left = 0
            return self._note()
        if update:
            for one in self.list:
                if one.get("display_id") == identity:
                    one["data"] = message["data"]
            return
        self.list.append(message if identity is None else {**message, "display_id": identity})

    def _answer(self, answer):
        self._answers_left -= len(json.dumps(answer))
        if self._answers_left >= 0:
            self.list.append({"output_type": "display_data", "data": {ANSWER: answer}, "metadata": {}})
        elif not self._answers_cut:
            self._answers_cut = True
            self._append("stderr", "\n[答案太长，没有收下。 / The answer is too long and was not taken.]\n")

    def too_long(self):
        self._note()

    def plain(self):
        return [{key: value for key, value in one.items() if key != "display_id"} for one in self.list]


class Lines:
    """Lines from a pipe, none longer than `most` bytes; a longer one is dropped."""

    def __init__(self, most):
        self._most, self._parts, self._size = most, [], 0

    def feed(self, raw):
        """The complete lines; None for one that was too long."""
        *ends, rest = raw.split(b"\n")
        for end in ends:
            self._add(end)
            yield None if self._size > self._most else b"".join(self._parts)
            self._parts, self._size = [], 0
        self._add(rest)

    def _add(self, part):
        self._size += len(part)
        if self._size <= self._most:
            self._parts.append(part)
        else:
            self._parts = []


class Interpreter:
    """The process in which the cells run."""

    def __init__(self, cell_seconds, output_bytes, answer_bytes, memory):
        self._seconds, self._sizes = cell_seconds, (output_bytes, answer_bytes)
        self._lines = Lines(4 * (output_bytes + answer_bytes))
        self._number = 0
        commands, self._commands = os.pipe()
        self._messages, messages = os.pipe()

        def limit():
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE, _FILE))
            resource.setrlimit(resource.RLIMIT_AS, (memory + _ADDRESSES,) * 2)

        self._process = subprocess.Popen(
            [sys.executable, "-m", "excitable.coursework.interpreter", str(commands), str(messages)], pass_fds=(commands, messages),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=limit,
        )
        os.close(commands)
        os.close(messages)
        self._streams = {self._process.stdout.fileno(): "stdout", self._process.stderr.fileno(): "stderr"}
        self._selector = selectors.DefaultSelector()
        for descriptor in (self._messages, *self._streams):
            os.set_blocking(descriptor, False)
            self._selector.register(descriptor, selectors.EVENT_READ)

    def ready(self):
        """Wait until it has started, so that this costs the first cell no time; whether it has."""
        return self._wait(_START)[0]

    def run(self, source):
        """(alive, late, outputs) of one cell."""
        self._number += 1
        try:
            os.write(self._commands, json.dumps([self._number, source]).encode() + b"\n")
        except OSError:
            return False, False, []
        return self._wait(self._seconds)

    def _wait(self, seconds):
        outputs, end, interrupts = Outputs(*self._sizes), time.monotonic() + seconds, 0
        while True:
            self._selector.select(timeout=0.1)
            dead = self._process.poll() is not None
            done = self._drain(outputs)
            if done or dead:
                return done, bool(interrupts), outputs.plain()
            if time.monotonic() > end + interrupts:  # once a second, as a student's own handler may swallow one
                if interrupts == _GRACE:
                    os.killpg(self._process.pid, signal.SIGKILL)
                    return False, True, outputs.plain()
                interrupts += 1
                os.killpg(self._process.pid, signal.SIGINT)

    def _drain(self, outputs):
        """Take in what has arrived; whether the cell has said that it is done."""
        for descriptor, name in self._streams.items():
            outputs.text(name, self._read(descriptor))
        done = False
        for line in self._lines.feed(self._read(self._messages)):
            if line is None:
                outputs.too_long()
            elif line == b'{"end": %d}' % self._number:
                done = True
            elif line:
                outputs.message(line)
        return done

    def _read(self, descriptor):
        try:
            raw = os.read(descriptor, _PIPE)
        except BlockingIOError:
            return b""
        if not raw and descriptor in self._selector.get_map():
            self._selector.unregister(descriptor)
        return raw


def main():
    job = json.load(sys.stdin)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: what a cell leaves behind becomes our child and can be found and ended
    interpreter = Interpreter(*(job[name] for name in ("cell_seconds", "output_bytes", "answer_bytes", "memory")))

    def say(event):
        sys.stdout.buffer.write(json.dumps(event, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()

    if not interpreter.ready():
        sys.exit("Python did not start")
    for index, source in job["cells"]:
        say({"start": index})
        alive, late, outputs = interpreter.run(source)
        say({"done" if alive else "dead": index, "late": late, "outputs": outputs})
        if not alive:
            break
    os._exit(0)


if __name__ == "__main__":
    main()
