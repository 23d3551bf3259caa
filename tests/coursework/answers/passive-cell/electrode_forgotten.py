# %% expected
"""没有扣掉电极电阻上的那一跳。 / The jump across the electrode's resistance not taken off."""
expected = {"record": 3.5}

# %% record-solution
R_in = mine.plateau / mine.I_cell * 1e3
time_constant = mine.t_half / np.log(2)
S = time_constant / R_in * 1e-3 / 0.9
radius = np.sqrt(S / (4 * np.pi)) * 1e4
R_m = R_in * 1e3 * S
