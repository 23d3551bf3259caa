"""Start a sandbox, read what it says, and stop it when it takes too much."""

import json
import os
import select
import subprocess
import tempfile
import threading
import time

import psutil

from excitable.coursework import untrusted
from excitable.coursework.execute import Lines

_LOOK = 0.1  # seconds between looks at the clock, the memory and the processes
_PATIENCE = 8  # seconds beyond a cell's own before a sandbox that says nothing is stopped


class Attempt:
    """One start of the sandbox.

    Attributes
    ----------
    done : dict
        The outputs of the cells that were done, by their index.
    late : set
        Of these, the cells that were interrupted.
    why : str or None
        If the sandbox ended before all were done: "ended", "late", "memory", "processes", "output" or "total".
    at : int or None
        The cell in which it ended; None if it was before the first.
    """

    def __init__(self, box, limits, cells, end):
        self.done, self.late, self.at, self.why = {}, set(), None, None
        self._box, self._limits, self._end = box, limits, end
        self._due = [index for index, _ in cells]  # not done yet, in order
        self._job = json.dumps({
            "cells": cells, "cell_seconds": limits.cell_seconds, "output_bytes": limits.output_bytes, "answer_bytes": limits.answer_bytes,
            "memory": limits.memory,
        }).encode()
        self._seen = {}  # every process there was, by its id
        self._lines = Lines(2 * (limits.output_bytes + limits.answer_bytes))
        self._taken, self._started = 0, None

    def run(self):
        """Start the sandbox, watch it, and leave no process of it behind."""
        if not self._due:
            return
        with tempfile.TemporaryDirectory(prefix="excitable-", ignore_cleanup_errors=True) as scratch:
            command = self._box.command(self._limits, scratch)
            process = subprocess.Popen(
                command.words, env=command.environment, cwd=command.folder, start_new_session=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )
            feeder = threading.Thread(target=_feed, args=(process.stdin, self._job), daemon=True)
            try:
                feeder.start()
                self._watch(process)
            finally:
                self._stop(process, command)
                feeder.join()
                process.stdout.close()

    def _watch(self, process):
        output, looked = process.stdout.fileno(), 0
        while self._due:
            ready, _, _ = select.select([output], [], [], _LOOK)
            if ready:
                raw = os.read(output, 2**16)
                if not raw:
                    self.why = self.why or "ended"
                    return
                self._take(raw)
            now = time.monotonic()
            if now > looked + _LOOK:
                looked = now
                self.why = self._too_much(process, now) or self.why
            if self.why:
                return

    def _too_much(self, process, now):
        """Which limit is passed, or None."""
        limits = self._limits
        if self._taken > 20 * (limits.output_bytes + limits.answer_bytes):
            return "output"
        if now > self._end:
            return "total"
        if self._started and now > self._started + limits.cell_seconds + _PATIENCE:
            return "late"
        processes = self._processes(process)
        if len(processes) > limits.processes:
            return "processes"
        if sum(map(_resident, processes)) > limits.memory and sum(map(_share, processes)) > limits.memory:
            return "memory"
        return None

    def _processes(self, process):
        """The processes of the sandbox that are there now. (Those of a container are not our children: its engine limits them.)"""
        try:
            root = psutil.Process(process.pid)
            now = [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []
        self._seen.update({one.pid: one for one in now})
        return now

    def _take(self, raw):
        self._taken += len(raw)
        for line in self._lines.feed(raw):
            try:
                event = json.loads(line or b"")
            except (ValueError, RecursionError):
                continue  # whoever writes such a line loses it
            if isinstance(event, dict):
                self._event(event)

    def _event(self, event):
        index, late = event.get("start"), event.get("late") is True
        if type(index) is int and index in self._due:
            while self._due[0] != index:
                self.done[self._due.pop(0)] = []  # its line was lost, which only its own code can bring about
            self.at, self._started = index, time.monotonic()
        elif self._due[:1] != [self.at]:
            pass  # nothing runs that could be done
        elif event.get("dead") == self.at:
            self.why = "late" if late else "ended"
        elif event.get("done") == self.at:
            raw = event.get("outputs")
            self.done[self._due.pop(0)] = [one for one in map(untrusted.output, raw if isinstance(raw, list) else []) if one]
            if late:
                self.late.add(self.at)

    def _stop(self, process, command):
        """End every process of the sandbox, and wait until they are gone."""
        self._processes(process)
        process.kill()  # of bubblewrap: all in its namespace die with it
        if command.stop:
            subprocess.run(command.stop, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
        process.wait()
        for one in self._seen.values():
            try:
                one.kill()
            except psutil.NoSuchProcess:
                pass
        patience = time.monotonic() + 10
        while any(map(_alive, self._seen.values())) and time.monotonic() < patience:
            time.sleep(0.01)


def _alive(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _resident(process):
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def _share(process):
    """A process's memory with shared pages divided among those that share them, where the system tells it."""
    try:
        return getattr(process.memory_full_info(), "pss", 0) or _resident(process)
    except psutil.Error:
        return _resident(process)


def _feed(pipe, job):
    try:
        with pipe:
            pipe.write(job)
    except BrokenPipeError:
        pass  # the sandbox has ended already
