# %% expected
"""电流太大，静息点已经没有了。 / A current so strong that there is no rest left."""
expected = {"memory": 0}

# %% memory-solution
memory = {"phi": 0.25, "I": 50.0, "on": (60, 5), "off": (200, -60, 5)}
