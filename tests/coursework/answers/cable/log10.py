# %% expected
"""用常用对数代替了自然对数。 / The logarithm to base ten instead of the natural one."""
expected = {"pruned": 3}

# %% pruned-solution
def electrotonic_length(before, after):
    root = np.sqrt(after / before)
    return 0.5 * np.log10((1 + root) / (1 - root))
