"""Coursework: what a notebook that is handed out needs (`draw`, `in_unit`, `formula`); marks are made elsewhere (`marking`, `grading`)."""

from excitable.coursework.draw import draw
from excitable.coursework.formulas import formula
from excitable.coursework.units import in_unit

__all__ = ["draw", "formula", "in_unit"]
