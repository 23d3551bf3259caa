# %% expected
"""把走完一半的时间当作时间常数；其余与此相符，得一半。 / The half-time taken for the time constant; what follows from it consistently earns half."""
expected = {"record": 3}

# %% record-solution
R_in = (mine.plateau - mine.jump) / mine.I_cell * 1e3
time_constant = mine.t_half
S = time_constant / R_in * 1e-3 / 0.9
radius = np.sqrt(S / (4 * np.pi)) * 1e4
R_m = R_in * 1e3 * S
