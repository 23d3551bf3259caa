# %% expected
"""门太慢：脉冲之后只有一个动作电位，没有节律。 / The gate is too slow: one spike follows the pulse, and no rhythm."""
expected = {"memory": 0}

# %% memory-solution
memory = {"phi": 0.067, "I": 37.0, "on": (60, 5), "off": (200, -60, 5)}
