# %% expected
"""用了课文的轴突，而不是自己的。 / The chapter's axon instead of one's own."""
expected = {"refractory": 0}

# %% refractory-solution
def least_shock(gap):
    low, high = 0.0, 400.0
    while high - low > 0.005 * high:
        middle = (low + high) / 2
        shocks = [(0, 0), (2, 40), (2.5, 0), (2 + gap, middle), (2.5 + gap, 0)]
        low, high = (low, middle) if len(simulate(hodgkin_huxley, gap + 20, I=shocks).spikes()) > 1 else (middle, high)
    return high
