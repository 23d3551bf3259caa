"""Impulses that travel: the velocity of Hodgkin and Huxley, its orders of convergence, diameter, temperature, myelin."""

import matplotlib
import numpy as np
import pytest

from excitable import Cable, hodgkin_huxley, morris_lecar, myelin, myelinated, passive, rabbit_node, simulate

PULSE = {0: [(0, 50_000), (0.2, 0)]}


def squid(n=500, diameter=476e-4, length=5.0, membrane=hodgkin_huxley):
    return Cable(membrane, length=length, diameter=diameter, Ra=35.4, n=n)


def velocity(cable, dt=0.01, t_end=4, **parameters):
    return cable.simulate(t_end, dt, I=PULSE, **{"T": 291.65, **parameters}).velocity(2, 4)


@pytest.fixture(scope="module")
def trace():
    return squid(100).simulate(6, I=PULSE, T=291.65)


def test_the_impulse_of_the_squid_axon_travels_at_18_7_metres_per_second():
    assert velocity(squid(), dt=0.0025) == pytest.approx(18.73, abs=0.005)
    assert velocity(squid()) == pytest.approx(velocity(squid(), dt=0.0025), rel=1.5e-3)   # the usual step is short enough


def test_the_velocity_converges_with_order_two_in_time_and_in_space():
    in_time = [velocity(squid(250), dt) for dt in (0.02, 0.01, 0.005)]
    in_space = [velocity(squid(n), 0.005) for n in (125, 250, 500)]
    for v in (in_time, in_space):
        assert np.log2((v[1] - v[0]) / (v[2] - v[1])) == pytest.approx(2, abs=0.1)


def test_without_myelin_the_velocity_grows_exactly_with_the_root_of_the_diameter():
    """A fibre four times as thick obeys the same equations in x/√d."""
    thin = squid(200).simulate(4, I=PULSE, T=291.65)
    thick = squid(200, 4 * 476e-4, 10.0).simulate(4, I={0: [(0, 50_000 * 8), (0.2, 0)]}, T=291.65)
    assert thick["V"] == pytest.approx(thin["V"], abs=1e-6)
    assert thick.velocity(4, 8) == pytest.approx(2 * thin.velocity(2, 4), rel=1e-9)


def test_warmth_speeds_the_impulse_up_and_heat_stops_it():
    cold, warm = (velocity(squid(100), T=T, t_end=6) for T in (279.45, 291.65))
    assert 1.3 < warm / cold < 2
    with pytest.raises(RuntimeError, match="no impulse arrived at 2"):
        velocity(squid(100), T=318)


def test_a_patch_of_equal_voltage_is_a_single_membrane():
    """Nothing flows along a cable that is the same everywhere."""
    cable = squid(3, length=0.01)
    V = cable.simulate(20, dt=0.002, start=-55)["V"]
    exact = simulate(hodgkin_huxley, 20, start={"V": -55, **hodgkin_huxley_gates(-55)}, rtol=1e-10)
    assert np.ptp(V, axis=1).max() < 1e-9
    assert V[::500, 1] == pytest.approx(exact.at(np.arange(0, 20.5, 1.0))["V"], abs=5e-3)


def hodgkin_huxley_gates(V):
    gates = hodgkin_huxley.kinetics(V=V)
    return {name: gates[f"{name}_infty"] for name in "mhn"}


def test_gates_come_with_the_voltage(trace):
    m, n = trace["m"], trace["n"]
    assert m.shape == trace["V"].shape and m[0] == pytest.approx(hodgkin_huxley.start["m"], abs=1e-4)
    middle = trace["V"].shape[1] // 2
    peak = trace["V"][:, middle].argmax()
    assert m[peak, middle] > 0.9 and 0.3 < n[:, middle].max() < 0.9 and trace.t[m[:, middle].argmax()] < trace.t[n[:, middle].argmax()]


