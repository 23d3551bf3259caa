"""What the code of one submission may use."""

from dataclasses import dataclass, fields

_LEAST = {"cell_seconds": 0.1, "seconds": 1, "memory": 256 * 2**20, "processes": 8, "output_bytes": 1_000, "answer_bytes": 1_000}


@dataclass(frozen=True)
class Limits:
    """Limits of one submission.

    Parameters
    ----------
    cell_seconds : float
        A cell that runs longer is interrupted; the next one goes on.
    seconds : float
        For the whole notebook, start and reruns included.
    memory : int
        Bytes, of all processes of the notebook together.
    processes : int
        At most so many at a time; the sandbox itself needs about five.
    output_bytes : int
        What one cell may print and show; the rest is cut.
    answer_bytes : int
        What one cell may answer to the grader's questions. Counted apart, so that no flood of prints drowns an answer.

    Examples
    --------
    >>> Limits(cell_seconds=10).memory == 2 * 2**30
    True
    >>> Limits(processes=2)
    Traceback (most recent call last):
        ...
    ValueError: the limit `processes` must be a number of at least 8, but it is 2
    """

    cell_seconds: float = 30
    seconds: float = 300
    memory: int = 2 * 2**30
    processes: int = 64
    output_bytes: int = 1_000_000
    answer_bytes: int = 5_000_000

    def __post_init__(self):
        for name in (field.name for field in fields(self)):
            value, least = getattr(self, name), _LEAST[name]
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= least:
                raise ValueError(f"the limit `{name}` must be a number of at least {least}, but it is {value!r}")
