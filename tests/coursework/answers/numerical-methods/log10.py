# %% expected
"""阶用了以 10 为底的对数；外推不用对数，仍然对。 / The order with a common logarithm; the extrapolation needs none and is right."""
expected = {"verdict": 2}

# %% verdict-solution
def observed_order(coarse, middle, fine, r):
    return np.log10((coarse - middle) / (middle - fine))


def extrapolated(coarse, middle, fine, r):
    ratio = (coarse - middle) / (middle - fine)
    return fine + (fine - middle) / (ratio - 1)
