# %% expected
"""离子从不上坡，以为高处去不了。 / The ion never climbs, as if a high place were forbidden."""
expected = {"walk": 2}

# %% walk-solution
def walk(energy, steps, seed):
    rng = np.random.default_rng(seed)
    places = [0]
    for direction in rng.choice([-1, 1], size=steps):
        here, there = places[-1], places[-1] + int(direction)
        places.append(there if 0 <= there < len(energy) and energy[there] <= energy[here] else here)
    return places
