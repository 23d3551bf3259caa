"""Many currents at once: fi_curve(model, currents, t_end) gives the firing frequency at each of them."""

import numpy as np

from excitable.arguments import positive
from excitable.membrane import Membrane
from excitable.simulate import simulate
from excitable.staggered import Staggered

_ROWS = 1000                # steps whose voltages are kept until their spikes are found
_SHIFT = 0.02               # of its time: what halving the step may change in a spike
_FEW = 0.1                  # of the currents: so many may lie at a threshold, where any error grows
_PROBES = 16                # currents tried when none that was asked for keeps the membrane firing


class Frequencies(np.ndarray):
    """Frequencies in Hz, one per current, as an array with the `currents`, their `spikes` and whether they are `blocked`.

    Attributes
    ----------
    currents : array (n,)
        µA/cm².
    spikes : list of n arrays
        Times in ms at which V crosses 0 mV upwards.
    blocked : bool array (n,)
        Depolarisation block: the membrane fired and fell silent, although a smaller current keeps it firing.

    Examples
    --------
    >>> from excitable import hodgkin_huxley
    >>> rates = fi_curve(hodgkin_huxley, [0, 10], t_end=100)
    >>> print(rates.round(0), rates.currents, [len(times) for times in rates.spikes])
    [ 0. 68.] [ 0. 10.] [0, 7]
    """

    def __new__(cls, frequencies, currents, spikes, blocked):
        self = np.asarray(frequencies, float).view(cls)
        self.currents, self.spikes, self.blocked = currents, spikes, blocked
        return self


def fi_curve(model, currents, t_end, start=None, dt=0.1, **parameters):
    """The frequency at which a membrane fires in response to each of many constant currents.

    f = (number of intervals)/(their sum) of the spikes after t_end/2; 0 if there are fewer than two. All currents advance
    together by the staggered step, once with dt and once with dt/2; each spike time t is extrapolated to dt = 0,
    t = t(dt/2) + (t(dt/2) − t(dt))/3, which makes its error fall with dt⁴ if all gates take time.

    Parameters
    ----------
    model : Membrane
    currents : array (n,)
        µA/cm², inward positive.
    t_end : float
        ms; the current flows from t = 0 to t_end.
    start : dict, optional
        Initial value of some states by name; the others start as the model says.
    dt : float
        The longer of the two steps, ms.
    **parameters
        Numbers.

    Returns
    -------
    Frequencies
        An array (n,) in Hz, with `.spikes`, `.blocked` and `.currents`.

    Raises
    ------
    ValueError
        If the model is no Membrane, a name is unknown, or a value is not what its symbol is declared to be.
    RuntimeError
        If the two steps disagree about the spikes, unless it is at a few currents only: those lie at a threshold and are
        integrated one by one with `simulate`.

    Notes
    -----
    Source of the step: Hines 1984 (see `excitable.staggered`); of the extrapolation: Richardson 1911.

    Examples
    --------
    >>> from excitable import hodgkin_huxley
    >>> f = fi_curve(hodgkin_huxley, [0, 10, 20, 200], t_end=300)
    >>> print(f.round(1), f.blocked)
    [ 0.  68.3 86.5  0. ] [False False False  True]
    """
    if not isinstance(model, Membrane):
        raise ValueError(f"model = {model!r}: give a Membrane, whose gates and conductances are known.")
    if "I" in parameters:
        raise ValueError(f"I = {parameters['I']}: the currents are the second argument; leave I out.")
    t_end, dt = positive("t_end", t_end, "time in ms"), positive("dt", dt, "step in ms")
    start = model.initial(start)
    model.check_names(parameters)
    parameters = {name: model.check_number(name, value) for name, value in parameters.items()}
    currents = model.check_value("I", currents)
    if currents.ndim != 1 or not len(currents):
        raise ValueError(f"currents = {currents}: give a list of at least one current, such as [0, 10, 20].")

    run = lambda currents, dt: _spikes(model, currents, t_end, start, dt, parameters)
    coarse, fine = run(currents, dt), run(currents, dt / 2)
    spikes = [_extrapolate(*pair, t_end, dt) for pair in zip(coarse, fine)]
    unresolved = [i for i, times in enumerate(spikes) if times is None]
    if len(unresolved) > max(2, _FEW * len(currents)):
        raise RuntimeError(f"{model.name}: dt = {dt} ms and half of it disagree about the spikes at I = "
                           f"{', '.join(f'{currents[i]:g}' for i in unresolved)} µA/cm²: give a smaller dt.")
    for i in unresolved:
        spikes[i] = simulate(model, t_end, start, rtol=1e-8, I=currents[i], **parameters).spikes()
    f = np.array([_frequency(times, t_end) for times in spikes])
    return Frequencies(f, currents, spikes, _blocked(currents, f, spikes, lambda probes: run(probes, dt), t_end))


