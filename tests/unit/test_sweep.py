"""The f–I curve: spike times of an independent integrator, firing that begins and ends where it should, and errors."""

import numpy as np
import pytest
import sympy as sp

from excitable import Channel, Gate, Membrane, fi_curve, hodgkin_huxley, morris_lecar, passive, pump_leak, simulate
from excitable.membrane import V


def exact(model, I, t_end, **parameters):
    return simulate(model, t_end, rtol=1e-9, I=I, **parameters).spikes()


@pytest.mark.parametrize("I", [3, 8, 12, 30, 50])
def test_spike_times_are_within_a_fiftieth_of_a_millisecond(I):
    spikes, true = fi_curve(hodgkin_huxley, [I], 200).spikes[0], exact(hodgkin_huxley, I, 200)
    assert len(spikes) == len(true) and abs(spikes - true).max() < 0.02


def test_so_are_they_with_an_instantaneous_gate():
    spikes, true = fi_curve(morris_lecar, [100, 150], 500).spikes, [exact(morris_lecar, I, 500) for I in (100, 150)]
    for mine, theirs in zip(spikes, true):
        assert len(mine) == len(theirs) and abs(mine - theirs).max() < 0.02


def test_and_for_a_membrane_of_ones_own_with_parameters_of_ones_own():
    half = sp.Symbol("half", real=True)
    from excitable import Parameter

    cell = Membrane("fast potassium", 1, [
        Channel("L", 0.3, -65), Channel("Na", 120, 50, hodgkin_huxley.channels[0].gates),
        Channel("K", 40, -80, [Gate("w", infinity=1 / (1 + sp.exp((half - V) / 9)), tau=2 + 0 * V, power=2)]),
    ], parameters=[Parameter(half, -25, "mV")])
    f = fi_curve(cell, [2, 20], 100, half=-20)
    for mine, I in zip(f.spikes, (2, 20)):
        theirs = exact(cell, I, 100, half=-20)
        assert len(mine) == len(theirs) and abs(mine - theirs).max(initial=0) < 0.02
    assert len(f.spikes[1]) > 2


def test_the_frequency_is_that_of_the_second_half():
    f = fi_curve(hodgkin_huxley, [10, 20], 200)
    for hertz, spikes in zip(f, f.spikes):
        assert hertz == pytest.approx(1e3 / np.diff(spikes[spikes >= 100]).mean())
    assert f[0] == pytest.approx(1e3 / 14.64, rel=2e-3)


def test_one_spike_is_no_frequency():
    f = fi_curve(hodgkin_huxley, [0, 3, 5], 100)
    assert f.tolist() == [0, 0, 0] and [len(times) for times in f.spikes] == [0, 1, 1]
    assert not f.blocked.any()


def test_firing_sets_in_with_a_jump():
    # From rest the axon first fires on and on at 6.3 µA/cm², and then at once with some 50 spikes a second.
    f = fi_curve(hodgkin_huxley, [6.2, 6.4], 400)
    assert f[0] == 0 and f[1] > 50


def test_more_current_more_frequent_spikes():
    f = fi_curve(hodgkin_huxley, np.linspace(7, 45, 20), 150)
    assert (np.diff(f) > 0).all()


# ---- depolarisation block ----


def test_too_much_current_silences_the_axon():
    f = fi_curve(hodgkin_huxley, [3, 10, 50, 150, 200], 200)
    assert f.blocked.tolist() == [False, False, False, True, True]
    assert (f > 0).tolist() == [False, True, True, False, False]


def test_block_is_recognised_even_when_no_firing_current_was_asked_for():
    assert fi_curve(hodgkin_huxley, [200], 200).blocked.tolist() == [True]
    assert fi_curve(hodgkin_huxley, [3], 200).blocked.tolist() == [False]


def test_block_of_Morris_and_Lecars_fibre_sets_in_beyond_the_fold_of_cycles():
    f = fi_curve(morris_lecar, [80, 100, 210, 225, 260], 1000)
    assert f.blocked.tolist() == [False, False, False, True, True]


# ---- what it is made of ----


def test_it_is_an_array_that_remembers_its_currents():
    f = fi_curve(hodgkin_huxley, [0, 10, 20], 100)
    assert isinstance(f, np.ndarray) and f.shape == (3,) and f.currents.tolist() == [0, 10, 20]
    assert len(f.spikes) == 3 and all((times >= 0).all() and (times <= 100).all() for times in f.spikes)


