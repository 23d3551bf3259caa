"""import excitable in a new interpreter; the interpreter itself takes part of the time."""

import subprocess
import sys

TITLE = "import excitable"
TOLERANCE, UNIT = 0, "heavy modules loaded"
GOALS = {}
LIMITS = {"seconds": 0.2}
HEAVY = "{'sympy', 'matplotlib', 'ipywidgets', 'anywidget'}"


def reference():
    return 0


def error(result, expected):
    return result - expected


def in_a_new_interpreter(code):
    return lambda: int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


IMPLEMENTATIONS = {
    "excitable": lambda: in_a_new_interpreter(f"import excitable, sys; print(len({HEAVY} & sys.modules.keys()))"),
    "python alone": lambda: in_a_new_interpreter("print(0)"),
}