def _frequency(spikes, t_end):
    late = spikes[spikes >= t_end / 2]
    return 1e3 * (len(late) - 1) / (late[-1] - late[0]) if len(late) > 1 else 0.0


def _blocked(currents, f, spikes, run, t_end):
    """Whether the membrane fired and fell silent although a smaller current keeps it firing."""
    silenced = (f == 0) & np.array([len(times) > 0 for times in spikes])
    firing = currents[f > 0]
    if silenced.any() and not len(firing):
        probes = np.linspace(0, currents[silenced].max(), _PROBES + 2)[1:-1]
        firing = probes[[_frequency(times, t_end) > 0 for times in run(probes)]]
    return silenced & (currents > firing.min(initial=np.inf))


def _extrapolate(coarse, fine, t_end, dt):
    """The spike times in the limit of small steps, or None if the two steps do not tell them."""
    n = min(len(coarse), len(fine))
    shift = fine[:n] - coarse[:n]
    if np.any(abs(shift) > _SHIFT * fine[:n] + dt / 4) or any(len(times) > n and times[n] <= t_end for times in (coarse, fine)):
        return None
    times = fine[:n] + shift / 3
    return times[times <= t_end]


def _spikes(model, currents, t_end, start, dt, parameters):
    """The spike times of each current with one step size, until all spikes that belong before t_end have come."""
    V = np.full(len(currents), start["V"])
    cells = Staggered(model, V, dt, {name: value for name, value in start.items() if name != "V"}, I=currents, **parameters)
    between, follow = cells.between, cells.follow
    add, divide, subtract = np.add, np.divide, np.subtract
    steps = int(np.ceil((t_end * (1 + _SHIFT) + 1) / dt))
    history = np.empty((_ROWS + 3, len(V)))
    history[:3] = V
    V, found = history[2], []
    for done in range(0, steps, _ROWS):
        rows = history[:3 + min(_ROWS, steps - done)]
        with np.errstate(all="ignore"):                          # `check` finds what comes of it
            for V_next in rows[3:]:
                left, right = between()
                add(V, right, right)                             # V′ = (V + right)/left − V
                divide(right, left, right)
                subtract(right, V, V_next)
                follow(V_next)
                V = V_next
        cells.check(rows)
        found.append(_crossings(rows, dt, done - 2))
        history[:3] = rows[-3:]
        V = history[2]
    column, times = map(np.concatenate, zip(*found))
    return [times[column == i] for i in range(len(currents))]


def _crossings(rows, dt, first):
    """Column and time of each upward crossing of 0 mV, on the cubic through the two points before and after it."""
    before, column = np.nonzero((rows[1:-2] < 0) & (rows[2:-1] >= 0))
    a, b, c, d = (rows[before + k, column] for k in range(4))
    cubic = (d - a) / 6 + (b - c) / 2, (a + c) / 2 - b, c - a / 3 - b / 2 - d / 6, b
    share = b / (b - c)
    for _ in range(4):                                           # Newton
        share -= np.polyval(cubic, share) / np.polyval((3 * cubic[0], 2 * cubic[1], cubic[2]), share)
    return column, (first + before + 1 + share) * dt