def test_each_current_stands_alone():
    together = fi_curve(hodgkin_huxley, [10, 25, 40], 100).spikes
    for I, spikes in zip((10, 25, 40), together):
        assert fi_curve(hodgkin_huxley, [I], 100).spikes[0] == pytest.approx(spikes, abs=1e-9)


def test_spikes_are_found_across_the_blocks_in_which_voltages_are_kept(monkeypatch):
    import sys

    whole = fi_curve(hodgkin_huxley, [10, 30], 100).spikes
    monkeypatch.setattr(sys.modules["excitable.sweep"], "_ROWS", 7)
    for one, other in zip(fi_curve(hodgkin_huxley, [10, 30], 100).spikes, whole):
        assert one == pytest.approx(other, abs=1e-9)


def test_it_starts_where_it_is_told_and_with_other_parameters():
    start = {"V": -70, "m": 0.05, "h": 0.54, "n": 0.34}
    assert fi_curve(hodgkin_huxley, [3], 60, start, E_L=-54.5).spikes[0] == pytest.approx([9.35986], abs=0.01)


def test_a_passive_membrane_never_fires():
    f = fi_curve(passive, [-5, 0, 5], 100)
    assert f.tolist() == [0, 0, 0] and not f.blocked.any()


def test_close_to_a_threshold_the_adaptive_integrator_decides():
    # At 6.25 both steps of the sweep leave the axon silent too early; the cycle is about to be born.
    f = fi_curve(hodgkin_huxley, [6.25, 10], 500)
    assert len(f.spikes[0]) == len(exact(hodgkin_huxley, 6.25, 500)) == 8


# ---- what may go wrong ----


def test_spikes_that_the_step_does_not_resolve_are_not_counted():
    with pytest.raises(RuntimeError, match=r"hodgkin-huxley: dt = 0.8 ms and half of it disagree .* I = 10, 15, 20, 25, 30 µA/cm².*smaller dt"):
        fi_curve(hodgkin_huxley, [10, 15, 20, 25, 30], 200, dt=0.8)


def test_a_voltage_beyond_reason_is_not_passed_on():
    with pytest.raises(RuntimeError, match="outside -200 … 200 mV: check the injected current"):
        fi_curve(passive, [1000], 100)
    with pytest.raises(RuntimeError, match="outside -200 … 200 mV"):
        fi_curve(hodgkin_huxley, [1e300], 100)


def test_nor_are_rates_without_a_value():
    τ = 5 + V / 10                                               # negative below −50 mV
    cell = Membrane("odd", 1, [Channel("L", 0.1, -70), Channel("K", 1, -90, [Gate("n", infinity=sp.S.Half, tau=τ)])], start=-40)
    with pytest.raises(RuntimeError, match="outside -200 … 200 mV: check .* the rates of the gates"):
        fi_curve(cell, [0], 100)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: fi_curve(pump_leak, [1], 100), "give a Membrane"),
    (lambda: fi_curve(hodgkin_huxley, [1, np.nan], 100), "I = .*nan.*: give a finite number"),
    (lambda: fi_curve(hodgkin_huxley, ["much"], 100), "I = .*: give a number"),
    (lambda: fi_curve(hodgkin_huxley, 10, 100), "give a list of at least one current"),
    (lambda: fi_curve(hodgkin_huxley, [], 100), "give a list of at least one current"),
    (lambda: fi_curve(hodgkin_huxley, [1], 0), "t_end = 0: give a positive time"),
    (lambda: fi_curve(hodgkin_huxley, [1], np.nan), "t_end = nan"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, dt=-0.1), "dt = -0.1: give a positive step"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, dt=np.nan), "dt = nan"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, {"v": -60}), "no state 'v': did you mean 'V'"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, {"V": np.nan}), "V = .*nan"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, gNa=100), "no parameter 'gNa': did you mean 'g_Na'"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, g_Na=-1), "g_Na = -1: give a nonnegative number"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, g_Na=[1, 2]), "g_Na = .*: give one number"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, I=5), "the currents are the second argument"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, T=0), "T = 0: give a positive number of K"),
    (lambda: fi_curve(hodgkin_huxley, ["1"], 100), "I = .*: give a number"),
    (lambda: fi_curve(hodgkin_huxley, [1], "100"), "t_end = '100'"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, -60), "start = -60: give initial values by name"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, {"V": 500}), "V = .*500.*: the staggered step knows its rates from -200 to 200 mV"),
    (lambda: fi_curve(hodgkin_huxley, [1], 100, {"n": 2}), "n = 2: a gate is open with a probability"),
])
def test_a_mistake_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