def test_total_charge_of_an_active_axon_changes_by_the_ionic_current():
    cable = squid(60, length=2)
    trace = cable.simulate(1.5, dt=1e-3, T=291.65, I=PULSE)
    V, m, h, n = (trace[name] for name in "Vmhn")
    ionic = 120 * m**3 * h * (V - 50) + 36 * n**4 * (V + 77) + 0.3 * (V + 54.387)
    through = ((ionic[1:] + ionic[:-1]) / 2 * 1e-3) @ cable.area                       # µA ms = nC
    change = np.diff(V, axis=0) @ cable.area
    injected = np.where(trace.t[:-1] < 0.2 - 1e-9, 50.0 * 1e-3, 0)
    assert np.cumsum(change) == pytest.approx(np.cumsum(injected - through), abs=2e-3 * abs(np.cumsum(change)).max())


def test_impulses_are_annihilated_when_they_meet():
    both = squid(200).simulate(5, I={0: PULSE[0], 5: PULSE[0]}, T=291.65)
    assert both.spikes(2.5) == pytest.approx((both.spikes(2.4)[0] + both.spikes(2.6)[0]) / 2, abs=0.02)
    assert [len(both.spikes(x)) for x in (0.5, 2.5, 4.5)] == [1, 1, 1]
    assert both.velocity(0.5, 2) == pytest.approx(-both.velocity(3, 4.5), rel=1e-3)


def test_an_instantaneous_gate_may_travel_too():
    """The Ca²⁺ gate of Morris & Lecar has no delay; the order in time stays two."""
    fibre = Cable(morris_lecar, length=2, diameter=0.05, Ra=35, n=20)
    V = [fibre.simulate(60, dt, start=np.linspace(10, -60, 20))["V"][-1] for dt in (0.4, 0.2, 0.1, 0.05)]
    differences = [abs(a - b).max() for a, b in zip(V, V[1:])]
    assert np.log2(np.divide(differences[:-1], differences[1:])) == pytest.approx(2, abs=0.3)


# ---- branches ----


def test_an_impulse_enters_both_branches_that_fit_and_dies_before_one_that_is_too_wide():
    stem = squid(100, length=2)
    twigs = [Cable(hodgkin_huxley, 2, 476e-4 * 2**(-2 / 3), 35.4, 100, name=name) for name in ("left", "right")]
    trace = stem.with_branches(*twigs).simulate(5, I=PULSE, T=291.65)
    assert trace.spikes(("left", 1.0)) == pytest.approx(trace.spikes(("right", 1.0)))
    assert trace.velocity(1, ("left", 1.0)) > 0
    wide = stem.with_branches(Cable(hodgkin_huxley, 4, 476e-4 * 8, 35.4, 100, name="wide"))
    with pytest.raises(RuntimeError, match="no impulse arrived at .'wide', 2"):
        wide.simulate(8, I=PULSE, T=291.65).velocity(1, ("wide", 2))


def test_branches_that_obey_the_three_halves_rule_are_one_axon_to_the_impulse():
    whole = squid(200, length=4).simulate(4, I=PULSE, T=291.65)
    share = 2 ** (-1 / 3)                                                               # of length, for λ goes with √d
    twigs = [Cable(hodgkin_huxley, 2 * share, 476e-4 * 2**(-2 / 3), 35.4, 100, name=name) for name in ("left", "right")]
    split = squid(100, length=2).with_branches(*twigs).simulate(4, I=PULSE, T=291.65)
    assert split["V"][:, :100] == pytest.approx(whole["V"][:, :100], abs=1e-6)
    assert split["V"][:, 100:200] == pytest.approx(whole["V"][:, 100:], abs=1e-6)


# ---- myelin ----


def fibre(D, g_ratio=0.6, T_end=1.2, **parameters):
    """A rabbit's fibre of outer diameter D (cm) with internodes of 100 D; its velocity in m/s."""
    d, length = g_ratio * D, 100 * D
    axon = myelinated(Cable(rabbit_node, 1.5e-4, d, 54.7, 1), Cable(myelin, length, d, 54.7, 10), 20, g_ratio)
    trace = axon.simulate(T_end, dt=0.004, I={0: [(0, 5 * D / 1e-3), (0.1, 0)]}, **parameters)
    return trace.velocity(5 * (length + 1.5e-4), 15 * (length + 1.5e-4), threshold=-30)


