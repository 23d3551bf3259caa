"""Passive cables: against the analytic theory, with measured orders, conservation, reciprocity, and errors a student can read."""

import numpy as np
import pytest

from excitable import Cable, cable_impulse, hodgkin_huxley, passive, steady_cable

FIBRE = dict(diameter=4e-4, Ra=100)                                # λ = 1 mm, τ = 10 ms, R_∞ = 79.6 MΩ
LENGTH = 0.1
λ = 0.1
R_INFTY = 79577471.5459
from_rest = passive.with_(E_L=0.0)


def fibre(n=100, length=LENGTH, membrane=from_rest, **options):
    return Cable(membrane, length=length, n=n, **FIBRE, **options)


def order(errors):
    return np.log2(np.divide(errors[:-1], errors[1:]))


# ---- geometry ----


def test_the_compartments_add_up_to_the_cylinder():
    cable = fibre(7)
    assert cable.area.sum() == pytest.approx(np.pi * 4e-4 * LENGTH)
    assert cable.x[0] == pytest.approx(LENGTH / 14) and np.diff(cable.x) == pytest.approx(LENGTH / 7)
    assert cable.lamda == pytest.approx(λ)


def test_a_straight_taper_has_the_axial_resistance_and_the_membrane_of_a_cone():
    cone = Cable(from_rest, length=LENGTH, diameter=lambda x: 4e-4 - 30e-4 * x, Ra=100, n=9)
    to_the_end = 1e-3 * 100 * LENGTH / (np.pi / 4 * 4e-4 * 1e-4)                        # ∫ ρ dx/πa², kΩ
    assert (1 / cone.tree.near).sum() + (1 / cone.tree.far).sum() == pytest.approx(to_the_end)
    assert cone.area.sum() == pytest.approx(np.pi * 2.5e-4 * LENGTH)
    assert cone.lamda[0] > cone.lamda[-1]


def test_a_tapering_cable_obeys_its_equation_with_order_two():
    """With d ∝ x², V = x^p solves (1/4ρd) d/dx (d² dV/dx) = g V if p (p + 3) = 4ρg/k, where d = k x²."""
    k, ρ, start = 0.04, 100.0, 0.1
    q = 4 * ρ * 1e-4 / k                                                                # g = 0.1 mS/cm² is 1e-4 S/cm²
    p = (-3 + np.sqrt(9 + 4 * q)) / 2
    errors = []
    for n in (20, 40, 80):
        cable = Cable(from_rest, length=0.2, diameter=lambda x: k * (start + x)**2, Ra=ρ, n=n, ends=(10.0 * start**p, 10.0 * 0.3**p))
        errors.append(abs(cable.steady() - 10 * (start + cable.x)**p).max())
    assert order(errors) == pytest.approx(2, abs=0.1)


# ---- steady states ----


@pytest.mark.parametrize(("end", "name"), [("sealed", "V_sealed"), ("killed", "V_killed"), (5.0, "V_clamped")])
def test_steady_voltages_agree_with_theory_with_order_two(end, name):
    errors = []
    for n in (25, 50, 100):
        cable = fibre(n, ends=("sealed", end))
        exact = steady_cable(x=cable.x, l=LENGTH, I_0=0.1, V_l=5.0)[name]
        errors.append(abs(cable.steady(I={0: 0.1}) - exact).max())
    assert order(errors) == pytest.approx(2, abs=0.1) and errors[-1] < 1e-3


@pytest.mark.parametrize(("end", "name"), [("sealed", "R_sealed"), ("killed", "R_killed")])
def test_input_resistance_in_ohms_agrees_with_theory_with_order_two(end, name):
    exact = steady_cable(l=LENGTH)[name]
    errors = [abs(fibre(n, ends=("sealed", end)).input_resistance() / exact - 1) for n in (25, 50, 100)]
    assert order(errors) == pytest.approx(2, abs=0.1) and errors[-1] < 1e-4


def test_a_long_cable_has_the_input_resistance_of_a_semi_infinite_one_and_half_of_it_in_its_middle():
    long = fibre(2000, length=2.0)
    assert long.input_resistance() == pytest.approx(R_INFTY, rel=1e-4)
    assert long.input_resistance(1.0) == pytest.approx(R_INFTY / 2, rel=1e-4)
    assert long.input_resistance() == pytest.approx(79.6e6, rel=1e-3)


@pytest.mark.parametrize("x", [0.0, 0.0301, 0.05, 0.0777, LENGTH])
def test_input_resistance_anywhere_is_that_of_both_sides_in_parallel(x):
    exact = R_INFTY / (np.tanh(x / λ) + np.tanh((LENGTH - x) / λ))
    assert fibre(200).input_resistance(x) == pytest.approx(exact, rel=1e-4)


