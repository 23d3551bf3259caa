"""A tiny assignment in every particular: one task that is marked by questions, one that is marked by hand."""

import json

SOURCE = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
    format_version: 0.13
    jupytext_version: 1.19.6
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

# 小作业 / A tiny assignment

{student}

{values}

{prompt}

## 1 · 热电压 / The thermal voltage (5 min, 4 points)

```{{include}} thermal.zh.md
```

```{{include}} thermal.en.md
```

{solution}

{check}

{marks}

{why}

## 2 · 为什么 / Why (5 min, 2 points)

```{{include}} why.zh.md
```

```{{include}} why.en.md
```

{answer}

在此作答 / Your answer here
"""

SOLUTION = '''\
def thermal_voltage(T):
    """热电压（mV） / The thermal voltage in mV."""
    ### BEGIN SOLUTION
    ### END SOLUTION'''

TEXTS = {
    "thermal.zh.md": "写函数 `thermal_voltage(T)`：$kT/e$，以 mV 计。\n",
    "thermal.en.md": "Write the function `thermal_voltage(T)`: $kT/e$ in mV.\n",
    "why.zh.md": "它为什么与温度成正比？\n",
    "why.en.md": "Why is it proportional to the temperature?\n",
}

MARKING = '''\
"""What the tiny assignment asks."""

from excitable.coursework.marking import Item, Mistake, Number, Rubric


def temperatures(mine, chance):
    return [(mine.T,), (round(chance.uniform(280.0, 320.0), 1),)]


def kelvin_to_millivolts(mine, T):
    return 0.0861733326 * T


MARKS = {
    "thermal": [
        Number(
            4, "thermal_voltage", inputs=temperatures, truth=kelvin_to_millivolts, unit="mV", relative=1e-4,  # constants of four digits
            zh="热电压", en="the thermal voltage",
            mistakes=[Mistake(lambda mine, T: 0.0861733326 * (T + 273.15), zh="单位已经是 K，又加了一次 273.15。", en="273.15 was added again.")],
        ),
    ],
    "why": Rubric(Item(2, zh="热运动的能量与温度成正比。", en="The energy of thermal motion is proportional to the temperature.")),
}
'''

REFERENCE = '''\
# %% expected
"""参考答案。 / The reference solution."""
expected = {}

# %% thermal-solution
def thermal_voltage(T):
    boltzmann_in_millivolts = 0.0861733326
    return boltzmann_in_millivolts * T

# %% [markdown] why
# 热运动的能量是 $kT$，每个电荷分到的都一样多。 / The energy of thermal motion is $kT$, shared by every charge alike.
'''


def code(grade_id, source, **metadata):
    """A code cell of the source."""
    lines = "\n".join(f"  {key}: {json.dumps(value)}" for key, value in sorted(_nbgrader(grade_id, **metadata).items())).replace('"', "")
    return f"```{{code-cell}} ipython3\n---\nnbgrader:\n{lines}\n---\n{source}\n```"


def text(grade_id, **metadata):
    """The break before a Markdown cell of the source."""
    return "+++ " + json.dumps({"nbgrader": dict(sorted(_nbgrader(grade_id, **metadata).items()))})


def _nbgrader(grade_id, **metadata):
    plain = {"grade": False, "grade_id": grade_id, "locked": True, "schema_version": 3, "solution": False, "task": False}
    return plain | metadata


CELLS = {
    "student": code("student", 'STUDENT_ID = ""  # 学号 / your student number', solution=True, locked=False),
    "values": code(
        "values",
        'from excitable.coursework import draw\n\nmine = draw(STUDENT_ID, salt="practice", T=(290.0, 310.0, 0.5))\nmine',
    ),
    "prompt": text("thermal-prompt"),
    "solution": code("thermal-solution", SOLUTION, solution=True, locked=False),
    "check": code("thermal-check", 'assert thermal_voltage(300.0) > 0, "应为正 / it is positive"'),
    "marks": code("thermal", "# 交上来以后才评分。 / Marked after you hand in.", grade=True, points=4),
    "why": text("why-prompt"),
    "answer": text("why", grade=True, solution=True, locked=False, points=2),
}


def write(folder, answers=None, marking=MARKING, reference=REFERENCE, texts=TEXTS, **cells):
    """Write the assignment `folder/tiny`, with these cells instead of its own; its answers beside it, or in `answers/tiny`."""
    here = folder / "tiny"
    here.mkdir(parents=True)
    (here / "tiny.md").write_text(SOURCE.format(**CELLS | cells), encoding="utf-8")
    (here / "marking.py").write_text(marking, encoding="utf-8")
    for name, words in texts.items():
        (here / name).write_text(words, encoding="utf-8")
    answers = answers / "tiny" if answers else here / "answers"
    answers.mkdir(parents=True)
    (answers / "reference.py").write_text(reference, encoding="utf-8")
    return here
