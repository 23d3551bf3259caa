"""What the coursework on pumps and channels asks, and what is right.

A slip of conversion (joules undeclared, degrees Celsius where kelvin belong) keeps half of the points, since the physics is right.
A wrong sign, a missing valence or the wrong logarithm is wrong physics and keeps none; a slip in the Nernst potentials costs points
once, and not again in what follows from them.
"""

import numpy as np
import sympy as sp

from excitable import nernst
from excitable.constants import BODY_TEMPERATURE, F, R, e
from excitable.coursework.answers import Declared
from excitable.coursework.marking import Behaviour, Formula, Item, Mistake, Number, Rubric, Wrong, shaped
from excitable.coursework.units import convert

# ---- 1 · uphill


def uphill(mine, z, c_out, c_in, V, T):
    return z * F * (V - nernst(c_out, c_in, z, T)) * 1e-6  # C/mol · mV = mJ/mol = 10⁻⁶ kJ/mol


def cell_of(mine):
    return {"K": (1, mine.K_out, mine.K_in), "Na": (1, mine.Na_out, mine.Na_in)}


def cations(mine, chance):
    ions = cell_of(mine)
    return [(*ions["K"], round(chance.uniform(-130, -105), 1), 310.0), (*ions["Na"], mine.V, round(chance.uniform(285, 311), 1))]


def chloride(mine, chance):
    return [
        (-1, *(round(chance.uniform(*between), 1) for between in ((100, 130), (5, 30), (-90, 20), (285, 311))))
        for _ in range(2)
    ]


def calcium(mine, chance):
    return [
        (2, round(chance.uniform(1, 3), 2), round(chance.uniform(5e-5, 5e-4), 6), mine.V, round(chance.uniform(285, 311), 1))
        for _ in range(2)
    ]


def spread(c_out, c_in, T):
    return R * T * np.log(c_in / c_out) / 1000  # kJ/mol


SLIPS = [
    Mistake(
        lambda mine, *ion: -uphill(mine, *ion),
        zh="正负号反了：题目要膜内减膜外，为正的离子往外走。",
        en="The sign is reversed: the task asks for inside minus outside, and an ion leaves where it is positive.",
    ),
    Mistake(
        lambda mine, z, c_out, c_in, V, T: spread(c_out, c_in, T),
        zh="忘了电压：离子带电，还要加上 zFV。",
        en="The voltage is forgotten: an ion is charged, and zFV must be added.",
    ),
    Mistake(
        lambda mine, z, c_out, c_in, V, T: spread(c_out, c_in, T) + F * V * 1e-6,
        zh="漏了价数 z：电势能与电荷成正比，阴离子的符号还要反过来。",
        en="The valence z is missing: electrical energy is proportional to the charge, and has the other sign for an anion.",
    ),
    Mistake(
        lambda mine, z, c_out, c_in, V, T: spread(c_out, c_in, T) - z * F * V * 1e-6,
        zh="电的那一项符号反了：负的膜内吸引阳离子。",
        en="The electrical term has the wrong sign: a negative inside attracts a cation.",
    ),
    Mistake(
        lambda mine, z, c_out, c_in, V, T: spread(c_out, c_in, T) / np.log(10) + z * F * V * 1e-6,
        zh="用了常用对数：这里是自然对数。",
        en="This has the decimal logarithm in it: the natural one belongs here.",
    ),
    Mistake(
        lambda mine, z, c_out, c_in, V, T: spread(c_out, c_in, T) + z * F * V * 1e-3,
        zh="毫伏当成了伏特：电的那一项大了一千倍。",
        en="Millivolts were taken for volts: the electrical term is a thousand times too large.",
        credit=0.5,
    ),
    Mistake(
        lambda mine, z, c_out, c_in, V, T: spread(c_out, c_in, T - 273.15) + z * F * V * 1e-6,
        zh="T 已经是绝对温度，不要再换算。",
        en="T is an absolute temperature already: do not convert it.",
        credit=0.5,
    ),
]


