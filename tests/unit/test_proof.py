"""prove takes nothing but an exact 0; refute takes nothing but numbers; neither can do the other's work."""

import pytest
import sympy as sp
from sympy import Derivative, Function, Idx, IndexedBase, KroneckerDelta, Matrix, Rational, Sum, Symbol, exp, log, pi, sin, sqrt, symbols

from excitable import ProofError, prove, refute

x, y = symbols("x y", positive=True)
r, s = symbols("r s", real=True)

TRUE = [
    (log(x * y), log(x) + log(y)),
    (log(x**2), 2 * log(x)),
    (sqrt(x**2), x),
    (exp(x) * exp(-x), 1),
    (exp(log(x) + r), x * exp(r)),
    (sin(r) ** 2 + sp.cos(r) ** 2, 1),
    (1 / (1 + exp(-r)), (1 + sp.tanh(r / 2)) / 2),
    (sp.tanh(r), (exp(2 * r) - 1) / (exp(2 * r) + 1)),
    ((r + s) ** 3, r**3 + 3 * r**2 * s + 3 * r * s**2 + s**3),
    (Derivative(exp(-x * r), r), -x * exp(-x * r)),
    (sp.Integral(exp(-x * r), (r, 0, sp.oo)), 1 / x),
    (Sum(Symbol("i"), (Symbol("i"), 1, 10)), 55),
    (sqrt(5 + 2 * sqrt(6)), sqrt(2) + sqrt(3)),
]
FALSE = [
    (log(x + y), log(x) + log(y)),
    (log(x) / y, log(x)),
    (sqrt(r**2), r),
    (exp(r) * exp(s), exp(r * s)),
    (Derivative(exp(-x * r), r), exp(-x * r)),
    (x, x + Rational(1, 10**6)),
    (sp.Integer(1), sp.Integer(2)),
    (Function("f")(x), 0),
]
# True, but sympy has no rule for them: prove must say so, and refute must not be taken in by rounding.
HARD = [
    (sp.atan(x) + sp.atan(1 / x), pi / 2),
    (sp.acos(r / (1 + abs(r))) + sp.asin(r / (1 + abs(r))), pi / 2),
    (sp.gamma(Rational(1, 3) + 1) * sp.exp(sp.loggamma(Rational(2, 3))), 2 * pi / (3 * sqrt(3))),
]


@pytest.mark.parametrize(("lhs", "rhs"), TRUE)
def test_a_true_identity_is_proved_and_cannot_be_refuted(lhs, rhs):
    assert repr(prove(lhs, rhs)) == f"{lhs} = {rhs} ✓"
    with pytest.raises(ProofError, match="Not refuted"):
        refute(lhs, rhs)


@pytest.mark.parametrize(("lhs", "rhs"), FALSE)
def test_a_false_identity_is_refuted_and_cannot_be_proved(lhs, rhs):
    refutation = refute(lhs, rhs)
    assert refutation.values[0] != refutation.values[1]
    with pytest.raises(ProofError, match="False: .* ≠ "):
        prove(lhs, rhs)


@pytest.mark.parametrize(("lhs", "rhs"), HARD)
def test_a_true_identity_beyond_sympy_is_never_refuted(lhs, rhs):
    with pytest.raises(ProofError, match="Not refuted"):
        refute(lhs, rhs)


def test_an_undecided_identity_is_not_proved():
    with pytest.raises(ProofError, match="Undecided"):
        prove(*HARD[0])


def test_two_numbers_that_agree_to_twenty_digits_are_neither_equal_nor_refuted():
    almost = pi + Rational(1, 10**30)
    with pytest.raises(ProofError):
        prove(almost, pi)
    with pytest.raises(ProofError):
        refute(almost, pi)


def test_large_terms_that_cancel_do_not_look_different():
    with pytest.raises(ProofError):
        refute((10**40 + sqrt(2)) - 10**40, sqrt(2))
    assert refute((10**25 + sqrt(2)) - 10**25, sqrt(3))


@pytest.mark.parametrize(("lhs", "rhs"), TRUE + HARD)
def test_what_rounding_leaves_of_zero_is_not_a_difference(lhs, rhs):
    with pytest.raises(ProofError, match="Not refuted"):
        refute(lhs - rhs, 0)
    assert refute(lhs - rhs, 1)


def test_a_tiny_number_is_not_zero():
    assert refute(exp(-300), 0)
    assert refute(exp(-300), exp(-301))


def test_a_counterexample_respects_what_is_declared():
    n = Symbol("n", integer=True, positive=True)
    z = Symbol("z", integer=True, nonzero=True)
    at = refute(sp.Mul(n, z, x), r).at
    assert at[n] > 0 and at[n].is_Integer and at[z] != 0 and at[z].is_Integer and at[x] > 0 and at[r].is_real


def test_what_is_declared_decides():
    free = Symbol("x")
    prove(sqrt(x**2), x)
    with pytest.raises(ProofError):
        prove(sqrt(free**2), free)


def test_the_page_shows_both_sides():
    page = prove(log(x**2), 2 * log(x))._repr_latex_()
    assert r"\ln{\left(x^{2} \right)} = 2 \ln{\left(x \right)}" in page and r"\checkmark" in page
    assert r"\ne" in refute(x, 2 * x)._repr_latex_()


