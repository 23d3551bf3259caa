"""One implementation of one piece of work, in a process of its own: python -m benchmarks.worker WORK IMPLEMENTATION FOLDER.

It prepares the work, runs it twice, and then once more (or often enough to last a while) at each line it is sent. It answers
with the seconds that one run took, and after the last line with its peak memory and with the error of its result. The seconds
are of processor time, so that other programs on the machine do not count.
"""

import importlib
import json
import os
import pickle
import resource
import sys
from pathlib import Path
from time import process_time

LONG_ENOUGH = 0.2           # s; shorter runs are repeated within a turn


def clock():
    """Seconds of processor time of this process and of those that it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def main(work, implementation, folder):
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)                                          # what a peer prints must not mix with the answers
    say = lambda **what: print(json.dumps(what), file=answers)
    work = importlib.import_module(f"benchmarks.{work}")
    try:
        run = work.IMPLEMENTATIONS[implementation]()
    except ImportError as missing:
        return say(missing=str(missing))
    begin = clock()
    run()
    first = clock() - begin
    begin = clock()
    result = run()
    turns = max(1, round(LONG_ENOUGH / (clock() - begin)))
    say(first=first)
    for line in sys.stdin:
        if line.strip() == "end":
            break
        begin = clock()
        for _ in range(turns):
            result = run()
        say(seconds=(clock() - begin) / turns)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(memory=memory, error=float(work.error(result, reference(work, Path(folder)))))


def reference(work, folder):
    """The truth, computed once for all implementations."""
    stored = folder / f"{work.__name__}.pickle"
    if not stored.exists():
        stored.write_bytes(pickle.dumps(work.reference()))
    return pickle.loads(stored.read_bytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
