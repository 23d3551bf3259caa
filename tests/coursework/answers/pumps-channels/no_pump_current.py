# %% expected
"""时间过程里没有泵的电流。 / The course of the voltage without the pump's current."""
expected = {"derivation": 4}

# %% derivation-solution
cost = 3 * RT * sp.log(Na_o * K_i / (Na_i * K_o))
lowest_Na = Na_o * K_i / K_o * sp.exp(-G / (3 * RT))
V_t = E_K + (V_0 - E_K) * sp.exp(-g_K * t / C)
