"""``{eval}`` after a cell that ends in ``;``.

IPython shows no value while the last cell of its history ends in a semicolon, as most cells that draw do, and
myst-nb's ``{eval}`` leaves no trace in the history: the value would be lost. ``display`` shows it in any case.
"""

import re

from myst_nb.core.execute.base import EvalNameError
from myst_nb.core.execute.inline import NotebookClientInline


def eval_variable(self, name):
    if not re.match(self.nb_config.eval_name_regex, name):
        raise EvalNameError(name)
    return self._client.eval_expression(f"display({name})")


def setup(app):
    NotebookClientInline.eval_variable = eval_variable
