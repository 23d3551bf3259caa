"""Limit cycles by collocation: known periods and amplitudes, order of convergence, folds, ends, multipliers, errors."""

import numpy as np
import pytest
import sympy as sp
from scipy.integrate import solve_ivp

from excitable import (Model, Parameter, bifurcation, equilibria, hodgkin_huxley, morris_lecar, morris_lecar_homoclinic, morris_lecar_snic,
                       reversed_time, simulate)
from excitable.collocation import Cycle, Gauss, Metric, correct
from excitable.phase_space import System

x, y, μ = sp.symbols("x y mu", real=True)
van_der_pol = Model("van-der-pol", states={x: y, y: μ * y - x - x**2 * y}, start={x: 0.1, y: 0}, parameters=[Parameter(μ, 1.0)])


@pytest.fixture(scope="module")
def hopf_set():
    return bifurcation(morris_lecar, "I", (0, 300))


@pytest.fixture(scope="module")
def branch(hopf_set):
    (branch,) = hopf_set.cycles
    return branch


@pytest.fixture(scope="module")
def snic():
    return bifurcation(morris_lecar_snic, "I", (-30, 150))


@pytest.fixture(scope="module")
def homoclinic():
    return bifurcation(morris_lecar_homoclinic, "I", (-30, 60))


# ---- Morris–Lecar, the Hopf set ----


def test_one_branch_joins_both_hopf_points_through_two_folds(hopf_set, branch):
    assert branch.ends == "Hopf"
    assert [branch.value[0], branch.value[-1]] == [point.value for point in hopf_set.hopf]
    assert [branch.period[0], branch.period[-1]] == [point.period for point in hopf_set.hopf]
    assert [branch.minimum["V"][k] for k in (0, -1)] == pytest.approx([branch.maximum["V"][k] for k in (0, -1)])
    assert [fold.value for fold in branch.folds] == pytest.approx([88.293, 216.900], abs=6e-4)


def test_cycles_are_stable_between_the_folds_and_unstable_outside(branch):
    low, high = (int(np.flatnonzero(branch.value == fold.value)[0]) for fold in branch.folds)
    assert branch.stable[low + 1 : high].all()
    assert not branch.stable[:low].any() and not branch.stable[high + 1 :].any()


@pytest.mark.parametrize(("I", "period", "count"), [(90, 102.73, 2), (100, 85.29, 1), (150, 66.16, 1), (215, 72.78, 2)])
def test_stable_cycles_have_the_published_periods(branch, I, period, count):
    cycles = branch.at(I)
    assert len(cycles) == count
    (stable,) = (cycle for cycle in cycles if cycle.stable)
    assert stable.period == pytest.approx(period, abs=0.006) and stable.value == I


@pytest.mark.parametrize(("I", "count"), [(88.28, 0), (88.30, 2), (93.85, 2), (93.87, 1),
                                          (212.01, 1), (212.03, 2), (216.89, 2), (216.91, 0)])
def test_folds_and_hopf_points_bound_the_ranges_of_bistability(branch, I, count):
    assert len(branch.at(I)) == count


def test_many_currents_at_once_give_what_each_gives_alone(branch):
    currents = [89, 120, 214.5]
    together = branch.at(currents)
    alone = [cycle for I in currents for cycle in branch.at(I)]
    rows = [np.array(sorted((cycle.value, cycle.period) for cycle in cycles)) for cycles in (together, alone)]
    assert rows[0] == pytest.approx(rows[1], rel=1e-8)


def test_the_stable_cycle_is_what_a_simulation_settles_to(branch):
    (cycle,) = branch.at(100)
    trace = simulate(morris_lecar, 1000, I=100, rtol=1e-9)
    late = trace.t > 500
    assert [trace["V"][late].min(), trace["V"][late].max()] == pytest.approx(cycle.extremes[:, 0].tolist(), abs=2e-3)
    assert np.diff(trace.spikes())[-3:] == pytest.approx(cycle.period, rel=1e-5)


def test_time_reversal_finds_the_same_unstable_cycle(branch):
    unstable = next(cycle for cycle in branch.at(90) if not cycle.stable)
    rest = equilibria(morris_lecar, I=90)[0].state
    backwards = simulate(reversed_time(morris_lecar), 1500, start={**rest, "V": rest["V"] + 3}, I=90, rtol=1e-9)
    late = backwards.t > 1000
    assert [backwards["V"][late].min(), backwards["V"][late].max()] == pytest.approx(unstable.extremes[:, 0].tolist(), abs=2e-3)


