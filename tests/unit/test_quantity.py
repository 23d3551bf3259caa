"""Numbers in the text: significant digits, a true minus, powers of ten, no break between number and unit."""

import numpy as np
import pytest

from excitable import quantity


@pytest.mark.parametrize(("value", "unit", "digits", "text"), [
    (69.728, "mV", 3, "69.7 mV"),
    (-86.887, "mV", 3, "−86.9 mV"),
    (-67.282, "mV", 4, "−67.28 mV"),
    (298, "K", 3, "298 K"),
    (9.996, "mV", 3, "10.0 mV"),
    (0.9996, "", 3, "1.00"),
    (1.28e-17, "mol", 2, "1.3 × 10⁻¹⁷ mol"),
    (0.001, "s", 1, "0.001 s"),
    (0.00099, "s", 2, "9.9 × 10⁻⁴ s"),
    (99_999.4, "", 6, "99999.4"),
    (6.98e6, "", 2, "7.0 × 10⁶"),
    (0, "mV", 3, "0 mV"),
    (-0.0, "mV", 3, "0 mV"),
    (12.3, "%", 2, "12 %"),
])
def test_a_quantity_is_written_as_a_physicist_writes_it(value, unit, digits, text):
    assert quantity(value, unit, digits) == text


@pytest.mark.parametrize("value", [np.float32(2.5), np.float64(2.5), np.array(2.5), 2.5])
def test_numpy_scalars_are_numbers_too(value):
    assert quantity(value, "ms", 2) == "2.5 ms"


def test_a_browser_does_not_break_between_number_and_unit():
    assert quantity(-1.3e-9, "mol")._repr_html_() == '<span class="quantity">−1.30&nbsp;×&nbsp;10⁻⁹&nbsp;mol</span>'


def test_it_shows_without_quotation_marks():
    assert repr(quantity(1, "mV")) == "1.00 mV"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_a_number_is_not_printed(value):
    with pytest.raises(ValueError, match="finite"):
        quantity(value)


@pytest.mark.parametrize("digits", [0, -1, 1.5])
def test_digits_are_a_count(digits):
    with pytest.raises(ValueError, match="digits"):
        quantity(1, digits=digits)