def uphill_criterion(points, inputs, zh, en):
    # 0.005 kJ/mol is 0.05 mV of driving force: constants of four digits pass, and every slip above is off by far more.
    return Number(points, "uphill", uphill, zh, en, inputs=inputs, unit="kJ/mol", absolute=0.005, relative=1e-3, mistakes=SLIPS)


# ---- 2 · pump


def potentials(mine, T=None, ln=1.0):
    """E_K and E_Na; `T` and `ln` are those of a slip."""
    T = mine.celsius + 273.15 if T is None else T
    return nernst(mine.K_out, mine.K_in, 1, T) * ln, nernst(mine.Na_out, mine.Na_in, 1, T) * ln


def work(mine, **slip):
    E_K, E_Na = potentials(mine, **slip)
    return F * (3 * E_Na - 2 * E_K - mine.V) * 1e-6


def stall(mine, **slip):
    E_K, E_Na = potentials(mine, **slip)
    return 3 * E_Na - 2 * E_K - mine.ATP / F * 1e6


def cycles(mine, **slip):
    E_K, _ = potentials(mine, **slip)
    area = 4 * np.pi * (mine.radius * 1e-4) ** 2  # cm²
    leak = mine.g_K * (mine.V - E_K) * 1e-6 * area  # A
    return leak / e / 2  # two K⁺ for each cycle


DECIMAL = {"ln": 1 / np.log(10)}


def from_wrong_potentials(truth, celsius, decimal):
    """The two usual slips in the Nernst potentials, and the credit that they leave."""
    note = ("后面的答案由此得出，不再重复扣分。", "What follows from it is not marked down again.") if celsius == 1 else ("", "")
    return [
        Mistake(lambda mine: truth(mine, T=mine.celsius), zh="温度要用开尔文。" + note[0],
                en="The temperature must be in kelvin. " + note[1], credit=celsius),
        Mistake(lambda mine: truth(mine, **DECIMAL), zh="能斯特电位里要用自然对数。" + note[0],
                en="The natural logarithm belongs into the Nernst potentials. " + note[1], credit=decimal),
    ]


# ---- 3 · derivation

Na_i, Na_o, K_i, K_o, RT, G, g_K, C, t = sp.symbols("Na_i Na_o K_i K_o RT G g_K C t", positive=True)
V_0, E_K, I_p = sp.symbols("V_0 E_K I_p", real=True)

COST = 3 * RT * sp.log(Na_o * K_i / (Na_i * K_o))
LOWEST = Na_o * K_i / K_o * sp.exp(-G / (3 * RT))
END = E_K - I_p / g_K
COURSE = END + (V_0 - END) * sp.exp(-g_K * t / C)

# Every logarithm of order one and every exponential within a few powers of e, so that no term hides behind another.
DOMAIN = {
    "Na_i": (1, 5), "Na_o": (4, 12), "K_i": (4, 12), "K_o": (1, 5), "RT": (1, 3), "G": (2, 9),
    "g_K": (0.3, 2), "C": (0.5, 2), "t": (0.2, 3), "V_0": (-40, 40), "E_K": (-100, -70), "I_p": (1, 10),
}

# ---- 4 · simulation


def potassium(c_out, c_in):
    return 1000 * R * BODY_TEMPERATURE / F * np.log(c_out / c_in)


def tiny_cells(mine, chance):
    """Spheres of about ten nanometres, from above and from below the potential where they end; forty time constants."""
    cells = []
    for V_0 in (round(chance.uniform(0, 20), 1), round(chance.uniform(-160, -140), 1)):
        g = round(chance.uniform(0.4, 1.0), 2)
        radius = round(chance.uniform(0.005, 0.015), 4)
        cells.append((radius, g, mine.K_in, mine.K_out, V_0, np.linspace(0, 40 / g, 2001)))
    return cells


