"""What the assignment "A dendrite of your own" asks, and what is right."""

import numpy as np
import sympy as sp

from excitable import passive_cable
from excitable.coursework.marking import Behaviour, Formula, Item, Mistake, Number, Rubric, Wrong, shaped

# ---- 1 · constants


def space_constant(mine, d, R_m, rho):
    return 10 * passive_cable(a=d * 1e-4 / 2, r_M=R_m, rho=rho)["lambda"]  # cm to mm


def diameter_for(mine, L, length, R_m, rho):
    space = length / 10 / L  # cm
    return 4 * rho * space**2 / R_m * 1e4  # λ² = d R_m / 4ρ, in µm


def materials(chance):
    return round(chance.uniform(2_000, 30_000), -2), round(chance.uniform(50, 250), 0)


def some_fibres(mine, chance):
    others = [(round(chance.uniform(low, high), 1), *materials(chance)) for low, high in ((0.3, 2), (2, 8), (100, 600))]
    return [(mine["d"], mine["R_m"], mine["rho"]), *others]


def some_lengths(mine, chance):
    return [(round(chance.uniform(0.3, 2.5), 2), round(chance.uniform(0.2, 1.5), 2), *materials(chance)) for _ in range(4)]


# ---- 2 · derivation

x, x_0, l, I_0 = sp.symbols("x x_0 l I_0", positive=True)
lam = sp.Symbol("lambda", positive=True)
R_infty, A, p, R_m, rho = sp.symbols("R_infty A p R_m rho", positive=True)
lam_ribbon = sp.sqrt(A * R_m / (p * rho))
R_at = R_infty * sp.cosh(x_0 / lam) * sp.cosh((l - x_0) / lam) / sp.sinh(l / lam)
V_left = I_0 * R_infty * sp.cosh(x / lam) * sp.cosh((l - x_0) / lam) / sp.sinh(l / lam)
left, right = sp.tanh(x_0 / lam), sp.tanh((l - x_0) / lam)

# l beyond x_0, and x before it
PLACES = {"x": (0.05, 0.3), "x_0": (0.35, 0.8), "l": (0.9, 2.0), "lambda": (0.3, 2.0), "R_infty": (1.0, 5.0), "I_0": (0.5, 2.0)}
RIBBON = {"A": (0.2, 2.0), "p": (2.0, 6.0), "R_m": (1.0, 5.0), "rho": (0.5, 3.0)}

# ---- 3 · rooms


def parts(mine, N):
    """Space constant (cm), time constant (ms), thickness of a room (cm) and the leak of a room (S) of the student's dendrite."""
    radius, thick = mine["d"] * 1e-4 / 2, mine["length"] / 10 / N
    found = passive_cable(a=radius, r_M=mine["R_m"], rho=mine["rho"])
    return found["lambda"], mine["R_m"] * 1e-3, thick, 2 * np.pi * radius * thick / mine["R_m"]


def true_rooms(mine, N, k, I_0, T):
    """The exact voltages of the rooms: every mode of the chain fades at its own rate."""
    space, tau, thick, leak = parts(mine, N)
    chain = 2 * np.eye(N) - np.eye(N, k=1) - np.eye(N, k=-1)
    chain[0, 0] = chain[-1, -1] = min(1, N - 1)  # the end rooms have one neighbour
    rates, modes = np.linalg.eigh(np.eye(N) + (space / thick) ** 2 * chain)
    return modes @ (modes[k] * -np.expm1(-rates * T / tau) / rates) * I_0 * 1e-6 / leak  # nA / S is 10⁻⁶ mV


def steady_cable_between(mine, places, x_0, I_0):
    """The continuous sealed cable: voltages (mV) at places (cm), current (nA) at x_0 (cm)."""
    found = passive_cable(a=mine["d"] * 1e-4 / 2, r_M=mine["R_m"], rho=mine["rho"])
    space, length = found["lambda"], mine["length"] / 10
    nearer, farther = np.minimum(places, x_0), np.maximum(places, x_0)
    return I_0 * found["R_infty"] * 1e-6 * np.cosh(nearer / space) * np.cosh((length - farther) / space) / np.sinh(length / space)


