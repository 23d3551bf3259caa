"""A linear flow in the plane with a given trace and determinant: what every smooth flow looks like close to an equilibrium.

Of the matrices with that trace and determinant this is one; the others show the same picture in slanted coordinates.
"""

import sympy as sp

from excitable.symbolic import Model, Parameter

u, v, tr, det, discriminant = sp.symbols("u v tr det discriminant", real=True)

linear = Model(
    "linear",
    states={u: tr * u - det * v, v: u},
    start={u: 1, v: 0},
    parameters=[
        Parameter(tr, -0.5, "", {"zh": "迹", "en": "trace"}, r"\operatorname{tr}"),
        Parameter(det, 1.0, "", {"zh": "行列式", "en": "determinant"}, r"\det"),
    ],
    outputs={discriminant: tr**2 - 4 * det},
    labels={
        u: {"zh": "偏离平衡点的第一个坐标", "en": "first coordinate, from the equilibrium"},
        v: {"zh": "偏离平衡点的第二个坐标", "en": "second coordinate, from the equilibrium"},
        discriminant: {"zh": "判别式", "en": "discriminant"},
    },
    time_unit="1",
)
