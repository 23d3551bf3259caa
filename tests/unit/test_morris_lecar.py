"""Morris–Lecar: its equations as published, its parameter sets, and what can be proved of its Jacobian."""

import math

import numpy as np
import pytest
import sympy as sp

from excitable import morris_lecar, morris_lecar_homoclinic, morris_lecar_snic, prove, refute

V, n = morris_lecar.states
p = {parameter.name: parameter.symbol for parameter in morris_lecar.parameters}


def published(V, n, I, *, phi, g_Ca, V_3, V_4):
    """Equation 9 of the paper, typed as a program would have it."""
    m_inf, n_inf = (1 + math.tanh((V + 1.2) / 18)) / 2, (1 + math.tanh((V - V_3) / V_4)) / 2
    dV = (I - g_Ca * m_inf * (V - 120) - 8 * n * (V + 84) - 2 * (V + 60)) / 20
    return dV, phi * math.cosh((V - V_3) / (2 * V_4)) * (n_inf - n)


@pytest.mark.parametrize(("model", "values"), [
    (morris_lecar, dict(phi=0.04, g_Ca=4.4, V_3=2, V_4=30)),
    (morris_lecar_snic, dict(phi=0.067, g_Ca=4, V_3=12, V_4=17.4)),
    (morris_lecar_homoclinic, dict(phi=0.23, g_Ca=4, V_3=12, V_4=17.4)),
], ids=lambda value: getattr(value, "name", ""))
def test_rates_are_those_of_the_paper(model, values):
    parameters = list({**model.defaults, "I": 90.0}.values())
    for state in ([-60.0, 0.0], [-20.0, 0.2], [0.0, 0.9], [35.0, 0.5]):
        assert model.python()(state, parameters) == pytest.approx(published(*state, 90, **values), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("model", [morris_lecar, morris_lecar_snic, morris_lecar_homoclinic])
def test_the_gate_starts_at_its_steady_state(model):
    V_3, V_4 = model.defaults["V_3"], model.defaults["V_4"]
    assert model.start["n"] == pytest.approx((1 + math.tanh((model.start["V"] - V_3) / V_4)) / 2, rel=1e-12)


def test_the_equations_are_printed_as_in_the_paper():
    text = morris_lecar.latex()
    for part in (r"C\,\frac{dV}{dt} &= I - I_{\mathrm{Ca}} - I_{\mathrm{K}} - I_{\mathrm{L}}", r"\tau_{n}\,\frac{dn}{dt} &= n_{\infty} - n",
                 r"I_{\mathrm{Ca}} &= g_{\mathrm{Ca}} m_{\infty} \left(V - E_{\mathrm{Ca}}\right)",
                 r"\tanh{\left(\frac{V - V_{1}}{V_{2}} \right)}", r"\frac{1}{\phi \cosh{\left(\frac{V - V_{3}}{2 V_{4}} \right)}}"):
        assert part in text


# ---- det J = (1/C τ_n) dI_∞/dV ----


def determinant_and_slope():
    explained = morris_lecar.where
    n_infty = (1 + sp.tanh((V - p["V_3"]) / p["V_4"])) / 2
    m_infty = (1 + sp.tanh((V - p["V_1"]) / p["V_2"])) / 2
    tau = explained[sp.Symbol("tau_n", real=True)]
    steady = p["g_Ca"] * m_infty * (V - p["E_Ca"]) + p["g_K"] * n_infty * (V - p["E_K"]) + p["g_L"] * (V - p["E_L"])
    return morris_lecar.jacobian.det().subs(n, n_infty), steady.diff(V), tau


def test_the_determinant_is_the_slope_of_the_steady_current():
    """On the nullcline of n, det J = (φ cosh((V − V₃)/2V₄)/C) dI_∞/dV: a saddle is where the steady I–V curve falls."""
    determinant, slope, tau = determinant_and_slope()
    assert prove(determinant, slope / (p["C"] * tau))


def test_off_by_the_time_constant_it_is_refuted():
    determinant, slope, _ = determinant_and_slope()
    assert refute(determinant, slope / p["C"])


def test_with_the_usual_values_the_determinant_never_vanishes():
    """Its least value is 0.0030630 ms⁻² at −9.90 mV, so there is no saddle and one equilibrium for each current."""
    determinant, _, _ = determinant_and_slope()
    numbers = {symbol: morris_lecar.defaults[name] for name, symbol in p.items()}
    x = np.linspace(-84, 120, 200_001)
    values = sp.lambdify(V, determinant.subs(numbers), "numpy")(x)
    assert values.min() == pytest.approx(0.0030630, abs=5e-8)
    assert x[values.argmin()] == pytest.approx(-9.90, abs=0.01)