def some_times(mine, chance):
    tau = mine["R_m"] * 1e-3
    cases = []
    for share in (0.1, 0.8, 3.0):
        N = int(chance.integers(5, 13))
        cases.append((N, int(chance.integers(N)), round(chance.uniform(0.05, 0.3), 2), round(share * chance.uniform(0.8, 1.2) * tau, 1)))
    return cases


def steady_times(mine, chance):
    """The electrode in the end room, and nearer to that end than to the other: in the very middle, a closed ring looks the same."""
    N, M = (int(number) for number in chance.integers(10, 17, size=2))
    places = (N, 0), (M, int(chance.integers(1, M // 3)))
    return [(rooms, k, round(chance.uniform(0.05, 0.3), 2), round(6 * mine["R_m"] * 1e-3, 1)) for rooms, k in places]


def early_times(mine, chance):
    N = int(chance.integers(6, 15))
    return [(N, k, round(chance.uniform(0.1, 0.3), 2), round(chance.uniform(0.15, 0.4) * mine["R_m"] * 1e-3, 1)) for k in (0, N - 1)]


def said(case):
    return "(N, k, I_0, T) = (" + ", ".join(f"{value:g}" for value in case) + ")"


def judge_leak(mine, cases, answers):
    """All that has entered is on the capacitors or has leaked: the leak of all rooms is I_0 (1 − exp(−T/τ)), however they are joined."""
    wrong = []
    for case, answer in zip(cases, answers):
        N, _, I_0, T = case
        _, tau, _, leak = parts(mine, N)
        leaking, expected = shaped(answer, N).sum() * leak * 1e6, -I_0 * np.expm1(-T / tau)
        # 1 % of the current: forward Euler with steps of a fiftieth of τ is off by less than half of that.
        if abs(leaking - expected) > 0.01 * I_0:
            wrong.append((case, leaking, expected))
    if wrong:
        case, leaking, expected = wrong[0]
        factors = [leaking / expected for _, leaking, expected in wrong]
        if len(wrong) == len(cases) and min(factors) > 0 and max(factors) < 1.02 * min(factors):  # 2 %: the same allowance for a step
            return Wrong(f"充电的快慢是对的，可是所有房间一共漏掉的电流始终是应有的 {factors[0]:.3g} 倍：直径还是半径？单位对吗？",
                         f"The time course is right, but all rooms together always leak {factors[0]:.3g} times what they should: "
                         "diameter or radius? Which units?", credit=0.5)
        return Wrong(f"{said(case)} 时，所有房间一共应漏掉 {expected:.4f} nA，你的房间漏掉 {leaking:.4f} nA。电荷丢了，还是多出来了？",
                     f"With {said(case)} all rooms together should leak {expected:.4f} nA; yours leak {leaking:.4f} nA. "
                     "Is charge lost, or made?",
                     1 - len(wrong) / len(cases))
    return None


def judge_steady(mine, cases, answers):
    wrong = []
    for case, answer in zip(cases, answers):
        N, k, I_0, T = case
        space, _, thick, _ = parts(mine, N)
        middles = (np.arange(N) + 0.5) * thick
        V, theory = shaped(answer, N), steady_cable_between(mine, middles, middles[k], I_0)
        # The cut into rooms is of order two: its exact error is below (Δx/λ)²/8 of the highest voltage; the rest is e⁻⁶ and a time step.
        allowed = ((thick / space) ** 2 / 4 + 0.01) * theory.max()
        if np.max(abs(V - theory)) > allowed:
            wrong.append((case, int(np.argmax(abs(V - theory))), V, theory, allowed))
    if wrong:
        case, worst, V, theory, allowed = wrong[0]
        return Wrong(f"{said(case)}：第 {worst} 间应为 {theory[worst]:.3f} mV（误差至多 {allowed:.3f}），得到 {V[worst]:.3f} mV。"
                     "查一查两间之间的轴向电导，和两端的房间。",
                     f"With {said(case)} room {worst} should be at {theory[worst]:.3f} mV (within {allowed:.3f}), "
                     f"but is at {V[worst]:.3f} mV. Check the axial conductance between rooms, and the rooms at the ends.",
                     1 - len(wrong) / len(cases))
    return None


def judge_early(mine, cases, answers):
    wrong = []
    for case, answer in zip(cases, answers):
        V, truth = shaped(answer, case[0]), true_rooms(mine, *case)
        # 3 % of the highest voltage, as the task says: forward Euler with half of the longest stable step, or τ/100, is within 2 %.
        if np.max(abs(V - truth)) > 0.03 * truth.max():
            wrong.append((case, int(np.argmax(abs(V - truth))), V, truth))
    if wrong:
        case, worst, V, truth = wrong[0]
        return Wrong(f"{said(case)}：第 {worst} 间应为 {truth[worst]:.3f} mV，得到 {V[worst]:.3f} mV。查一查时间常数、轴向电导和步长。",
                     f"With {said(case)} room {worst} should be at {truth[worst]:.3f} mV, but is at {V[worst]:.3f} mV. "
                     "Check the time constant, the axial conductance and the step.",
                     1 - len(wrong) / len(cases))
    return None


# ---- 4 · pruned


def electrotonic_length(mine, before, after):
    return np.arctanh(np.sqrt(after / before))


def some_readings(mine, chance):
    cases = []
    for L in (chance.uniform(0.3, 0.6), chance.uniform(0.7, 1.1), chance.uniform(1.2, 1.8)):
        R = chance.uniform(40, 300)
        cases.append((round(R / np.tanh(L), 1), round(R * np.tanh(L), 1)))
    return cases


def without_the_root(mine, before, after):
    return np.arctanh(after / before)


def to_base_ten(mine, before, after):
    return electrotonic_length(mine, before, after) / np.log(10)


def rho_found(mine, length_from=electrotonic_length):
    radius = mine["thick"] * 1e-4 / 2
    space = mine["tip"] / 10 / length_from(mine, mine["before"], mine["after"])
    return np.sqrt(mine["before"] * mine["after"]) * 1e6 * np.pi * radius**2 / space  # R_∞ = ρλ/πa²


def R_m_found(mine, length_from=electrotonic_length):
    space = mine["tip"] / 10 / length_from(mine, mine["before"], mine["after"])
    return 2 * rho_found(mine, length_from) * space**2 / (mine["thick"] * 1e-4 / 2)


def carried_on(found):
    """What follows from a wrong electrotonic length is right in itself, and the mistake has cost its points already."""
    return [Mistake(lambda mine, length_from=wrong: found(mine, length_from), credit=1.0, zh="电紧张长度错了，接下去的算法是对的，不再扣分。",
                    en="It follows from your electrotonic length, which is wrong; the way from there is right and costs no more points.")
            for wrong in (without_the_root, to_base_ten)]


MARKS = {
    "constants": [
        # 1e-6: both sides are the same formula, only rounding differs.
        Number(2, "space_constant", inputs=some_fibres, truth=space_constant, unit="mm", relative=1e-6, zh="空间常数", en="the space constant",
               mistakes=[
                   Mistake(lambda mine, d, R_m, rho: np.sqrt(2) * space_constant(mine, d, R_m, rho), zh="长了 √2 倍：直径填进了半径的位置。",
                           en="Too long by √2: a diameter has been put where the radius belongs.", credit=0.5),
                   Mistake(lambda mine, d, R_m, rho: space_constant(mine, d, R_m, rho) / 10, zh="这是以 cm 计的数，题目要的是 mm；也可以返回 `(数值, \"cm\")`。",
                           en="That is in cm, and the task asks for mm; or return `(value, \"cm\")`.", credit=0.5),
                   Mistake(lambda mine, d, R_m, rho: space_constant(mine, d, R_m, rho) ** 2 / 10, zh="忘了开平方。",
                           en="The square root is missing."),
                   Mistake(lambda mine, d, R_m, rho: -space_constant(mine, d, R_m, rho), zh="长度是正的。", en="A length is positive."),
               ]),
        Number(2, "diameter_for", inputs=some_lengths, truth=diameter_for, unit="µm", relative=1e-6, zh="要多粗", en="how thick",
               mistakes=[
                   Mistake(lambda mine, *case: diameter_for(mine, *case) / 2, zh="这是半径，题目要的是直径。",
                           en="That is the radius; the task asks for the diameter.", credit=0.5),
                   Mistake(lambda mine, L, length, R_m, rho: diameter_for(mine, 1 / L, length, R_m, rho),
                           zh="$L=l/\\lambda$，你用的是 $\\lambda=lL$。",
                           en="$L=l/\\lambda$, but $\\lambda=lL$ has been used."),
               ]),
    ],
    "derivation": [
        Formula(2, "lam_ribbon", truth=lam_ribbon, domain=RIBBON, zh="扁带的空间常数", en="the space constant of the ribbon",
                mistakes=[Mistake(lam_ribbon / sp.sqrt(2), zh="圆柱的那个 2 来自 $A/p=a/2$，不要再除一次。",
                                  en="The 2 of the cylinder comes from $A/p=a/2$; it must not be put in again.", credit=0.5),
                          Mistake(sp.sqrt(p * R_m / (A * rho)), zh="芯和膜弄反了：截面大，就走得远；周长大，就漏得多。",
                                  en="Core and membrane are exchanged: a large section carries far, a large perimeter leaks."),
                          Mistake(A * R_m / (p * rho), zh="这是 $\\lambda^2$。", en="That is $\\lambda^2$.", credit=0.5)]),
        Formula(3, "V_left", truth=V_left, domain=PLACES, zh="电极左边的电压", en="the voltage to the left of the electrode",
                mistakes=[Mistake(-V_left, zh="符号反了：注入正电流，电压升高。",
                                  en="The sign is reversed: an injected positive current raises the voltage."),
                          Mistake(I_0 * R_infty * sp.sinh(x / lam) * sp.sinh((l - x_0) / lam) / sp.sinh(l / lam),
                                  zh="这是两端都开放的纤维：封闭端没有的是斜率，不是电压。",
                                  en="That is a fibre with both ends killed: at a sealed end the slope vanishes, not the voltage.",
                                  credit=0.5),
                          Mistake(I_0 * R_infty * sp.exp((x - x_0) / lam) / 2, zh="这是无限长的纤维：两端还没有考虑。",
                                  en="That is an infinite fibre: the two ends are not in it yet."),
                          Mistake(2 * V_left, zh="大了一倍：电流往两边走。", en="Twice too large: the current goes both ways."),
                          Mistake(I_0 * R_infty * sp.cosh(x / lam) / sp.sinh(x_0 / lam), zh="只算了左边的一段，右边也要分走电流。",
                                  en="Only the left piece has been counted; the right one takes its share of the current.", credit=0.25)]),
        Formula(2, "R_at", truth=R_at, domain=PLACES, zh="输入电阻", en="the input resistance",
                mistakes=[Mistake(-R_at, zh="符号反了：电阻是正的。", en="The sign is reversed: a resistance is positive."),
                          Mistake(R_infty * sp.coth(l / lam), zh="这是电极在端点时的输入电阻。",
                                  en="That is the input resistance with the electrode at an end."),
                          Mistake(I_0 * R_at, zh="还要除以 $I_0$。", en="Divide by $I_0$.", credit=0.5),
                          Mistake(R_infty / left + R_infty / right, zh="左右两段是并联，不是串联：电导相加。",
                                  en="The two pieces lie side by side, not in a row: conductances add.", credit=0.5),
                          Mistake(R_infty / (1 / left + 1 / right), zh="这是两端都开放的纤维。",
                                  en="That is a fibre with both ends killed.", credit=0.5)]),
    ],
    "rooms": [
        Behaviour(2, "rooms", inputs=some_times, judge=judge_leak, unit="mV", zh="总的漏电", en="the leak of all rooms"),
        Behaviour(3, "rooms", inputs=steady_times, judge=judge_steady, unit="mV", zh="稳态的分布", en="the steady profile"),
        Behaviour(2, "rooms", inputs=early_times, judge=judge_early, unit="mV", zh="远处来得晚", en="the far rooms come late"),
    ],
    "pruned": [
        # 1e-6: both sides are the same formula, only rounding differs.
        Number(2, "electrotonic_length", inputs=some_readings, truth=electrotonic_length, unit="1", relative=1e-6, zh="电紧张长度",
               en="the electrotonic length from the two readings",
               mistakes=[
                   Mistake(lambda mine, before, after: np.sqrt(after / before), zh="这是 $\\tanh L$；还要取反函数。",
                           en="That is $\\tanh L$; undo the hyperbolic tangent.", credit=0.5),
                   Mistake(without_the_root, zh="两个读数之比是 $\\tanh^2L$，忘了开平方。",
                           en="The ratio of the readings is $\\tanh^2L$; a square root is missing."),
                   Mistake(to_base_ten, zh="用了常用对数，应当用自然对数。",
                           en="The logarithm to base ten has been used instead of the natural one."),
                   Mistake(lambda mine, *case: -electrotonic_length(mine, *case), zh="长度是正的：两个读数的比上下颠倒了。",
                           en="A length is positive: the ratio of the readings is upside down."),
               ]),
        # 0.5 %: an answer of three digits, computed from three digits on the way, is right.
        Number(1.5, "rho_found", truth=rho_found, unit="Ω·cm", relative=5e-3, zh="电阻率", en="the resistivity",
               mistakes=[
                   Mistake(lambda mine: 4 * rho_found(mine), zh="大了四倍：直径填进了半径的位置。",
                           en="Four times too large: a diameter has been put where the radius belongs.",
                           credit=0.5),
                   Mistake(lambda mine: rho_found(mine) / (np.pi * (mine["thick"] * 1e-4 / 2) ** 2),
                           zh="$\\lambda\\rho$ 不是电阻：还要乘以截面积。", en="$\\lambda\\rho$ is no resistance: multiply by the cross-section."),
                   Mistake(lambda mine: 2 * rho_found(mine), zh="大了一倍：电极在端点，电流只往一边走。",
                           en="Twice too large: the electrode is at an end, and the current goes one way only."),
                   *carried_on(rho_found),
               ]),
        Number(1.5, "R_m_found", truth=R_m_found, unit="Ω·cm²", relative=5e-3, zh="比膜电阻", en="the specific membrane resistance",
               mistakes=[
                   Mistake(lambda mine: 2 * R_m_found(mine), zh="大了一倍：直径填进了半径的位置。",
                           en="Twice too large: a diameter has been put where the radius belongs.", credit=0.5),
                   *carried_on(R_m_found),
               ]),
    ],
    "explanation": Rubric(
        Item(1, zh="说明电流要走到远端再回来，一路都在漏，所以近端的感觉按 $e^{-2L}$ 减弱（例如 $\\coth L\\approx1+2e^{-2L}$）。",
             en="Says that what the near end feels has travelled to the far end and back, leaking all the way, "
                "so it weakens as $e^{-2L}$ (for instance $\\coth L\\approx1+2e^{-2L}$)."),
        Item(1, zh="用函数算过误差：大约从 2.3 起，直到无穷大（剪后的读数甚至可能大于剪前），所以两位小数没有意义。",
             en="Has tried the errors: from about 2.3 up to infinity (the later reading may even be the larger); "
                "two decimals mean nothing."),
        Item(1, zh="指出 $R_\\infty=\\sqrt{R_\\text{前}R_\\text{后}}$ 约 60.6 MΩ 仍然可靠，误差在百分之一以内，并能说 $L$ 大于某个值。",
             en="Says that $R_\\infty=\\sqrt{R_\\text{before}R_\\text{after}}$, about 60.6 MΩ, is known to within one per cent "
                "all the same, and that $L$ exceeds a value."),
        Item(1, zh="提出更灵敏的测量并说理由：例如在远端注入、或量远端的电压（按 $e^{-L}$ 而不是 $e^{-2L}$ 变），或由均衡的时间常数求 $L$，或量 $\\lambda$ 再用显微镜量长度。",
             en="Suggests a more sensitive measurement and says why: a second electrode at the far end (it sees $e^{-L}$, "
                "not $e^{-2L}$), the time constants with which differences fade, "
                "or $\\lambda$ from two places and the length under the microscope."),
    ),
}