def test_with_myelin_the_velocity_grows_with_the_diameter_itself():
    v = {D: fibre(D * 1e-4) for D in (2, 5, 10, 20)}
    assert np.divide(list(v.values()), list(v)) == pytest.approx(3, abs=0.05)           # m/s per µm


def test_the_fastest_g_ratio_lies_near_rushton_s():
    velocities = {g: fibre(10e-4, g) for g in (0.4, 0.5, 0.6, 0.7, 0.8)}
    assert max(velocities, key=velocities.get) in (0.6, 0.7)
    assert velocities[0.4] < 0.95 * velocities[0.6] > velocities[0.8]


def test_myelin_is_faster_than_the_bare_axon():
    bare = Cable(hodgkin_huxley, 0.5, 10e-4, 54.7, 200).simulate(12, I={0: [(0, 100), (0.2, 0)]}, T=291.65).velocity(0.1, 0.3)
    assert fibre(10e-4, T=291.65, T_end=6) > 3 * bare


def test_the_sheath_of_a_frog_has_ten_picofarad_per_centimetre():
    axon = myelinated(Cable(rabbit_node, 1.5e-4, 6e-4, 54.7, 1), Cable(myelin, 0.1, 6e-4, 54.7, 10), 1)
    sheath = axon.branches[0].membrane.defaults
    per_length = np.pi * 6e-4
    assert 1e6 * sheath["C"] * per_length == pytest.approx(2e6 * np.pi * 8e-7 / np.log(1 / 0.6))
    assert 9.5 < 1e6 * sheath["C"] * per_length < 16
    assert 1e-3 / (sheath["g_L"] * 1e-3 * per_length) * 1e-3 == pytest.approx(25, rel=0.05)   # MΩ·cm
    assert axon.x.size == 12 and axon.stem == pytest.approx(0.1 + 3e-4)


# ---- errors, picture ----


def test_an_impulse_that_did_not_arrive_has_no_velocity(trace):
    with pytest.raises(RuntimeError, match="no impulse arrived at 2 .*longer t_end"):
        squid(50).simulate(1, I=PULSE, T=291.65).velocity(2, 4)
    with pytest.raises(ValueError, match="no velocity"):
        trace.velocity(2, 2)
    with pytest.raises(RuntimeError, match="does not rise through -90 mV"):
        trace.velocity(2, 3, threshold=-90)
    with pytest.raises(ValueError, match="threshold = nan"):
        trace.velocity(2, 3, threshold=np.nan)
    assert len(trace.spikes(2, threshold=200)) == 0


def test_a_velocity_is_that_along_one_path(trace):
    """Positive from what the impulse passes first; never across from one branch to another."""
    assert trace.velocity(4, 2) == -trace.velocity(2, 4) < 0
    twigs = [Cable(hodgkin_huxley, 1, 300e-4, 35.4, 20, name=name) for name in ("left", "right")]
    split = squid(40, length=1).with_branches(*twigs).simulate(4, I={0: [(0, 20_000), (0.2, 0)]}, T=291.65)
    assert split.velocity(0.5, ("left", 0.5)) > 0 > split.velocity(("left", 0.8), ("left", 0.2))
    with pytest.raises(ValueError, match="lie on different branches"):
        split.velocity(("left", 0.2), ("right", 0.6))


def test_unknown_quantities_and_pieces_are_named(trace):
    with pytest.raises(ValueError, match="no quantity 'W'"):
        trace["W"]
    for arguments in ((passive, squid()), (squid(), squid().with_branches(squid())), (squid(), Cable(passive, 1, lambda x: 1e-4, 1, 1))):
        with pytest.raises(ValueError, match="straight Cable"):
            myelinated(*arguments, 3)
    for options in (dict(g_ratio=1.0), dict(g_ratio=np.nan), dict(layer=0), dict(internodes=0)):
        with pytest.raises(ValueError, match=next(iter(options))):
            myelinated(squid(), squid(), **{"internodes": 3, **options})


def test_the_picture_shows_five_places(trace):
    matplotlib.use("Agg")
    assert len(trace.plot().lines) == 5 and len(trace.plot(1, 2).lines) == 2