def large_cells(mine, chance):
    g = round(chance.uniform(0.2, 1.0), 2)
    return [(mine.radius, g, mine.K_in, mine.K_out, round(chance.uniform(0, 20), 1), np.linspace(0, 4 / g, 401))]


def course(case, answer):
    """The membrane potential and the concentration of a run, or what is wrong with them."""
    *_, c_in, _, V_0, times = case
    in_their_units = [
        convert(one.value, one.unit, unit) if isinstance(one, Declared) else one for one, unit in zip(answer, ("mV", "mM"), strict=True)
    ]
    V, c = shaped(in_their_units, 2, len(times))
    if abs(V[0] - V_0) > 1e-6 or abs(c[0] - c_in) > 1e-6:
        raise Wrong("第一个值应当是开始时的膜电位和浓度，依次返回。",
                    "The first values must be the voltage and the concentration of the beginning, in this order.")
    if (c <= 0).any():
        raise Wrong("浓度变成了零或负数：看看单位换算和正负号。", "The concentration falls to zero or below: look at the units and the signs.")
    if np.ptp(V) == 0:
        raise Wrong("膜电位一直没有变。", "The membrane potential never changes.")
    return V, c


def settles(mine, cases, answers):
    """It ends where its own ions are in equilibrium."""
    for case, answer in zip(cases, answers):
        V, c = course(case, answer)
        goal, simple = potassium(case[3], c[-1]), potassium(case[3], case[2])
        # Of forty time constants the last ten are averaged: nothing is left of the start, and a ready-made integrator with its usual
        # tolerance, a part in 10³, swings about the goal by up to 0.25 mV, but is 0.05 mV off on average. So 0.12 mV is enough for it;
        # the ions that moved shift the potential by 0.16 to 1.3 mV.
        end = V[-len(V) // 4 :].mean()
        if abs(end - goal) <= 0.12:
            if np.ptp(c) > 0:
                continue
            return Wrong("浓度一直没有变：这正是要模拟的。", "The concentration never changes, and this is what was to be simulated.", 0.5)
        if abs(end - simple) <= 0.12:
            return Wrong("停在了开始时的 E_K：E_K 要用每一刻的浓度来算。",
                         "It ends at the E_K of the beginning: compute E_K from the concentration of each moment.", 0.5)
        if abs(end + goal) <= 1:
            return Wrong("停在了能斯特电位的反面：对数里哪个浓度在上面？",
                         "It ends at minus the Nernst potential: which concentration is on top in the logarithm?")
        return Wrong(f"最后是 {end:.2f} mV，而它自己的浓度所决定的 E_K 是 {goal:.2f} mV：净电流还没有停。",
                     f"It ends at {end:.2f} mV, but the E_K of its own concentrations is {goal:.2f} mV: there is still a net current.")
    return None


def counts(mine, cases, answers):
    """The K⁺ that is gone is the charge that was moved."""
    for case, answer in zip(cases, answers):
        V, c = course(case, answer)
        lost = case[2] - c[-1]
        due = 30 * (case[4] - V[-1]) / (F * case[0])  # 3 C ΔV/(F r) with µF/cm², mV and µm, in mM
        # Charge and ions are counted by the same current, so that any method keeps their ratio; 1 % is for rounded constants.
        if abs(lost - due) <= 0.01 * abs(due):
            continue
        if abs(lost + due) <= 0.01 * abs(due):
            return Wrong("K⁺ 走了，浓度反而升高：正负号反了。", "K⁺ leaves and the concentration rises: the sign is reversed.")
        ratio = lost / due
        if abs(ratio * 3 - 1) < 0.02 or abs(ratio * 1.5 - 1) < 0.02:
            return Wrong("球的表面积与体积之比是 3/r。", "The surface of a sphere over its volume is 3/r.", 0.5)
        power = np.log10(ratio) if ratio > 0 else 0
        if abs(power) > 0.5 and abs(power - round(power)) < 0.01:
            return Wrong(f"浓度的变化差了 10^{round(power)} 倍：mM、µm、ms 换算时漏了什么？",
                         f"The concentration changes 10^{round(power)} times as much as it should: what got lost between mM, µm and ms?",
                         0.5)
        return Wrong(f"走掉的 K⁺ 应使浓度降低 {due:.3g} mM，实际降低了 {lost:.3g} mM：电压用掉的电荷，就是这些 K⁺ 的电荷。",
                     f"The K⁺ that left should lower the concentration by {due:.3g} mM, and it fell by {lost:.3g} mM: the charge that "
                     f"made the voltage is theirs.")
    return None


def keeps_pace(mine, cases, answers):
    """In a large cell the voltage is the exponential of the chapter."""
    for case, answer in zip(cases, answers):
        V, c = course(case, answer)
        _, g, c_in, c_out, V_0, times = case
        goal = potassium(c_out, c_in)
        expected = goal + (V_0 - goal) * np.exp(-g * times)
        # Euler's method with the given steps of τ/100 is off by at most 0.2 % of the way, some 0.2 mV; twice the pace by 25 mV.
        off = np.abs(V - expected).max()
        if off <= 1:
            continue
        for factor, zh, en in ((2, "两倍", "twice"), (0.5, "一半", "half"), (1e-3, "千分之一", "a thousandth of")):
            if np.abs(V - goal - (V_0 - goal) * np.exp(-g * factor * times)).max() <= 1:
                return Wrong(f"快慢不对，是应有的{zh}：τ = C/g，微法除以毫西门子得毫秒。",
                             f"It goes at {en} the right pace: τ = C/g, and microfarads over millisiemens are milliseconds.", 0.5)
        return Wrong(f"与时间常数为 C/g 的指数曲线最多差 {off:.3g} mV。", f"It is up to {off:.3g} mV away from an exponential with the time constant C/g.")
    return None


MARKS = {
    "uphill": [
        uphill_criterion(2, cations, "阳离子", "cations"),
        uphill_criterion(2, chloride, "氯离子", "chloride"),
        uphill_criterion(1, calcium, "钙离子", "calcium"),
    ],
    "pump": [
        Number(
            2, "work", work, "转一摩尔圈的功", "the work of a mole of cycles", unit="kJ/mol",
            relative=2e-3,  # rounded constants; the usual slips are off by 10 % and more
            mistakes=[
                *from_wrong_potentials(work, celsius=0.5, decimal=0.0),
                Mistake(lambda mine: work(mine) + 2 * F * mine.V * 1e-6, zh="电压那一项的符号反了：胞内为负，净搬一个正电荷出去要多花功。",
                        en="The term of the voltage has the wrong sign: with a negative inside, taking a net charge out costs more."),
                Mistake(lambda mine: work(mine) + F * mine.V * 1e-6, zh="忘了电压：每圈净搬出一个电荷。",
                        en="The voltage is forgotten: each cycle takes a net charge out."),
                Mistake(lambda mine: work(mine) + 4 * F * potentials(mine)[0] * 1e-6, zh="K⁺ 那一项的符号反了：把 K⁺ 搬进来也是上坡。",
                        en="The potassium term has the wrong sign: bringing K⁺ in is uphill too."),
                Mistake(lambda mine: -work(mine), zh="正负号反了：这是泵付出的功，为正。",
                        en="The sign is reversed: this is work that the pump puts in, and positive."),
            ],
        ),
        Number(
            2, "stall", stall, "停转电位", "the stall potential", unit="mV",
            absolute=0.5,  # 273 for 273.15 makes 0.2 mV in the potentials, which add up to 400 mV; constants of four digits make less
            mistakes=[
                Mistake(lambda mine: stall(mine) + 4 * potentials(mine)[0], zh="K⁺ 那一项的符号反了，这是最常见的笔误。",
                        en="The potassium term has the wrong sign, the usual slip."),
                *from_wrong_potentials(stall, celsius=1.0, decimal=1.0),
                Mistake(lambda mine: -stall(mine), zh="正负号反了：越负，泵越吃力。",
                        en="The sign is reversed: the more negative, the harder for the pump."),
            ],
        ),
        Number(
            2, "cycles", cycles, "每秒的圈数", "cycles per second", unit="1/s",
            relative=0.02,  # the driving force is a difference: E_K rounded to 0.1 mV changes one of 6 mV, the least there is, by 1.7 %
            mistakes=[
                *from_wrong_potentials(cycles, celsius=1.0, decimal=1.0),
                Mistake(lambda mine: 2 * cycles(mine), zh="每圈收进两个 K⁺，还要除以二。", en="Each cycle brings in two K⁺: divide by two.", credit=0.5),
                Mistake(lambda mine: 2 / 3 * cycles(mine), zh="每圈收进的 K⁺ 是两个，三个的是 Na⁺。",
                        en="Each cycle brings in two K⁺; three is the number of Na⁺.", credit=0.5),
                Mistake(lambda mine: cycles(mine) / 4, zh="球的表面积是 4πr²。", en="The surface of a sphere is 4πr².", credit=0.5),
                Mistake(lambda mine: cycles(mine) * mine.V / (mine.V - potentials(mine)[0]), zh="漏电流的驱动力是 V − E_K，不是 V。",
                        en="What drives the leak is V − E_K, and not V."),
                Mistake(lambda mine: -cycles(mine), zh="大小对了；圈数是正的。", en="The size is right; the cycles are positive.", credit=0.5),
            ],
        ),
    ],
    "derivation": [
        Formula(
            2, "cost", COST, "一摩尔圈的功", "the work of a mole of cycles", DOMAIN,
            mistakes=[
                Mistake(-COST, zh="正负号反了：对数里的分数要颠倒过来。", en="The sign is reversed: turn the fraction in the logarithm over."),
                Mistake(3 * RT * sp.log(Na_o / Na_i) + 2 * RT * sp.log(K_i / K_o), zh="忘了电压：V = E_K 不是零，Na⁺ 还要克服它。",
                        en="The voltage is forgotten: V = E_K is not zero, and Na⁺ has to climb it."),
                Mistake(3 * RT * sp.log(Na_o / Na_i), zh="V = E_K 时 K⁺ 没有坡，但 Na⁺ 还要克服电压。",
                        en="At V = E_K there is no slope for K⁺, but Na⁺ has to climb the voltage as well.", credit=0.5),
                Mistake(3 * RT * sp.log(Na_o * K_o / (Na_i * K_i)), zh="E_K 的符号反了。", en="The sign of E_K is reversed."),
                Mistake(COST / sp.log(10), zh="能斯特电位里是自然对数。", en="The logarithm of the Nernst potential is the natural one."),
                Mistake(COST / 3, zh="每圈送出三个 Na⁺。", en="Each cycle takes out three Na⁺.", credit=0.5),
            ],
        ),
        Formula(
            2, "lowest_Na", LOWEST, "最低的胞内钠浓度", "the lowest sodium inside", DOMAIN,
            mistakes=[
                Mistake(Na_o * K_i / K_o * sp.exp(G / (3 * RT)), zh="指数的符号反了：ATP 给得越多，Na⁺ 应当能降得越低。",
                        en="The sign in the exponent is reversed: the more ATP gives, the lower Na⁺ can get."),
                Mistake(Na_o * K_i / K_o * sp.exp(-G / RT), zh="一份能量要分给三个 Na⁺。", en="The energy is shared by three Na⁺.", credit=0.5),
                Mistake(Na_o * sp.exp(-G / (3 * RT)), zh="忘了电压：Na⁺ 还要克服 E_K。",
                        en="The voltage is forgotten: Na⁺ has to climb E_K too.", credit=0.5),
                Mistake(Na_o * (K_i / K_o) ** sp.Rational(2, 3) * sp.exp(-G / (3 * RT)), zh="由漏了电压的功算出来是对的，不再重复扣分。",
                        en="This follows correctly from a work without the voltage, and is not marked down again.", credit=1.0),
            ],
        ),
        Formula(
            2, "V_t", COURSE, "膜电位的时间过程", "the course of the membrane potential", DOMAIN,
            mistakes=[
                Mistake(E_K + (V_0 - E_K) * sp.exp(-g_K * t / C), zh="泵的电流不见了：终点不是 E_K。",
                        en="The pump's current is missing: it does not end at E_K."),
                Mistake(E_K + I_p / g_K + (V_0 - E_K - I_p / g_K) * sp.exp(-g_K * t / C), zh="外向电流使膜电位更负：I_p 的符号反了。",
                        en="An outward current makes the cell more negative: the sign of I_p is reversed."),
                Mistake(END + (V_0 - E_K) * sp.exp(-g_K * t / C), zh="终点对了，起点不对：t = 0 时应当是 V₀。",
                        en="The end is right and the beginning is not: at t = 0 it must be V₀.", credit=0.5),
                Mistake(END + (V_0 - END) * sp.exp(g_K * t / C), zh="指数的符号反了：它越走越远。",
                        en="The sign in the exponent is reversed: this runs away."),
                Mistake(END, zh="这是终点；题目要的是整个过程。", en="This is where it ends; the task asks for the whole course.", credit=0.5),
            ],
        ),
    ],
    "simulation": [
        Behaviour(2, "charge", keeps_pace, "大细胞里的快慢", "the pace in a large cell", inputs=large_cells),
        Behaviour(2, "charge", counts, "走掉的离子与电荷相符", "the ions that left are the charge that moved", inputs=tiny_cells),
        Behaviour(2, "charge", settles, "停在自己浓度的 E_K 上", "it settles at the E_K of its own concentration", inputs=tiny_cells),
    ],
    "explanation": Rubric(
        Item(1, zh="泵造的是梯度，电压来自通道与梯度；泵停的一刻，电压只少掉生电电流的几毫伏。（只说“不会归零”而没有理由，不给分。）",
             en="The pump makes gradients; the voltage comes from channels and gradients, and loses only the few millivolts of the "
                "electrogenic current at the moment the pump stops. (“Not to zero” without a reason earns nothing.)"),
        Item(1, zh="通道是被动的：K⁺ 沿电化学梯度往下走，方向由 V − E_K 决定，不是“泵”出去。",
             en="Channels are passive: K⁺ runs down its electrochemical gradient, in the direction of V − E_K, and is not pumped out."),
        Item(1, zh="估算用的是自己的数：胞内 K⁺ 的个数 ÷ 2 ÷（2 × cycles），结果是五分钟到七个小时，不是几秒。个数：c · 4/3 πr³ · N_A。常见错误：漏了每圈两个 K⁺。",
             en="The estimate with the student's own numbers: half of the K⁺ inside over 2 × cycles, five minutes to seven hours and not "
                "seconds (number of K⁺: c · 4/3 πr³ · N_A). Typical slip: two K⁺ for each cycle forgotten."),
        Item(1, zh="对估算偏长偏短给出站得住的理由：例如 K⁺ 减少，E_K 升高，驱动力变小，所以偏短；或者 Na⁺ 流进来使 V 升高，驱动力变大，所以偏长。只猜一个词不给分。",
             en="A reason that holds for too long or too short: as K⁺ falls, E_K rises and the driving force shrinks, so too short; or "
                "Na⁺ enters and depolarises, the driving force grows, so too long. A bare word earns nothing."),
        Item(1, zh="富钾水洼是假说，有证据也有争议；今天可以检验的是：停了泵，细胞会胀大，会失去第二种燃料。",
             en="The potassium-rich pool is a hypothesis, supported and disputed; what can be tested today is that a cell without its "
                "pump swells and loses its second fuel."),
    ),
}