def test_a_killed_end_takes_all_current_that_is_injected_there():
    assert fibre(ends=("sealed", "killed")).input_resistance(LENGTH) == pytest.approx(0, abs=1e-3)
    assert fibre(ends=("sealed", 7.0)).simulate(1, I={LENGTH: 10}).at(LENGTH) == pytest.approx(7)


def test_without_a_stimulus_a_cable_rests_where_its_leak_reverses():
    assert fibre(membrane=passive).steady() == pytest.approx(-70)
    assert fibre(membrane=passive).steady(E_L=-60) == pytest.approx(-60)
    assert fibre(membrane=passive.with_(I=2.0)).steady() == pytest.approx(-50)


def test_a_joint_between_equal_pieces_is_not_felt():
    whole = fibre(100, ends=("sealed", "killed"))
    joined = fibre(40, length=0.04).with_branches(fibre(25, length=0.025).with_branches(fibre(35, length=0.035, ends=("sealed", "killed"))))
    assert joined.steady(I={0.033: 0.1}) == pytest.approx(whole.steady(I={0.033: 0.1}))
    assert joined.input_resistance(0.0512) == pytest.approx(whole.input_resistance(0.0512))
    assert joined.stem == pytest.approx(LENGTH)


def test_a_branch_that_splits_evenly_is_half_a_cable_each():
    """Two equal branches in parallel are one of the same length with twice the membrane and twice the axial conductance."""
    twig = Cable(from_rest, length=0.05, diameter=2e-4, Ra=100, n=50)
    trunk = fibre(50, length=0.05)
    split = trunk.with_branches(twig, twig)
    both = Cable(from_rest.with_(g_L=0.1 * 2), length=0.05, diameter=2e-4, Ra=50, n=50)
    assert split.input_resistance() == pytest.approx(trunk.with_branches(both).input_resistance(), rel=1e-12)


def test_a_tree_with_rall_s_three_halves_rule_is_one_cylinder():
    """d^(3/2) adds up at each branching and all tips are as far in units of λ (Rall 1959)."""
    def branch(d, depth):
        piece = Cable(from_rest, length=0.3 * np.sqrt(d / 4e-4) * λ, diameter=d, Ra=100, n=20)
        return piece.with_branches(*[branch(d * 2**(-2 / 3), depth - 1)] * 2) if depth else piece

    tree, cylinder = branch(4e-4, 3), fibre(80, length=1.2 * λ)
    assert tree.input_resistance() == pytest.approx(cylinder.input_resistance(), rel=1e-9)
    assert tree.input_resistance() == pytest.approx(R_INFTY / np.tanh(1.2), rel=1e-3)
    thick = Cable(from_rest, length=0.3 * λ, diameter=4e-4, Ra=100, n=20).with_branches(*[Cable(from_rest, 0.9 * λ, 4e-4, 100, 60)] * 2)
    assert thick.input_resistance() < 0.9 * cylinder.input_resistance()


def random_tree(rng, depth=4):
    piece = Cable(from_rest, rng.uniform(0.005, 0.05), rng.uniform(1e-4, 8e-4), rng.uniform(50, 200), rng.integers(1, 6),
                  name=str(rng.integers(10**9)))
    return piece.with_branches(*(random_tree(rng, depth - 1) for _ in range(rng.integers(1, 4)))) if depth else piece


def places(tree, rng, count):
    pieces = [piece for piece, *_ in tree._pieces]
    return [(piece.name, float(rng.uniform(0, piece.length))) for piece in rng.choice(pieces, count)]


@pytest.mark.parametrize("seed", range(5))
def test_transfer_resistance_is_the_same_both_ways(seed):
    rng = np.random.default_rng(seed)
    tree = random_tree(rng)
    for here, there in zip(places(tree, rng, 10), places(tree, rng, 10)):
        R = tree.transfer_resistance(here, there)
        assert R == pytest.approx(tree.transfer_resistance(there, here), rel=1e-10)
        assert 0 < R <= np.sqrt(tree.input_resistance(here) * tree.input_resistance(there)) * (1 + 1e-12)


def test_in_a_tree_all_injected_current_leaves_through_the_membrane():
    rng = np.random.default_rng(7)
    tree = random_tree(rng)
    V = tree.steady(I={place: 0.1 for place in places(tree, rng, 3)})
    assert 0.1 * tree.area @ V == pytest.approx(3 * 0.1e-3)                              # µA


# ---- in time ----


def charge(cable, V):
    return 1e3 * V @ cable.area                                                         # µF mV = nC; in pC, with 1 µF/cm²


def test_a_sealed_cable_without_leak_keeps_its_charge_exactly():
    rng = np.random.default_rng(3)
    tree = random_tree(rng)
    start = rng.uniform(-80, 0, len(tree.area))
    trace = tree.simulate(20, dt=0.1, start=start, g_L=0)
    assert charge(tree, trace["V"]) == pytest.approx(charge(tree, start), rel=1e-11)
    assert np.ptp(trace["V"][-1]) < 0.1 * np.ptp(start)


