# %% expected
"""求时间常数时用了以 10 为底的对数。 / A logarithm of base ten for the time constant."""
expected = {"record": 3}

# %% record-solution
R_in = (mine.plateau - mine.jump) / mine.I_cell * 1e3
time_constant = mine.t_half / np.log10(2)
S = time_constant / R_in * 1e-3 / 0.9
radius = np.sqrt(S / (4 * np.pi)) * 1e4
R_m = R_in * 1e3 * S
