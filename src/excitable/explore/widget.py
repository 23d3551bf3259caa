"""The explorer in a notebook: a widget whose kernel computes."""

import anywidget
import numpy as np
import traitlets

from .scripts import PLOT, style_sheet, widget_module


class Widget(anywidget.AnyWidget):
    """An explorer as a widget: Python computes whenever a slider moves.

    The page sends `values`; the answer, `curves`, says for which values it holds.
    """

    _esm = widget_module()
    _css = style_sheet()

    spec = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    curves = traitlets.Dict().tag(sync=True)

    def __init__(self, explorer, **parameters):
        spec = explorer.spec(**parameters)
        self._explorer = explorer
        super().__init__(spec=spec, values=spec["values"], curves=self._answer(spec["values"]))
        self.on_msg(self._send_plot)

    def _answer(self, values):
        curves = self._explorer.compute(values)
        # bytes travel to the browser as they are, where a list would be written out as text
        lines = [{axis: np.asarray(line[axis], float).tobytes() for axis in "xy"} for line in curves["lines"]]
        return {**curves, "lines": lines, "values": values}

    @traitlets.observe("values")
    def _recompute(self, change):
        if self._explorer and change["old"]:
            self.curves = self._answer(change["new"])

    def _send_plot(self, *_):
        """Observable Plot goes to the browser once, when it asks, instead of with every widget."""
        self.send({}, buffers=[PLOT.read_bytes()])