def test_the_charge_changes_by_what_is_injected_even_between_steps():
    tree = random_tree(np.random.default_rng(4))
    here, there = places(tree, np.random.default_rng(5), 2)
    trace = tree.simulate(3, dt=0.25, start=0, I={here: [(0, 0), (0.31, 2.0), (1.13, 0)], there: [(0, (0, 3)), (2, 0)]}, g_L=0)
    at = np.flatnonzero(np.isin(trace.t, [1.0, 1.5, 3.0]))
    assert charge(tree, trace["V"])[at] == pytest.approx([2 * 0.69 + 0.75, 2 * 0.82 + 1.6875, 2 * 0.82 + 3.0], rel=1e-9)


def test_injected_charge_less_membrane_current_is_what_stays():
    cable = fibre(50)
    trace = cable.simulate(30, dt=0.05, start=0, I={0.02: 0.3})
    middle = (trace["V"][:-1] + trace["V"][1:]) / 2
    leaked = np.append(0, np.cumsum(1e3 * 0.1 * 0.05 * middle @ cable.area))
    stays = charge(cable, trace["V"]) - 0.3 * trace.t + leaked
    assert stays[1:] == pytest.approx(stays[1], abs=1e-12) and abs(stays[1]) < 1e-4       # the first step follows the jump


def test_an_impulse_spreads_as_green_s_function_says():
    cable = fibre(401, length=2.0)
    trace = cable.simulate(10, dt=0.01, start=0, I={1.0: [(0, 100), (0.01, 0)]})          # 1 pC in the middle
    for t in (1.0, 3.0, 10.0):
        exact = cable_impulse(x=cable.x - 1.0, t=t - 0.005, Q=1.0)["V"]
        assert trace["V"][round(t / 0.01)] == pytest.approx(exact, abs=3e-3 * exact.max())


@pytest.mark.parametrize("ends", [("sealed", "sealed"), ("killed", "sealed"), (3.0, -4.0)])
def test_errors_in_time_fall_with_order_two(ends):
    run = lambda dt: fibre(20, ends=ends).simulate(4, dt=dt, start=0, I={0.03: [(0, (0, 0.4)), (2, 0)]})["V"][-1]
    exact = run(0.001)
    assert order([abs(run(dt) - exact).max() for dt in (0.08, 0.04, 0.02)]) == pytest.approx(2, abs=0.1)


def test_what_jumps_does_not_ring_on():
    """An end that is suddenly open, with steps a hundred times too long for its last compartment: V only falls."""
    last = fibre(ends=("sealed", "killed")).simulate(5, dt=0.1, start=60)["V"][:, -1]
    assert (np.diff(last) < 1e-4).all() and last[1] < 10


@pytest.mark.parametrize("ends", [("killed", "sealed"), (3.0, "killed")])
def test_errors_in_space_fall_with_order_two_where_an_end_is_held(ends):
    """Three times as many compartments have the same centres, and more."""
    run = lambda n: fibre(n, ends=ends).simulate(2, dt=0.01, start=0, I={0.04: 0.1})["V"][-1]
    coarse, middle, fine, finest = run(5), run(15)[1::3], run(45)[4::9], run(405)[40::81]
    errors = [abs(V - finest).max() for V in (coarse, middle, fine)]
    assert np.log(np.divide(errors[:-1], errors[1:])) / np.log(3) == pytest.approx(2, abs=0.15)


def test_a_simulation_ends_in_the_steady_state_of_a_tree():
    tree = random_tree(np.random.default_rng(11))
    here, = places(tree, np.random.default_rng(12), 1)
    assert tree.simulate(200, dt=0.5, start=0, I={here: 0.1})["V"][-1] == pytest.approx(tree.steady(I={here: 0.1}), rel=1e-6)


def test_a_long_step_does_not_blow_up():
    trace = fibre(ends=("sealed", "killed")).simulate(1000, dt=50, start=-60)
    assert abs(trace["V"]).max() <= 60 and abs(trace["V"][-1]).max() < 1


# ---- errors ----


