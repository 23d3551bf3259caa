# %% expected
"""让 sympy 积分，结果分两种情形（两个时间常数相等与否），原样交上来。 / Integrals left as sympy gives them, with a case for equal time constants."""
expected = {}

# %% derivation-solution
s = sp.Symbol("s", positive=True)
y = sp.integrate(I_0 / C * sp.exp(-s / tau_s) * sp.exp(-(t - s) / tau), (s, 0, t))
t_peak = tau * tau_s / (tau - tau_s) * sp.log(tau / tau_s)
area = sp.integrate(I_0 / C * tau * tau_s / (tau - tau_s) * (sp.exp(-t / tau) - sp.exp(-t / tau_s)).expand(), (t, 0, sp.oo))
