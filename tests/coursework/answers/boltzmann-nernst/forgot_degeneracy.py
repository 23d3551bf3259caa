# %% expected
"""把 g 种开放构象当成了一种：每一步得一半。 / The g open conformations taken for one: half the points of every step."""
expected = {"derivation": 3}

# %% derivation-solution
free_energy = p * epsilon + k * T * (p * sp.log(p) + (1 - p) * sp.log(1 - p))
p_open = 1 / (1 + sp.exp(epsilon / (k * T)))
V_half = epsilon_0 / q