@pytest.mark.parametrize(("change", "message"), [
    (dict(length=0), "length = 0: give a positive"), (dict(length=float("nan")), "length = nan"), (dict(Ra=-1), "Ra = -1"),
    (dict(n=0), "n = 0: give the number"), (dict(n=2.5), "n = 2.5"), (dict(n="many"), "n = 'many'"),
    (dict(diameter=-1e-4), "diameter = -0.0001 at x = 0 cm: give a positive"), (dict(diameter="thin"), "diameter = 'thin' at x = 0"),
    (dict(diameter=lambda x: 1e-4 - x), "diameter = -.* at x = 0.005 cm: give"), (dict(diameter=np.nan), "diameter = nan"),
    (dict(diameter=lambda x: np.nan), "diameter = nan at x = 0"), (dict(diameter=lambda x: 1 / x), "x from 0 to 0.1 cm: float division by zero"),
    (dict(name=3), "name = 3: give a text"), (dict(branches=(passive,)), "only a Cable"),
    (dict(ends=("sealed", "killed"), branches=(Cable(passive, 1, 1, 1, 1),)), "'killed' at a far end that is joined"),
    (dict(ends=("sealed", np.zeros(2))), "is neither"),
    (dict(ends=("open", "sealed")), "'open' is neither"), (dict(ends=("sealed", np.inf)), "inf is neither"),
    (dict(ends="sealed"), "give two"),
    (dict(membrane=hodgkin_huxley.kinetics), "needs a Membrane"),
])
def test_a_cable_that_cannot_be_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        Cable(**{**dict(membrane=passive, length=0.1, diameter=4e-4, Ra=100, n=10), **change})


def test_joined_ends_are_neither_open_nor_held():
    with pytest.raises(ValueError, match="'killed' at a far end that is joined"):
        fibre(ends=("sealed", "killed")).with_branches(fibre())
    with pytest.raises(ValueError, match="3 at a near end that is joined"):
        fibre().with_branches(fibre(ends=(3, "sealed")))
    with pytest.raises(ValueError, match="only a Cable"):
        fibre().with_branches(passive)


@pytest.mark.parametrize("place", [-0.01, 0.11, np.nan, "soma", None, ("twig", 0.02), ("leaf", 0), (("twig",), 0), ("twig", "end")])
def test_an_unknown_place_is_named(place):
    tree = fibre(name="trunk").with_branches(*(Cable(passive, 0.01, 1e-4, 100, 5, name=name) for name in ("twig", "bud")))
    with pytest.raises(ValueError, match="place "):
        tree.steady(I={place: 1})
    assert tree.steady(I={("twig", 0.01): 0.1}).shape == (110,)


def test_a_name_given_twice_leads_nowhere():
    twig = Cable(passive, 0.01, 1e-4, 100, 5, name="twig")
    with pytest.raises(ValueError, match="2 pieces are called 'twig'"):
        fibre().with_branches(twig, twig).input_resistance(("twig", 0))


def test_steady_states_need_a_passive_membrane_that_leaks():
    with pytest.raises(ValueError, match="hodgkin-huxley has gates"):
        fibre(membrane=hodgkin_huxley).steady()
    with pytest.raises(ValueError, match="no steady state"):
        fibre().steady(g_L=0)
    with pytest.raises(ValueError, match="I = 0.1: say where"):
        fibre().steady(I=0.1)
    with pytest.raises(ValueError, match="g_L = .* give one number"):
        fibre().steady(g_L=[0.1, 0.2])
    assert fibre(membrane=passive.with_(g_L=0)).lamda == np.inf
    assert fibre(ends=("killed", 5.0)).steady(g_L=0) == pytest.approx(5 * fibre().x / LENGTH)


@pytest.mark.parametrize(("options", "message"), [
    (dict(t_end=-1), "t_end = -1"), (dict(dt=0), "dt = 0"), (dict(dt=np.nan), "dt = nan"), (dict(g_l=1), "did you mean 'g_L'"),
    (dict(g_L=np.nan), "g_L = nan"), (dict(g_L=-1), "g_L = -1"), (dict(start=[0, 1]), "start = "), (dict(start="low"), "start = 'low'"), (dict(start={"V": -60}), "start = "),
    (dict(t_end="1"), "t_end = '1'"), (dict(dt=None), "dt = None"), (dict(dt=1e-15), "do not fit into memory"),
    (dict(g_L=[1, 2]), r"g_L = \[1, 2\]: give one number for every membrane"), (dict(E_L="low"), "E_L = 'low'"), (dict(start=np.nan), "start = nan"),
    (dict(I={0: np.nan}), "I.0. = nan: give a finite"), (dict(I={0.5: 1}), "place 0.5"), (dict(I={0: [(1, 1)]}), "start at 0"),
    (dict(I={0: [(0, 1), (0, 2)]}), "grow"), (dict(I={0: "much"}), "I.0. = 'much'"), (dict(I={0: [(0, 1), (np.inf, 2)]}), "I.0.: the times"), (dict(I=3.0), "say where"),
])
def test_a_simulation_that_cannot_be_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        fibre(5).simulate(**{"t_end": 1, **options})


def test_a_voltage_beyond_all_membranes_is_an_error():
    with pytest.raises(RuntimeError, match="check the injected current"):
        fibre(5).simulate(5, I={0: 1e6})
