"""Live figures: `explore` shows a model of the book under sliders, `interact` a function of your own.

Both work in a notebook, where Python computes, and on the built page, where no Python runs.
"""

import difflib
import os

__all__ = ["explore", "interact"]


def building_page():
    """Whether a page is being built (by excitable.explore.sphinx), so that no kernel will answer its readers."""
    return os.environ.get("EXCITABLE_PAGE") == "1"


def explore(name, **parameters):
    """A live figure: move a slider and see the model answer.

    Parameters
    ----------
    name : str
        One of the book's figures, such as "nernst".
    **parameters : float
        Values to start from, in the units of the model; the others start at their usual values.

    Returns
    -------
    object
        What a notebook displays: in a kernel a widget that computes in Python, while the book builds HTML that computes in
        the browser.

    Raises
    ------
    ValueError
        If the name or a parameter is unknown, or a value lies outside its slider.

    Examples
    --------
    >>> explore("nernst", T=37)
    Traceback (most recent call last):
        ...
    ValueError: T = 37 lies outside its slider, which runs from 273 to 323; choose a value in between.
    """
    from .catalogue import CATALOGUE

    if name not in CATALOGUE:
        near = difflib.get_close_matches(str(name), CATALOGUE, 1, 0.4)
        hint = f'did you mean "{near[0]}"? ' if near else ""
        raise ValueError(f'There is no explorer "{name}": {hint}There are {", ".join(CATALOGUE)}.')
    if building_page():
        from .page import Page as Home
    else:
        from .widget import Widget as Home
    return Home(CATALOGUE[name], **parameters)


def interact(f, /, *, alt=None, **sliders):
    """Call `f` with the values of sliders, and again whenever one moves.

    In a kernel `ipywidgets.interact` does it. While the book builds, `f` is called at every position of the sliders, and the
    page shows what it drew.

    Parameters
    ----------
    f : callable
        Draws with matplotlib, prints, or returns something to show. Its defaults say where the sliders start.
    alt : str or callable, optional
        What the picture shows, for readers who cannot see it: a text with the parameters in braces, such as
        "V(t) for g_K = {g_K}", or a function of the same arguments as `f`. Without it, the words on the axes.
    **sliders : tuple or list
        (lo, hi, step), or a list of values. At most two sliders with 24 positions in all.

    Raises
    ------
    ValueError
        If there are too many positions; the message says which step would do.

    Examples
    --------
    >>> def double(x=1):
    ...     print(2 * x)
    >>> interact(double, x=(0, 100, 1))
    Traceback (most recent call last):
        ...
    ValueError: interact would draw 101 pictures (x has 101 positions), but a page carries 24 at most; a step of 4.3 gives x at most 24.
    """
    from . import frames

    if building_page():
        frames.page(f, alt, sliders)
    else:
        frames.live(f, sliders)
