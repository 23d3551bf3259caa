# %% expected
"""速率的温度因子里，把摄氏度和开尔文混在一起。 / Degrees Celsius and kelvin are mixed in the temperature factor of the rates."""
expected = {"clamp": 0}

# %% clamp-solution
def sodium_current(V_hold, V, t, T):
    faster = 3 ** ((T - 273.15 - 279.45) / 10)
    was, now = (hodgkin_huxley.kinetics(V=voltage) for voltage in (V_hold, V))
    m, h = (now[f"{x}_infty"] + (was[f"{x}_infty"] - now[f"{x}_infty"]) * np.exp(-t * faster / now[f"tau_{x}"]) for x in "mh")
    return mine.g_Na * m**3 * h * (V - 50)
