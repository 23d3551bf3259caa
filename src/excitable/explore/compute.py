"""From the values of the sliders to curves. static/compute.js does the same in the browser, and a test holds the two together."""

import numpy as np

from ..simulate import integrate


def compute(explorer, values, rtol=1e-6, atol=1e-8):
    """The curves of an explorer.

    Parameters
    ----------
    explorer : excitable.explore.kinds.Explorer
    values : dict
        Every parameter's value, as `Explorer.values` gives them.
    rtol, atol : float
        Tolerances of the integrator (time courses only).

    Returns
    -------
    dict
        ``lines``, each with arrays ``x`` and ``y``; ``points``, marks on a line; ``rules``, where upright lines stand.
    """
    return _KINDS[explorer.kind](explorer, values, rtol=rtol, atol=atol)


def _parameters(explorer, values, changed):
    return [changed.get(p.name, values[p.name]) for p in explorer.model.parameters]


def _outputs(model):
    return [symbol.name for symbol in model.outputs]


def _output(explorer, values, line):
    """The function of one variable that a line shows; the variable is a parameter or a state."""
    model = explorer.model
    values = {**model.start, **values, **line.set}
    known = {*model.start, *model.defaults}

    def f(x):
        here = {**values, explorer.over: x} if explorer.over else values
        return np.broadcast_to(model(**{name: here[name] for name in known})[line.name], np.shape(x))

    return f


def _curve(explorer, values, **_):
    x = _spaced(explorer)
    along = [_output(explorer, values, line) for line in explorer.lines]
    here = values[explorer.over]
    return {
        "lines": [{"x": x, "y": f(x)} for f in along],
        "points": [{"line": i, "x": here, "y": float(f(here))} for i, f in enumerate(along)],
        "rules": [],
    }


def _spaced(explorer):
    return (np.geomspace if explorer.log else np.linspace)(*explorer.range, explorer.n)


def _zeros(f, x):
    """Where f changes sign between neighbours of x, by halving."""
    y = f(x)
    a, b = x[:-1], x[1:]
    crossing = y[:-1] * y[1:] < 0
    a, b, below = a[crossing], b[crossing], y[:-1][crossing]
    for _ in range(50):
        middle = (a + b) / 2
        same = f(middle) * below > 0
        a, b = np.where(same, middle, a), np.where(same, b, middle)
    return np.sort(np.concatenate([(a + b) / 2, x[:-1][y[:-1] == 0]]))


def _family(explorer, values, **_):
    x = _spaced(explorer)
    along = [_output(explorer, values, line) for line in explorer.lines]
    return {
        "lines": [{"x": x, "y": f(x)} for f in along],
        "points": [
            {"line": i, "x": float(v), "y": 0.0}
            for i, (f, line) in enumerate(zip(along, explorer.lines, strict=True))
            if line.crosses
            for v in _zeros(f, x)
        ],
        "rules": [],
    }


def _bars(explorer, values, **_):
    zero = np.zeros(1)
    return {"lines": [{"x": zero, "y": _output(explorer, values, line)(zero)} for line in explorer.lines], "points": [], "rules": []}


def stretches(explorer, values):
    """The protocol as (from, to, parameters) in each of which the parameters stand still."""

    def number(v):
        return values[v] if isinstance(v, str) else v

    steps = sorted(
        ((number(t), name, number(level)) for name, levels in explorer.protocol.items() for t, level in levels), key=lambda step: step[0]
    )
    edges = [0.0, *sorted({t for t, _, _ in steps if 0 < t < explorer.t_end}), explorer.t_end]
    for start, end in zip(edges[:-1], edges[1:], strict=True):
        yield start, end, {name: level for t, name, level in steps if t <= start}


def _time(explorer, values, rtol, atol):
    model = explorer.model
    y = np.array(list(model.start.values()))
    xs, columns, rules = [], [], []
    for start, end, changed in stretches(explorer, values):
        p = _parameters(explorer, values, changed)
        t = np.linspace(start, end, 2 + round(explorer.n * (end - start) / explorer.t_end))
        states = integrate(model, y, p, t, rtol, atol).T
        known = dict(zip(model.defaults, p, strict=True))
        known |= zip(_outputs(model), model.numpy("outputs")(states, p), strict=True)
        known |= zip(model.start, states, strict=True)
        xs.append(t)
        columns.append([np.broadcast_to(known[line.name], t.shape) for line in explorer.lines])
        y = states[:, -1]
        rules.append(start)
    return {
        "lines": [{"x": np.concatenate(xs), "y": np.concatenate(parts)} for parts in zip(*columns, strict=True)],
        "points": [],
        "rules": rules[1:],
    }


_KINDS = {"curve": _curve, "family": _family, "bars": _bars, "time": _time}
