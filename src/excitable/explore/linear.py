"""The kind `Linear`: the trace–determinant plane and the flow that belongs to a point of it. static/linear.js computes the same."""

from dataclasses import dataclass

import numpy as np

from .kinds import Explorer
from .words import KINDS

STARTS, LONG, MOMENTS = 8, 6.0, 121
"""So many orbits, from a circle, for so long in both directions, at so many moments."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Linear(Explorer):
    """Sliders tr and det. Panel 0: det against tr, with the parabola tr² = 4 det; panel 1: orbits of the linear flow.

    An orbit is e^{At} u = e^{μt} (c(t) u + s(t) (A − μ) u) with μ = tr/2; c and s are cosh and sinh, or cos and sin, of ω t.
    """

    kind = "linear"
    words = {
        **KINDS,
        "centre": ("中心", "centre"),
        "line": ("一整条直线都是平衡点", "a whole line of equilibria"),
        "at": ("tr = {tr}，det = {det}：", "At tr = {tr}, det = {det}: "),
        "real": ("；特征值 {eigenvalues}", "; the eigenvalues are {eigenvalues}"),
        "pair": ("；特征值 {real} ± {imaginary} i", "; the eigenvalues are {real} ± {imaginary} i"),
    }

    def compute(self, values, rtol=1e-6, atol=1e-8):
        tr, det = values["tr"], values["det"]
        discriminant = float(self.model(**values)["discriminant"])
        mu, omega = tr / 2, abs(discriminant) ** 0.5 / 2
        t = np.linspace(-LONG, LONG, MOMENTS)
        if discriminant < 0:
            c, s = np.cos(omega * t), np.sin(omega * t) / omega
        else:
            c, s = np.cosh(omega * t), np.sinh(omega * t) / omega if omega else t
        reach = self.panels[1].range[1]
        flow = {"x": [], "y": []}
        for k in range(STARTS):
            x, y = np.cos(2 * np.pi * k / STARTS), np.sin(2 * np.pi * k / STARTS)
            orbit = np.exp(mu * t) * np.array([c * x + s * (mu * x - det * y), c * y + s * (x - mu * y)])
            orbit[:, np.abs(orbit).max(0) > 1.5 * reach] = np.nan
            for name, row in zip(flow, orbit, strict=True):
                flow[name] += [*row, np.nan]
        x = np.linspace(*self.panels[0].x.range, 121)
        grid = [reach * (i - 4) / 4.5 for i in range(9)]
        u, v = (row.ravel() for row in np.meshgrid(grid, grid))
        kind = _kind(tr, det, discriminant)
        pair = {"real": mu, "imaginary": omega} if discriminant < 0 else {"eigenvalues": [mu - omega, mu + omega]}
        return {
            "lines": [{"x": x, "y": x**2 / 4}, {name: np.array(row) for name, row in flow.items()}],
            "points": [
                {"line": 0, "x": tr, "y": det, "mark": "now"},
                {"line": 1, "x": 0.0, "y": 0.0, "mark": {"s": "stable", "u": "unstable"}.get(kind[0], "now") if kind != "saddle" else "saddle"},
            ],
            "rules": [{"panel": 0, "x": 0.0}],
            "arrows": {"panel": 1, "x": u.tolist(), "y": v.tolist(), "dx": (tr * u - det * v).tolist(), "dy": u.tolist()},
            "facts": {"says": ["at", kind, "pair" if discriminant < 0 else "real"], "tr": tr, "det": det, **pair},
        }


def _kind(tr, det, discriminant):
    if det == 0:
        return "line"
    if det < 0:
        return "saddle"
    if tr == 0:
        return "centre"
    return f"{'stable' if tr < 0 else 'unstable'} {'focus' if discriminant < 0 else 'node'}"
