"""Ours against the peers, on the same work at matched accuracy: `python -m benchmarks`, or `python -m benchmarks trace axon`.

One module is one piece of work. It says what is to be done (TITLE), how far the result may be off (TOLERANCE), how many times
faster than which peer we mean to be (GOALS) and within what seconds or MB (LIMITS), what the truth is (reference), how far a
result is from it (error), and in IMPLEMENTATIONS how each program does it: a function that prepares everything and returns
`run`, which does the work and returns the result. Only `run` is timed, after it has run twice.
"""

WORK = "import_time walks channels trace f_i_curve axon tree hopf_points morris_lecar".split()
OURS = "excitable"
