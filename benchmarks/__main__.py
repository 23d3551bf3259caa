"""Run the benchmarks, print the table and write it to benchmarks/results.json."""

import argparse
import datetime
import importlib
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import OURS, WORK

RESULTS = Path(__file__).with_name("results.json")
PACKAGES = "excitable numpy scipy sympy neuron brian2 cython jaxley jax".split()
# One thread each: every program here could share its work among processors.
ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "NEURON_MODULE_OPTIONS": "-nogui",
         "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"}


class Worker:
    """A process that runs one implementation when asked."""

    def __init__(self, work, implementation, folder):
        self.said = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker", work, implementation, folder], env={**os.environ, **ALONE},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.said, text=True)
        one_processor(self.process.pid)

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            self.said.seek(0)
            raise RuntimeError(self.said.read().strip())
        return json.loads(line)

    def ask(self, what):
        print(what, file=self.process.stdin, flush=True)
        return self.answer()


def one_processor(pid):
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(pid, {max(os.sched_getaffinity(0))})


def measure(work, rounds):
    """The rows of one piece of work."""
    module = importlib.import_module(f"benchmarks.{work}")
    workers, rows = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for name in module.IMPLEMENTATIONS:
            worker = Worker(work, name, folder)
            try:
                rows[name] = {"implementation": name, **worker.answer()}
            except RuntimeError as error:
                rows[name] = {"implementation": name, "failed": str(error).splitlines()[-1]}
            if "first" in rows[name]:
                workers[name] = worker
        seconds = {name: [] for name in workers}
        for _ in range(rounds):
            for name, worker in workers.items():
                seconds[name].append(worker.ask("turn")["seconds"])
        for name, worker in workers.items():
            rows[name] |= worker.ask("end") | {"seconds": statistics.median(seconds[name])}
    for name in workers.keys() - {OURS}:
        ratios = sorted(theirs / ours for theirs, ours in zip(seconds[name], seconds[OURS]))
        rows[name] |= {"ratio": statistics.median(ratios), "lowest": ratios[0], "highest": ratios[-1]}
    for name, goal in module.GOALS.items():
        rows[name] |= {"goal": goal}
    rows[OURS] |= {"limits": module.LIMITS}
    return {"work": work, "title": module.TITLE, "tolerance": module.TOLERANCE, "unit": module.UNIT, "rows": list(rows.values())}


def table(measured):
    """One piece of work as lines of text."""
    yield f"{measured['title']} (error at most {measured['tolerance']:g} {measured['unit']})"
    for row in measured["rows"]:
        name = f"  {row['implementation']:<34}"
        if "seconds" not in row:
            yield f"{name}{'not installed' if 'missing' in row else row['failed']}"
            continue
        ratio = f"{row['ratio']:7.1f}× ({row['lowest']:.1f}–{row['highest']:.1f})" if "ratio" in row else ""
        goals = [f"goal {row['goal']:g}×: {said(row['ratio'] >= row['goal'])}"] if {"goal", "ratio"} <= row.keys() else []
        goals += [f"{what} at most {limit:g}: {said(row[what] <= limit)}" for what, limit in row.get("limits", {}).items()]
        wrong = "" if row["error"] <= measured["tolerance"] else "  TOO FAR OFF"
        cost = f"{1e3 * row['seconds']:10.2f} ms {row['memory']:6.0f} MB  error {row['error']:<8.2g}"
        yield f"{name}{cost}{wrong} {ratio:<23} {'; '.join(goals)}".rstrip()


def said(reached):
    return "reached" if reached else "MISSED"


def version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("work", nargs="*", help=f"some of {', '.join(WORK)}; all if none is named")
    parser.add_argument("--rounds", type=int, default=9, help="how often each takes its turn (9)")
    chosen = parser.parse_args()
    for name in chosen.work:
        if name not in WORK:
            parser.error(f"there is no benchmark {name!r}: choose from {', '.join(WORK)}")
    results = []
    for name in chosen.work or WORK:
        results.append(measure(name, chosen.rounds))
        print(*table(results[-1]), "", sep="\n", flush=True)
    if not chosen.work:
        versions = {"python": platform.python_version(), **{package: version(package) for package in PACKAGES}}
        written = {"date": datetime.date.today().isoformat(), "rounds": chosen.rounds, "versions": versions, "works": results}
        RESULTS.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n")
        print(f"written: {RESULTS.relative_to(Path.cwd()) if RESULTS.is_relative_to(Path.cwd()) else RESULTS}")


if __name__ == "__main__":
    main()