@pytest.mark.parametrize("I", [90, 150, 215])
def test_a_cycle_closes_under_an_independent_integrator(branch, I):
    """Forwards if it is stable, backwards if it is not: one period leads back to the start."""
    rhs, parameters = morris_lecar.python(), list({**morris_lecar.defaults, "I": float(I)}.values())
    for cycle in branch.at(I):
        sign = 1 if cycle.stable else -1
        start, rates = cycle.at(np.array(0.0)), lambda t, y: [sign * rate for rate in rhs(y, parameters)]
        end = solve_ivp(rates, (0, cycle.period), start, "DOP853", rtol=1e-11, atol=1e-11).y[:, -1]
        assert end == pytest.approx(start, rel=1e-5, abs=1e-5)


def test_in_the_plane_the_multiplier_is_the_mean_divergence(branch):
    """Liouville: ln μ = ∫ tr J dt round the cycle."""
    trace = System(morris_lecar, "I", 1.0, morris_lecar.defaults)
    for cycle in branch.at(215):
        fractions = np.linspace(0, 1, 20_001)
        J = trace(cycle.at(fractions), 215.0)[1]
        divergence = np.trace(J, axis1=-2, axis2=-1)
        mean = np.sum((divergence[1:] + divergence[:-1]) / 2 * np.diff(fractions)) * cycle.period
        assert np.log(abs(cycle.multipliers[0])) == pytest.approx(mean, abs=1e-3)


def test_at_a_fold_the_multiplier_is_one(hopf_set):
    for fold in hopf_set.folds:
        assert abs(fold.multipliers[0]) == pytest.approx(1, abs=0.02)


def test_a_cycle_is_a_closed_curve_in_time(branch):
    cycle = branch.at(100)[0]
    assert cycle.t[0] == 0 and cycle.t[-1] == pytest.approx(cycle.period) and (np.diff(cycle.t) > 0).all()
    for name in ("V", "n"):
        assert cycle[name][0] == pytest.approx(cycle[name][-1], abs=1e-6)
        assert cycle[name].max() <= cycle.extremes[1, ("V", "n").index(name)] + 1e-9
    assert cycle.at(np.array([1.3, -0.7])) == pytest.approx(cycle.at(np.array([0.3, 0.3])), rel=1e-12)       # periodic
    assert repr(cycle) == "<Cycle of V, n at 100: period 85.2906, stable>"
    with pytest.raises(ValueError, match="no state 'v': it has V, n"):
        cycle["v"]


# ---- where firing begins ----


def test_at_a_saddle_node_on_the_cycle_the_period_grows_as_an_inverse_root(snic):
    (branch,) = snic.cycles
    assert branch.ends == "saddle-node"
    onset = max(point.value for point in snic.saddle_nodes)
    currents = onset + np.geomspace(0.035, 0.07, 5)
    periods = [branch.at(I)[0].period for I in currents]
    assert np.polyfit(np.log(currents - onset), np.log(periods), 1)[0] == pytest.approx(-0.5, abs=0.02)


def test_at_a_homoclinic_orbit_the_period_grows_as_a_logarithm(homoclinic):
    """T ≈ −ln|I − I_h|/λ with the unstable eigenvalue λ of the saddle."""
    (branch,) = homoclinic.cycles
    assert branch.ends == "homoclinic"
    end = branch.value[-1]
    saddle = next(point for point in equilibria(morris_lecar_homoclinic, I=end) if point.kind == "saddle")
    last = branch.cycles[-1]
    assert abs(last["V"] - saddle.state["V"]).min() < 0.05
    distances = np.geomspace(1e-3, 0.1, 6)
    periods = [branch.at(end + distance)[0].period for distance in distances]
    assert np.polyfit(np.log(distances), periods, 1)[0] == pytest.approx(-1 / saddle.eigenvalues[0].real, rel=0.05)


def test_a_branch_that_leaves_the_range_ends_exactly_there():
    branch = bifurcation(morris_lecar, "I", (80, 150)).cycles[0]
    assert branch.ends == "boundary" and branch.value[-1] == 150
    assert branch.period[-1] == pytest.approx(66.1618, abs=1e-3)


# ---- other models ----


