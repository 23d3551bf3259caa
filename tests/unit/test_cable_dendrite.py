"""The cell with one active branch: a plateau that is all or none, stays in its branch, and ends by itself."""

import numpy as np
import pytest

from excitable import active_dendrite, prove
from excitable.models.active_dendrite import calcium_branch

SOMA, TIP, SISTER = ("soma", 10e-4), ("active", 150e-4), ("passive", 150e-4)


def run(I, place=TIP, lasting=5, t_end=80, dt=0.05, **parameters):
    return active_dendrite.simulate(t_end, dt, I={place: [(0, 0), (10, I), (10 + lasting, 0)]}, **parameters)


def lasting(trace, place, above=-40):
    return (trace.at(place) > above).sum() * trace.t[1]


def test_the_cell_rests_near_the_reversal_of_its_leak():
    assert active_dendrite.simulate(100, 0.1)["V"][-1] == pytest.approx(-70, abs=0.3)


def test_the_plateau_is_all_or_none():
    weak, strong, stronger = (run(I) for I in (0.05, 0.08, 0.16))
    assert weak.at(TIP).max() < -30 and lasting(weak, TIP) < 5
    assert strong.at(TIP).max() > 0 and lasting(strong, TIP) > 20
    assert lasting(stronger, TIP) < lasting(strong, TIP) + 1                  # twice the current makes no longer plateau


def test_the_soma_stays_below_its_threshold_during_the_plateau():
    trace = run(0.1)
    assert lasting(trace, TIP) > 20 and len(trace.spikes(SOMA, -20)) == 0
    assert -65 < trace.at(SOMA).max() < -55
    assert len(run(1.0, SOMA, lasting=2).spikes(SOMA, -20)) == 1              # the soma can fire


def test_the_plateau_ends_by_itself_and_without_calcium_channels_there_is_none():
    trace = run(0.1)
    assert abs(trace.at(TIP)[-1] + 70) < 4
    assert lasting(run(0.1, g_Ca=0), TIP) < 6
    assert lasting(run(0.1, SISTER), SISTER) < 6


def test_m_channels_end_it():
    assert lasting(run(0.1, t_end=200, dt=0.1, g_M=1.0), TIP) > 2 * lasting(run(0.1), TIP)


def test_a_spike_of_the_soma_runs_back_into_the_branches_and_shrinks():
    trace = run(1.0, SOMA, lasting=2)
    heights = [trace.at(place).max() + 70 for place in (SOMA, ("trunk", 150e-4), SISTER)]
    assert heights[0] > heights[1] > heights[2] > 30
    times = [trace.t[trace.at(place).argmax()] for place in (SOMA, ("trunk", 150e-4), SISTER)]
    assert times[0] < times[1] < times[2]
    assert trace.velocity(SOMA, ("trunk", 150e-4), threshold=-40) > 0
    assert lasting(trace, TIP) < 5                                            # alone it sets off no plateau …


def test_a_weak_input_and_a_spike_set_off_together_what_neither_does_alone():
    weak = run(0.05)
    together = active_dendrite.simulate(80, 0.05, I={TIP: [(0, 0), (10, 0.05), (15, 0)], SOMA: [(0, 0), (12, 1.0), (14, 0)]})
    assert lasting(weak, TIP) < 5 and lasting(together, TIP) > 15


def test_gates_of_the_branch_are_known_only_there():
    trace = run(0.1, t_end=20)
    d = trace["d"]
    has = np.isfinite(d).all(axis=0)
    assert has.sum() == 20 and not np.isfinite(d[:, ~has]).any()
    assert d[0, has] == pytest.approx(calcium_branch.start["d"], abs=1e-4)


def test_the_rates_are_the_published_ones():
    """α = 0.055 (−27 − V)/(e^((−27−V)/3.8) − 1) of Reuveni et al., written with a linoid here."""
    import sympy as sp

    from excitable.membrane import V
    from excitable.models.active_dendrite import c
    alpha = sp.nsimplify(c.alpha).rewrite(sp.exp)
    published = sp.Rational(55, 1000) * (-27 - V) / (sp.exp((-27 - V) / sp.Rational(38, 10)) - 1)
    prove(alpha, published)