def test_matrices_are_compared_entry_by_entry():
    rotation = Matrix([[sp.cos(r), -sin(r)], [sin(r), sp.cos(r)]])
    prove(rotation * rotation.T, sp.eye(2))
    refute(rotation * rotation, sp.eye(2))
    with pytest.raises(ProofError, match="same shape"):
        prove(rotation, sp.eye(3))


def test_a_rounded_number_proves_nothing():
    with pytest.raises(ValueError, match="Rational"):
        prove(0.1 * x, x / 10)


# ---- the Boltzmann distribution by maximum entropy, for any number of states ----

N = Symbol("N", integer=True, positive=True)
i, j, l = (Idx(name, (1, N)) for name in "ijl")
p = IndexedBase("p", positive=True)
E = IndexedBase("E", real=True)
k, T = symbols("k T", positive=True)
alpha, beta, U = symbols("alpha beta U", real=True)

total = lambda term: Sum(term, (i, 1, N))
lagrangian = -k * total(p[i] * log(p[i])) - alpha * (total(p[i]) - 1) - beta * (total(p[i] * E[i]) - U)
Z = total(exp(-beta * E[i] / k))
boltzmann = exp(-beta * E[i] / k) / Z
entropy = -k * total(boltzmann * log(boltzmann))
energy = total(boltzmann * E[i])


def test_the_entropy_is_stationary_where_its_slope_says():
    prove(Derivative(lagrangian, p[j]), -k * (log(p[j]) + 1) - alpha - beta * E[j])
    refute(Derivative(lagrangian, p[j]), -k * log(p[j]) - alpha - beta * E[j])


def test_the_stationary_point_is_a_maximum():
    prove(Derivative(lagrangian, (p[j], 2)), -k / p[j])
    prove(Derivative(lagrangian, p[j], p[l]), -k * KroneckerDelta(j, l) / p[j])
    refute(Derivative(lagrangian, (p[j], 2)), k / p[j])


def test_the_stationary_probabilities_are_exponential():
    found = exp(-1 - alpha / k) * exp(-beta * E[j] / k)
    prove((-k * (log(p[j]) + 1) - alpha - beta * E[j]).subs(p[j], found), 0)


def test_the_normalisation_is_the_partition_function():
    prove(total(exp(-1 - alpha / k) * exp(-beta * E[i] / k)), exp(-1 - alpha / k) * Z)
    prove(total(boltzmann), 1)
    refute(total(exp(-beta * E[i] / k)), 1)


def test_the_entropy_of_the_boltzmann_distribution():
    prove(entropy, k * log(Z) + beta * energy)
    refute(entropy, k * log(Z) - beta * energy)


def test_beta_is_the_slope_of_entropy_over_energy():
    prove(Derivative(Z, beta), -Z * energy / k)
    prove(Derivative(entropy, beta), beta * Derivative(energy, beta))
    refute(Derivative(entropy, beta), Derivative(energy, beta))


def test_the_free_energy_has_the_same_stationary_point():
    free_energy = total(p[i] * E[i]) + k * T * total(p[i] * log(p[i])) + alpha * (total(p[i]) - 1)
    prove(Derivative(free_energy, p[j]), E[j] + k * T * (log(p[j]) + 1) + alpha)
    refute(Derivative(free_energy, p[j]), E[j] - k * T * (log(p[j]) + 1) + alpha)


def test_an_index_of_unknown_range_picks_no_term():
    outside = Symbol("m", integer=True)
    with pytest.raises(ProofError):
        prove(total(KroneckerDelta(i, outside) * p[i]), p[outside])


def test_a_delta_inside_a_function_is_not_a_factor():
    with pytest.raises(ProofError):
        prove(total(exp(KroneckerDelta(i, j))), exp(1))


def test_equal_sums_with_different_indices_are_equal():
    prove(total(p[i]) - Sum(p[l], (l, 1, N)), 0)


def test_a_sum_inside_a_sum_may_depend_on_the_outer_index():
    f = IndexedBase("f", real=True)
    double = Sum(f[i, l], (l, 1, N))
    with pytest.raises(ProofError):
        prove(total(double), N * double)
    refute(total(double), N * double)
    prove(total(p[i] * Sum(E[l], (l, 1, N))), total(p[i]) * total(E[i]))
    prove(total(Sum(2 * f[i, l], (l, 1, N))), 2 * total(double))


def test_sums_over_different_ranges_are_different():
    prove(total(3), 3 * N)
    n = Symbol("n", integer=True)
    refute(Sum(p[n], (n, 1, N)), Sum(p[n], (n, 1, N + 1)))


# ---- the Nernst potential: wrong forms fail ----


def test_the_nernst_potential_and_its_wrong_forms():
    q, n_in, n_out = symbols("q n_in n_out", positive=True)
    z = Symbol("z", integer=True, nonzero=True)
    V = Symbol("V", real=True)
    nernst = sp.solve(sp.Eq(log(n_in / n_out), -z * q * V / (k * T)), V)[0]
    prove(nernst, k * T / (z * q) * log(n_out / n_in))
    refute(nernst, k * T / (z * q) * log(n_in / n_out))
    refute(nernst, k * T / q * log(n_out / n_in))
