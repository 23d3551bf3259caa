"""What is asked in the coursework on resting and reversal potential, and what is right."""

import numpy as np
import sympy as sp
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from excitable import chord_potential, ghk_current, ghk_voltage, nernst
from excitable.constants import F, R
from excitable.coursework.marking import Behaviour, Formula, Item, Mistake, Number, Rubric, Wrong, shaped

NA_OUT, CL_OUT, P_K, C = 145.0, 110.0, 1e-6, 1.0  # mM, mM, cm/s, µF/cm²


# ---- permeability

def sodium_permeability(V, P_Cl, K_out, K_in, Na_out, Na_in, Cl_out, Cl_in, T):
    e_u = np.exp(F * V * 1e-3 / (R * T))
    return (e_u * (K_in + P_Cl * Cl_out) - K_out - P_Cl * Cl_in) / (Na_out - e_u * Na_in)


def averaged_permeability(V, P_Cl, K_out, K_in, Na_out, Na_in, Cl_out, Cl_in, T):
    E_K, E_Na, E_Cl = nernst(K_out, K_in, 1, T), nernst(Na_out, Na_in, 1, T), nernst(Cl_out, Cl_in, -1, T)
    return (E_K - V + P_Cl * (E_Cl - V)) / (V - E_Na)


def cells(chance, P_Cl):
    """Three cells whose true ratio is some 0.03 to 0.3; the reading is rounded, as a meter's is.

    Where the reading is close to the Nernst potential of chloride, a slip with chloride would not show: such cells are passed over.
    """
    found = []
    while len(found) < 3:
        T = round(chance.uniform(285, 310), 1)
        outside = {"K": round(chance.uniform(3, 12), 1), "Na": round(chance.uniform(120, 160), 1), "Cl": round(chance.uniform(100, 140), 1)}
        inside = {"K": round(chance.uniform(120, 155), 1), "Na": round(chance.uniform(6, 18), 1), "Cl": round(chance.uniform(5, 30), 1)}
        share = round(chance.uniform(0.2, 0.8), 2) if P_Cl else 0.0
        V = round(float(ghk_voltage({"K": 1, "Na": chance.uniform(0.03, 0.3), "Cl": share}, outside, inside, T)), 1)
        cell = V, share, outside["K"], inside["K"], outside["Na"], inside["Na"], outside["Cl"], inside["Cl"], T
        if not P_Cl or abs(V - nernst(outside["Cl"], inside["Cl"], -1, T)) > 10:
            found.append(cell)
    return found


def own(mine):
    return mine.V, mine.P_Cl, mine.K_out, mine.K_in, NA_OUT, mine.Na_in, CL_OUT, mine.Cl_in, mine.T


def misread(change):
    """Mistakes by the arguments that they change; they serve the student's own cell too, where there are no arguments."""
    return lambda mine, *cell: sodium_permeability(*change(*(cell or own(mine))))


CELSIUS = "T 已经是 K，不用再减 273.15。", "T is in kelvin already; do not subtract 273.15.", 0.5
SLIPS = [
    Mistake(misread(lambda V, P, Ko, Ki, No, Ni, Co, Ci, T: (V, P, Ko, Ki, No, Ni, Ci, Co, T)),
            zh="氯离子像阳离子那样放了。它的价数是 −1，胞内与胞外要对调。",
            en="Chloride stands like a cation. Its valence is −1, so its inside and outside change places."),
    Mistake(misread(lambda V, *rest: (-V, *rest)),
            zh="$V$ 的符号反了：比值的对数是胞外比胞内。", en="The sign of V is turned round: the logarithm is of outside over inside."),
    Mistake(misread(lambda *cell: (*cell[:-1], cell[-1] - 273.15)), *CELSIUS),
    Mistake(misread(lambda V, *rest: (V * np.log(10), *rest)),
            zh="指数的底是 e，不是 10。", en="The base of the exponential is e, not 10."),
    Mistake(misread(lambda V, *rest: (V * 1e3, *rest)),
            zh="V 的单位是 mV，代入 $FV/RT$ 之前要换成 V。", en="V is in mV; make volts of it before it enters FV/RT."),
    Mistake(lambda mine, *cell: averaged_permeability(*(cell or own(mine))),
            zh="这是从能斯特电位的加权平均倒推的。平均属于弦电导方程，那里的权重是电导，不是通透性。",
            en="This turns round an average of Nernst potentials, which belongs to the chord equation, with conductances as weights."),
    Mistake(misread(lambda V, P, *rest: (V, 0.0, *rest)),
            zh="氯的电流漏算了。", en="The current of chloride was left out."),
]
# R to three digits changes e^u by 0.1 %, and the difference in the numerator may triple that: 1 % forgives it, and no mistake.
READING = {"unit": "1", "relative": 0.01, "mistakes": SLIPS}


