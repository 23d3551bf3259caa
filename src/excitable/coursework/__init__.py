"""Coursework: what a notebook that is handed out needs (`draw`, `in_unit`); marks are made elsewhere (`marking`, `grading`)."""

from excitable.coursework.draw import draw
from excitable.coursework.units import in_unit

__all__ = ["draw", "in_unit"]