def test_the_squid_axon_s_unstable_cycles_fold_three_times():
    """At 7.92, 7.84 and 6.26 µA/cm² (Rinzel & Miller 1980, Math Biosci 49:27); the branch ends at the supercritical Hopf point."""
    diagram = bifurcation(hodgkin_huxley, "I", (0, 200))
    (branch,) = diagram.cycles
    assert branch.ends == "Hopf"
    assert [fold.value for fold in branch.folds] == pytest.approx([7.84, 7.92, 6.26], abs=0.006)
    (cycle,) = branch.at(10)
    trace = simulate(hodgkin_huxley, 300, I=10, rtol=1e-8)
    assert cycle.stable and np.diff(trace.spikes())[-3:] == pytest.approx(cycle.period, rel=1e-5)


def test_van_der_pol_s_cycle_has_its_known_period_and_amplitude():
    """At μ = 1 both are known to many digits from power series (Andersen & Geer 1982, SIAM J Appl Math 42:678)."""
    (branch,) = bifurcation(van_der_pol, "mu", (-0.5, 3), within=(-1, 1)).cycles
    (cycle,) = branch.at(1)
    assert cycle.period == pytest.approx(6.663286859323130, rel=1e-7)
    assert cycle.extremes[1, 0] == pytest.approx(2.008619860874843, rel=1e-5)
    assert branch.ends == "boundary" and branch.stable.all()


@pytest.mark.parametrize("degree", [2, 3])
def test_the_period_converges_with_order_2m(degree):
    """On equal intervals, doubled three times, against the known period of van der Pol's cycle at μ = 1."""
    (branch,) = bifurcation(van_der_pol, "mu", (-0.5, 3), within=(-1, 1)).cycles
    (known,) = branch.at(1)
    system = System(van_der_pol, "mu", 1.0, van_der_pol.defaults)
    errors = []
    for intervals in (64, 128, 256) if degree == 2 else (24, 48, 96):
        guess = Cycle(known.names, Gauss(degree), np.linspace(0, 1, intervals + 1), None, known.period, 1.0)
        places = guess.fractions(guess.gauss.nodes)
        guess = Cycle(guess.names, guess.gauss, guess.mesh, known.at(places), guess.period, 1.0)
        for _ in range(2):                                     # the second time until nothing but rounding remains
            (guess,), _ = correct(system, [guess], None, Metric(np.ones(2), 1.0))
        errors.append(abs(guess.period - 6.663286859323130))
    orders = np.log2(np.array(errors[:-1]) / errors[1:])
    assert orders[-1] == pytest.approx(2 * degree, abs=0.1)


def test_where_no_equilibrium_is_near_the_orbit_its_end_has_no_name():
    """Lorenz: the homoclinic orbit at ρ = 13.926 comes back to the origin, which this range does not hold."""
    z, ρ = sp.symbols("z rho", real=True)
    lorenz = Model("lorenz", states={x: 10 * (y - x), y: x * (ρ - z) - y, z: x * y - sp.Rational(8, 3) * z}, start={x: 1, y: 1, z: 1},
                   parameters=[Parameter(ρ, 28.0)])
    (branch,) = bifurcation(lorenz, "rho", (5, 30), within=(2, 20)).cycles
    assert branch.ends == "period" and branch.value[-1] == pytest.approx(13.926, abs=2e-3)


# ---- errors ----


def test_a_range_beside_the_hopf_point_says_that_cycles_are_not_looked_for():
    diagram = bifurcation(morris_lecar_snic, "I", (30, 50))
    assert "no Hopf point, so no limit cycle is looked for" in repr(diagram)
    with pytest.warns(UserWarning, match="widen it to reach that Hopf point"):
        assert diagram.cycles == []
    assert bifurcation(morris_lecar, "I", (0, 10)).cycles == []                # all stable: nothing to warn of


@pytest.mark.parametrize("I", [np.nan, np.inf, "100", None, [[100]]])
def test_cycles_are_asked_for_at_numbers(branch, I):
    with pytest.raises(ValueError, match="I = .*: give a number, or a list"):
        branch.at(I)


def test_where_there_is_no_cycle_none_is_returned(branch):
    (cycle,) = branch.at(100)
    guess = Cycle(cycle.names, cycle.gauss, cycle.mesh, cycle.nodes, cycle.period, 60.0)
    with pytest.raises(RuntimeError, match=r"no limit cycle was found near I = 60 .* last relative correction is .* instead of 0.0003"):
        correct(branch.system, [guess], None, branch.metric)
