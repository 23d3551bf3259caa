# %% expected
"""每一步用反复代入去解，步子一长就不收敛。 / Each step is solved by putting in again and again, which fails for long steps."""
expected = {"charge": 2}

# %% charge-solution
def charge(drive, theta, dt, steps):
    def slope(V):
        return (mine.E + drive - V) / mine.tau

    V = [mine.E]
    for _ in range(steps):
        there = V[-1]
        for _ in range(60):
            there = V[-1] + dt * ((1 - theta) * slope(V[-1]) + theta * slope(there))
        V.append(there)
    return V
