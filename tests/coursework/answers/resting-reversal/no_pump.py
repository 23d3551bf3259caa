# %% expected
"""以为 GHK 里已经有泵：稳态里漏了因子 r，其余与这个电压一致。 / GHK believed to hold the pump: no factor r in the steady state, the rest consistent with that voltage."""
expected = {"hours": 1.5}

# %% hours-solution
thermal_voltage = 1000 * constants.R * mine.T / constants.F  # mV
V_hours = thermal_voltage * np.log((mine.K_out + mine.P_Na * 145) / (mine.K_in + mine.P_Na * mine.Na_in))
Cl_hours = 110 * np.exp(V_hours / thermal_voltage)
I_pump = 0.0