# ---- reversal

VALENCES = (1, 1, 2)


def channel_zero(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T, valences=VALENCES):
    ions = [*zip((1.0, P_Na, P_Ca), (K_out, Na_out, Ca_out), (K_in, Na_in, Ca_in), valences)]
    total = lambda V: sum(ghk_current(V, P, outside, inside, z, T) for P, outside, inside, z in ions)
    return brentq(total, -300, 300, xtol=1e-9)


def once(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    """One of calcium's two z lost: P z F ξ with F instead of z F is half the current."""
    return channel_zero(P_Na, P_Ca / 2, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T)


def averaged(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    E = {"K": nernst(K_out, K_in, 1, T), "Na": nernst(Na_out, Na_in, 1, T), "Ca": nernst(Ca_out, Ca_in, 2, T)}
    return chord_potential({"K": 1, "Na": P_Na, "Ca": P_Ca}, E)


def channels(P_Ca):
    """Channels that reverse far enough from zero for a wrong sign or logarithm to show."""
    def some(mine, chance):
        found = []
        while len(found) < 3:
            solution = (round(chance.uniform(3, 20), 1), round(chance.uniform(120, 155), 1), round(chance.uniform(60, 150), 1),
                        round(chance.uniform(8, 30), 1), round(chance.uniform(1, 20), 1), 1e-4, round(chance.uniform(290, 310), 1))
            channel = (round(chance.uniform(0.2, 1.5), 2), round(chance.uniform(2, 12), 1) if P_Ca else 0.0, *solution)
            if abs(channel_zero(*channel)) > 5:
                found.append(channel)
        return found

    return some


def zero_with(change):
    return lambda mine, *channel: change(*channel)


CHANNEL_SLIPS = [
    Mistake(zero_with(lambda *channel: -channel_zero(*channel)),
            zh="符号反了：电压是胞内减胞外。", en="The sign is wrong: voltage is inside minus outside."),
    Mistake(zero_with(lambda *channel: channel_zero(*channel[:-1], channel[-1] - 273.15)), *CELSIUS),
    Mistake(zero_with(lambda *channel: channel_zero(*channel) / np.log(10)),
            zh="对数的底是 e，不是 10。", en="The base of the logarithm is e, not 10."),
    Mistake(zero_with(averaged),
            zh="这是能斯特电位按通透性加权的平均。平均是弦电导方程的事，而且那里的权重是电导。",
            en="This is an average of Nernst potentials, weighted by permeability. It belongs to the chord equation, with conductances."),
    Mistake(zero_with(lambda *channel: channel_zero(*channel, valences=(1, 1, 1))),
            zh="Ca²⁺ 的价数是 2，不能像一价离子那样放进 GHK 电压方程。",
            en="The valence of Ca²⁺ is 2; it cannot enter the GHK voltage equation like a monovalent ion."),
    Mistake(zero_with(once), zh="Ca²⁺ 的电流里少了一个 z：$\\xi$ 里有一个，前面还有一个。",
            en="A z is lost from the current of Ca²⁺: there is one in ξ and one in front.", credit=0.5),
    Mistake(zero_with(lambda P_Na, P_Ca, *rest: channel_zero(P_Na, 0.0, *rest)),
            zh="Ca²⁺ 的电流漏算了。", en="The current of Ca²⁺ was left out."),
]
# 0.05 mV: constants to four digits change 100 mV by 0.01 mV, and a search that stops at 0.01 mV is good enough for any electrode.
ZERO = {"unit": "mV", "absolute": 0.05, "mistakes": CHANNEL_SLIPS}


# ---- derivation

P, z, F_, R_, T_, c_in, c_out, c = sp.symbols("P z F R T c_in c_out c")
unit = P * z**2 * F_**2 / (R_ * T_)
mean = (c_in - c_out) / sp.log(c_in / c_out)
g_0 = unit * mean
g_E = unit * c_in * c_out / mean
g_c = unit * c
# Numbers of order one: two formulas that agree here agree everywhere, and no form of them runs out of range.
DOMAIN = {**dict.fromkeys(["P", "F", "R", "T", "c"], (0.5, 2)), "z": [-1, 1, 2], "c_in": (1.5, 3), "c_out": (0.5, 1.2)}
LOST_Z = "少了一个 z：它在电流前面有一个，在 $\\xi$ 里有一个。", "A z is lost: there is one in front of the current and one in ξ.", 0.5
NEGATIVE = ("电导不会是负的：驱动力是 $V-E$，对数里哪个在上？",
            "A conductance is not negative: the driving force is V − E, and which concentration is on top in its logarithm?")


# ---- switch

def bath_current(mine, K_out, chloride=-1):
    """The total current at V, with the student's own cell in a bath."""
    ions = ((1.0, K_out, mine.K_in, 1), (mine.P_Na, NA_OUT, mine.Na_in, 1), (mine.P_Cl, CL_OUT, mine.Cl_in, chloride))
    return lambda V: sum(ghk_current(V, P_K * P, outside, inside, z_, mine.T) for P, outside, inside, z_ in ions)


def rest_in(mine, K_out, chloride=-1):
    return brentq(bath_current(mine, K_out, chloride), -200, 200, xtol=1e-9)


def average_in(mine, K_out):
    E = {"K": nernst(K_out, mine.K_in, 1, mine.T), "Na": nernst(NA_OUT, mine.Na_in, 1, mine.T),
         "Cl": nernst(CL_OUT, mine.Cl_in, -1, mine.T)}
    return chord_potential({"K": 1, "Na": mine.P_Na, "Cl": mine.P_Cl}, E)


def followed(mine, baths, duration, dt):
    """The voltage as an accurate solver sees it."""
    steps, V = round(duration / dt), np.array([rest_in(mine, baths[0])])
    for bath in baths:
        current = bath_current(mine, bath)
        run = solve_ivp(lambda t, V: -current(V) / C, (0, duration), V[-1:], rtol=1e-6, atol=1e-5,
                        t_eval=np.linspace(0, duration, steps + 1))
        V = np.append(V, run.y[0, 1:])
    return V


def experiment(*durations_and_steps):
    """The same baths for every duration and step: low, high, in between."""
    def some(mine, chance):
        baths = [round(chance.uniform(*limits), 1) for limits in ((3, 8), (40, 120), (10, 25))]
        return [(baths, duration, dt) for duration, dt in durations_and_steps]

    return some


def curves(cases, answers):
    """The answers as curves of the right length."""
    return [shaped(answer, len(baths) * round(duration / dt) + 1) for (baths, duration, dt), answer in zip(cases, answers)]


def settles(mine, cases, answers):
    (baths, duration, dt), = cases
    curve, = curves(cases, answers)
    steps = round(duration / dt)
    ends = curve[steps::steps]
    wanted = np.array([rest_in(mine, bath) for bath in baths])
    # The slowest membrane here has a time constant of 10 ms: after 90 ms about 0.01 mV is left; 0.1 mV forgives the constants.
    if np.all(np.abs(ends - wanted) < 0.1):
        return None
    shown = ", ".join(f"{end:.1f}" for end in ends)
    baths_shown = ", ".join(f"{bath:g}" for bath in baths)
    why_zh = why_en = ""
    if np.all(np.abs(ends - [average_in(mine, bath) for bath in baths]) < 0.1):
        why_zh = "这是按通透性加权的平均，属于欧姆电流；这里的电流服从 GHK 电流方程。"
        why_en = "That is the average weighted by permeability, which belongs to ohmic currents; these obey the GHK current equation."
    elif np.all(np.abs(ends - [rest_in(mine, bath, chloride=1) for bath in baths]) < 0.1):
        why_zh, why_en = "氯离子的价数是 −1。", "The valence of Cl⁻ is −1."
    return Wrong(f"[K⁺]ₒ 依次为 {baths_shown} mM，电压停在 {shown} mV；在那里总电流并不为零。{why_zh}",
                 f"With [K⁺]ₒ of {baths_shown} mM the voltage ends at {shown} mV, where the total current is not zero. {why_en}".rstrip())


def on_the_way(mine, cases, answers):
    (case,) = cases
    curve, = curves(cases, answers)
    truth = followed(mine, *case)
    # Euler's largest error on the way is 0.18 dt/τ of the change, and dt/τ is at most 0.1/1.7: 1 %. We allow three times that.
    allowed = 0.03 * np.ptp(truth)
    if np.abs(curve - truth).max() < allowed:
        return None
    if np.abs(curve[0] - truth[0]) > allowed:
        return Wrong(f"应当从第一份浴液中的静息电位 {truth[0]:.1f} mV 出发，这里却是 {curve[0]:.1f} mV。",
                     f"It should start at rest in the first bath, at {truth[0]:.1f} mV; it starts at {curve[0]:.1f} mV.")
    steps = round(case[1] / case[2])
    slopes = [(V[steps + 1] - V[steps]) / case[2] for V in (curve, truth)]
    half = [case[2] * (np.abs(V[steps:2 * steps] - V[2 * steps]) > abs(V[steps] - V[2 * steps]) / 2).sum() for V in (curve, truth)]
    return Wrong(f"换到第二份浴液时，电压起初每毫秒走 {slopes[0]:.2f} mV，走完一半用了 {half[0]:.1f} ms；应为 {slopes[1]:.2f} mV 和 {half[1]:.1f} ms。"
                 "查一查电流的单位、电容和步长。",
                 f"On the switch to the second bath the voltage first moves by {slopes[0]:.2f} mV per ms and is half-way "
                 f"after {half[0]:.1f} ms; it should be {slopes[1]:.2f} mV and {half[1]:.1f} ms. "
                 "Check the units of the current, the capacitance and the step.")


def converges(mine, cases, answers):
    """Judged by the curves themselves, so that a slip in a current is not punished again."""
    coarse, middle, fine = curves(cases, answers)
    jumps = [np.abs(np.diff(curve)).max() for curve in (coarse, fine)]
    if jumps[0] < 1:
        return Wrong("换了浴液，电压却几乎不动。", "The bath changes, and the voltage hardly moves.")
    if jumps[1] > jumps[0] / 2:
        return Wrong(f"步长减到四分之一，一步之内的变化仍达 {jumps[1]:.1f} mV：电压不会跳，电容要慢慢充电。",
                     f"With a quarter of the step the voltage still jumps by {jumps[1]:.1f} mV in one step; a capacitor has to be charged.")
    steps = round(cases[2][1] / cases[2][2])
    second = np.abs(np.diff(fine[steps:2 * steps + 1]))
    if second[-1] > second[0]:
        return Wrong("换到第二份浴液，电压越走越快，一去不回：电流的符号对吗？",
                     "In the second bath the voltage goes faster and faster and runs away: is the sign of the current right?")
    changes = [np.abs(coarse - middle[::2]).max(), np.abs(middle - fine[::2]).max()]
    # A method of first order halves its error with the step; 0.65 leaves room for the terms of higher order.
    # A solver that chooses its own steps is simply accurate with all three: 0.05 mV is a tenth of a per cent of the changes here.
    if changes[1] < 0.65 * changes[0] or max(changes) < 0.05:
        return None
    return Wrong(f"步长由 {cases[0][2]} ms 减半，曲线最多移动 {changes[0]:.2f} mV，再减半，移动 {changes[1]:.2f} mV；第二次至多应当是第一次的一半左右。",
                 f"Halving the step of {cases[0][2]} ms moves the curve by up to {changes[0]:.2f} mV, halving it again "
                 f"by {changes[1]:.2f} mV; the second should be about half of the first, or less.")


# ---- hours

def steady(mine, r=1.5, on_sodium=1.0, T=None):
    outside, inside = {"K": mine.K_out, "Na": NA_OUT}, {"K": mine.K_in, "Na": mine.Na_in}
    return ghk_voltage({"K": r, "Na": on_sodium * mine.P_Na}, outside, inside, T or mine.T)


def chloride_at(V, T):
    return CL_OUT * np.exp(F * V * 1e-3 / (R * T))


def leaks_at(mine, V):
    """The currents of K⁺ and of Na⁺."""
    return (ghk_current(V, P_K, mine.K_out, mine.K_in, 1, mine.T),
            ghk_current(V, P_K * mine.P_Na, NA_OUT, mine.Na_in, 1, mine.T))


def averaged_rest(mine):
    E = {"K": nernst(mine.K_out, mine.K_in, 1, mine.T), "Na": nernst(NA_OUT, mine.Na_in, 1, mine.T)}
    return chord_potential({"K": 1.5, "Na": mine.P_Na}, E)


def with_chloride(mine):
    return rest_in(mine, mine.K_out)


MARKS = {
    "permeability": [
        Number(2, "sodium_permeability", inputs=lambda mine, chance: cells(chance, P_Cl=False),
               truth=lambda mine, *cell: sodium_permeability(*cell), zh="没有氯通透性的细胞", en="cells without chloride permeability", **READING),
        Number(2, "sodium_permeability", inputs=lambda mine, chance: cells(chance, P_Cl=True),
               truth=lambda mine, *cell: sodium_permeability(*cell), zh="氯也能过膜的细胞", en="cells that chloride can cross", **READING),
        Number(1, "my_P_Na", truth=lambda mine: sodium_permeability(*own(mine)), zh="你自己的细胞", en="your own cell", **READING),
    ],
    "reversal": [
        Number(2, "reversal_potential", inputs=channels(P_Ca=False), truth=lambda mine, *channel: channel_zero(*channel),
               zh="只有 K⁺ 和 Na⁺", en="K⁺ and Na⁺ only", **ZERO),
        Number(3, "reversal_potential", inputs=channels(P_Ca=True), truth=lambda mine, *channel: channel_zero(*channel),
               zh="Ca²⁺ 也能过", en="with Ca²⁺", **ZERO),
    ],
    "derivation": [
        Formula(2, "g_0", truth=g_0, domain=DOMAIN, zh="电压为零处的弦电导", en="the chord conductance at zero voltage",
                mistakes=[Mistake(g_0 / z, *LOST_Z), Mistake(-g_0, *NEGATIVE)]),
        Formula(2, "g_E", truth=g_E, domain=DOMAIN, zh="能斯特电位处的斜率", en="the slope at the Nernst potential",
                mistakes=[Mistake(g_E / z, *LOST_Z), Mistake(-g_E, *NEGATIVE)]),
        Formula(1, "g_c", truth=g_c, domain=DOMAIN, zh="两侧浓度相等时", en="with equal concentrations",
                mistakes=[Mistake(g_c / z, *LOST_Z), Mistake(-g_c, *NEGATIVE)]),
    ],
    "switch": [
        Behaviour(2, "switch_bath", inputs=experiment((90.0, 0.5)), judge=settles, unit="mV",
                  zh="在每份浴液里停对了地方", en="it settles where it should in each bath"),
        Behaviour(2, "switch_bath", inputs=experiment((15.0, 0.1)), judge=on_the_way, unit="mV",
                  zh="走过去的样子", en="the way there"),
        Behaviour(2, "switch_bath", inputs=experiment((10.0, 0.4), (10.0, 0.2), (10.0, 0.1)), judge=converges, unit="mV",
                  zh="步长减小就更准", en="smaller steps make it better"),
    ],
    "hours": [
        # 0.07 mV forgives constants to four digits and an answer to a tenth of a millivolt; every mistake is much larger.
        Number(2, "V_hours", truth=steady, unit="mV", absolute=0.07, zh="稳态的电压", en="the voltage of the steady state", mistakes=[
            Mistake(lambda mine: -steady(mine), zh="符号反了：电压是胞内减胞外。", en="The sign is wrong: voltage is inside minus outside."),
            Mistake(lambda mine: steady(mine, r=1), zh="泵的电流没有算进去：它从哪里进入方程？",
                    en="The current of the pump is missing: where does it enter the equation?", credit=0.5),
            Mistake(with_chloride, zh="这是刚插进电极时的电压：几个钟头之后，泵与漏相抵，氯也不再有电流。",
                    en="This is the voltage at the start: after hours pump and leaks cancel, and chloride carries no current any more."),
            Mistake(lambda mine: steady(mine, r=1, on_sodium=1.5), zh="耦合比 3/2 放到钠那一边去了。",
                    en="The coupling ratio 3/2 stands with sodium.", credit=0.5),
            Mistake(averaged_rest, zh="这是能斯特电位的加权平均，属于弦电导方程；那里的权重是电导，不是通透性。",
                    en="This is an average of Nernst potentials. It belongs to the chord equation, whose weights are conductances."),
            Mistake(lambda mine: steady(mine) / np.log(10), zh="对数的底是 e，不是 10。", en="The base of the logarithm is e, not 10."),
            Mistake(lambda mine: steady(mine, T=mine.T - 273.15), *CELSIUS),
        ]),
        # 0.5 %: an error of 0.07 mV in the voltage, which is right above, changes the concentration by 0.3 %.
        Number(1, "Cl_hours", truth=lambda mine: chloride_at(steady(mine), mine.T), unit="mM", relative=0.005,
               zh="安顿下来的氯", en="chloride when it has settled", mistakes=[
            Mistake(lambda mine: chloride_at(-steady(mine), mine.T), zh="氯的价数是 −1：胞内为负，Cl⁻ 应当更少。",
                    en="The valence of chloride is −1: a negative inside keeps Cl⁻ out."),
            Mistake(lambda mine: chloride_at(steady(mine, r=1), mine.T), zh="与没有泵电流的电压相符；稳态的电压还要低一些。",
                    en="It fits the voltage without the pump's current; in the steady state the voltage is lower.", credit=0.5),
            Mistake(lambda mine: mine.Cl_in, zh="这是一开始的数值，后来氯已经安顿下来了。",
                    en="This is the value at the start; since then chloride has settled."),
        ]),
        # 1 %: an error of 0.05 mV in the voltage, which is right above, changes the difference of the two leaks by 0.8 %.
        Number(1, "I_pump", truth=lambda mine: -sum(leaks_at(mine, steady(mine))), unit="µA/cm²", relative=0.01,
               zh="泵的电流", en="the current of the pump", mistakes=[
            Mistake(lambda mine: sum(leaks_at(mine, steady(mine))), zh="符号反了：泵净送出正电荷，电流外向。",
                    en="The sign is wrong: the pump carries net positive charge out."),
            Mistake(lambda mine: -leaks_at(mine, steady(mine))[1], zh="这是 Na⁺ 的部分；泵同时还把 K⁺ 搬进来，净电流是两者之差。",
                    en="This is the part of Na⁺; the pump carries K⁺ in as well, and its net current is the difference.", credit=0.5),
            Mistake(lambda mine: leaks_at(mine, steady(mine))[0], zh="这是 K⁺ 的漏电流，不是泵的净电流。",
                    en="This is the leak of K⁺, not the net current of the pump."),
        ]),
    ],
    "explanation": Rubric(
        Item(1, zh="电流之和为零是对的，“平衡态”不对：$V$ 不等于任何一种离子的能斯特电位，Na⁺ 一直在流入，别的离子也在流"
                "（举出自己细胞的数；K⁺ 多的浴液里 $V$ 可以低于 $E_\\mathrm{K}$，那时 K⁺ 也流入，Cl⁻ 的外向电流与之相抵）。",
             en="That the currents add up to zero is right, equilibrium is not: V is nobody's Nernst potential, Na⁺ keeps entering, "
                "and the others flow too (with numbers of the own cell; in a bath rich in K⁺ the voltage may lie below E_K, and K⁺ enters, "
                "balanced by the outward current of Cl⁻)."),
        Item(1, zh="浴液里只有第一问答“是”：浓度是我们假定不变的，没有泵它就会漂移。稳态里前两问答“是”，第三问仍答“否”。",
             en="In the bath only the first question has a yes: concentrations were held by assumption and would drift without a pump. "
                "In the steady state the first two have a yes, the third has none."),
        Item(1, zh="GHK 里只有漏电流，没有泵；泵以电流或因子 $r$ 的身份进来，只移动几毫伏（用上 `V_hours` 或界限 $\\frac{RT}{F}\\ln\\frac32$）。",
             en="GHK holds leaks only; the pump enters as a current or as the factor r, and moves the voltage by a few millivolts "
                "(with V_hours, or the bound RT/F ln 3/2)."),
        Item(1, zh="哇巴因：头一秒电压略微上跳（去极化），梯度还在；几小时后浓度耗尽，电压趋于零，细胞胀大。能量由泵支付，等于漏电流的耗散。",
             en="Ouabain: within a second a small depolarisation, for the gradients are still there; over hours they run down, the voltage "
                "creeps to zero and the cell swells. The pump paid what the leaks dissipate."),
    ),
}
