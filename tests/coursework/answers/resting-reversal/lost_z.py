# %% expected
"""自己写 GHK 电流，Ca²⁺ 的 z 只写了一个（ξ 里有，前面没有）：那一问得一半。 / A GHK current of one's own with only one z for Ca²⁺, in ξ and not in front: half of that criterion."""
expected = {"reversal": 3.5}

# %% reversal-solution
from scipy.optimize import brentq


def my_current(V, P, outside, inside, z, T):
    u = constants.F * V * 1e-3 / (constants.R * T)
    return P * z * u * (inside - outside * np.exp(-z * u)) / -np.expm1(-z * u)


def reversal_potential(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    def current(V):
        return (my_current(V, 1.0, K_out, K_in, 1, T) + my_current(V, P_Na, Na_out, Na_in, 1, T)
                + my_current(V, P_Ca, Ca_out, Ca_in, 2, T))

    return brentq(current, -200.1, 200)
