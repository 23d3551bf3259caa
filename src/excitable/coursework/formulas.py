"""A formula that a student has written, as the visible checks of a notebook need it."""


def formula(answer, *symbols):
    """An answer as a sympy expression in these symbols, which are recognised by their names.

    Parameters
    ----------
    answer : sympy expression, equation or number
        Of an equation, the right side; of a list of one, as `sympy.solve` gives, its member.
    *symbols : sympy symbols
        Those that the task allows.

    Returns
    -------
    sympy expression

    Raises
    ------
    ValueError
        If there is no answer, more than one, or a symbol that the task does not give.

    Examples
    --------
    >>> import sympy as sp
    >>> z = sp.Symbol("z", integer=True)
    >>> formula(sp.Eq(sp.Symbol("E"), 58 / sp.Symbol("z")), z).subs(z, 2)
    29
    """
    import sympy as sp

    if isinstance(answer, (list, tuple)) and len(answer) == 1:
        answer, = answer
    if answer is None:
        raise ValueError("还有式子没有写。 / An expression is still missing.")
    if not isinstance(answer, (sp.Expr, sp.Eq, int, float)):
        raise ValueError(f"要的是一个式子，不是 {type(answer).__name__}：`sp.solve` 给出几个解时，请取出其中一个。 / One expression is wanted, "
                         f"not a {type(answer).__name__}: where `sp.solve` gives several solutions, take one of them.")
    answer = sp.sympify(answer.rhs if isinstance(answer, sp.Eq) else answer)
    given = {one.name: one for one in symbols}
    if foreign := sorted({one.name for one in answer.free_symbols} - set(given)):
        raise ValueError(f"式子里还有题目没给的符号 {foreign}：代进去，或者化简消掉它。 / There are symbols in it that the task does not give, "
                         f"{foreign}: put in what they are, or cancel them.")
    return answer.xreplace({one: given[one.name] for one in answer.free_symbols})
