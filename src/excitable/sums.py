"""Sums over a symbolic number of terms: named, so that ordinary algebra can treat them, or written out term by term."""

import sympy as sp

_INDEX = sp.Dummy("index", integer=True)                             # stands for the index of any sum


def carry_out(expression):
    """Carry out derivatives, integrals and limits, but no sums: those are split and named, not evaluated."""
    while open_ := [part for part in expression.atoms(sp.Derivative, sp.Integral, sp.Limit) if part.doit(deep=False) != part]:
        expression = expression.xreplace({part: part.doit(deep=False) for part in open_})
    # An index does not depend on the element it points at; sympy leaves this derivative standing.
    return expression.xreplace({part: sp.S.Zero for part in expression.atoms(sp.Derivative) if isinstance(part.expr, sp.Idx)})


def name_sums(expression):
    """Replace each Σ by a symbol, after splitting it so that equal sums get the same symbol."""
    names = {}

    def name(part, outer=frozenset()):
        if not part.args or isinstance(part, (sp.Idx, sp.Indexed)):
            return part
        if isinstance(part, sp.Sum) and len(part.limits) == 1 and len(part.limits[0]) == 3:
            index, low, high = part.limits[0]
            terms = sp.Add.make_args(sp.expand(sp.expand_log(name(part.function, outer | {index}))))
            return sum(_sum_of(term, index, low, high, names, outer) for term in terms)
        return part.func(*(name(argument, outer) for argument in part.args))

    return name(expression)


def _sum_of(term, index, low, high, names, outer):
    """Σ term, with what does not depend on the index in front of it and Kronecker's delta carried out."""
    factors = sp.Mul.make_args(term)
    for delta in sorted((factor for factor in factors if isinstance(factor, sp.KroneckerDelta)), key=str):
        other = [argument for argument in delta.args[:2] if argument != index]
        # δ picks the term at its other index, if that is declared to lie in the range of the sum.
        if len(other) == 1 and isinstance(other[0], sp.Idx) and (other[0].lower, other[0].upper) == (low, high):
            return term.subs(index, other[0])
    front = sp.Mul(*(factor for factor in factors if index not in factor.free_symbols))
    summand = sp.Mul(*(factor for factor in factors if index in factor.free_symbols))
    if summand == 1:
        return front * (high - low + 1)
    if (summand.free_symbols - {index} | low.free_symbols | high.free_symbols) & outer:
        return front * sp.Sum(summand, (index, low, high))           # it changes with the index of an outer sum
    positive = summand.is_positive and (high - low + 1).is_positive
    symbol = sp.Dummy("sum", positive=True if positive else None, real=summand.is_real)
    return front * names.setdefault((summand.xreplace({index: _INDEX}), low, high), symbol)


def write_out(expression):
    """Σ and Π with numbers for limits, term by term."""
    if not expression.args or isinstance(expression, (sp.Indexed, sp.Idx)):
        return expression
    if isinstance(expression, (sp.Sum, sp.Product)):
        (index, low, high), *outer = expression.limits
        if low.is_Integer and high.is_Integer:
            inner = write_out(expression.function)      # inner sums first: they may use the same index
            terms = [inner.xreplace({index: sp.Integer(n)}) for n in range(low, high + 1)]
            total = sp.Add(*terms) if isinstance(expression, sp.Sum) else sp.Mul(*terms)
            return write_out(expression.func(total, *outer) if outer else total)
    return expression.func(*(write_out(argument) for argument in expression.args))
