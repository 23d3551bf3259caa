"""What is asked in the coursework on the passive cell, and what is right."""

import numpy as np
import sympy as sp

from excitable.coursework.marking import Behaviour, Formula, Item, Mistake, Number, Rubric, Wrong, shaped

C_ASSUMED = 0.9  # µF/cm²


# ---- 1 · record

def resistance(mine, jump=True):
    return (mine.plateau - mine.jump * jump) / mine.I_cell * 1e3  # MΩ


def time_constant(mine, ln_2=np.log(2)):
    return mine.t_half / ln_2


def radius(mine, jump=True, ln_2=np.log(2), C=C_ASSUMED):
    capacitance = time_constant(mine, ln_2) / resistance(mine, jump) * 1e3  # pF
    return np.sqrt(capacitance * 1e-6 / C / (4 * np.pi)) * 1e4  # µm


NO_JUMP = ("电压开头那一跳落在电极的电阻上，不是膜上：先扣掉。",
           "The jump at the start falls across the electrode's resistance, not across the membrane: take it off first.", 0.5)
HALF = ("走完一半的时间是 $\\tau\\ln2$，不是 $\\tau$。", "Half the way takes τ ln 2, not τ.", 0.5)
BASE = "对数的底是 e，不是 10。", "The base of the logarithm is e, not 10."
# Nothing is measured and no constant is needed: 0.5 % forgives rounding on the way to three digits.
ROUNDED = {"relative": 0.005}


# ---- 2 · pulses

def voltage(t, on, off, size, E_L, g_L, C, tau=None, still=True, rests=1):
    tau = tau or C / g_L
    rise = lambda since: 1 - np.exp(-np.maximum(since, 0) / tau)
    t, V = np.asarray(t), 0.0
    for begins, ends, strength in zip(on, off, size):
        answer = rise(t - begins) - rise(t - ends) if still else np.where(t < ends, rise(t - begins), 0)
        V = V + strength / g_L * answer
    return rests * E_L + V


def capacitance(chance):
    """Far enough from 1 µF/cm² for a forgotten C to show."""
    return round(chance.choice([chance.uniform(0.65, 0.8), chance.uniform(1.25, 1.5)]), 2)


def patches(number):
    """Membranes of three kinds, each with `number` pulses that overlap; asked for times before, during and after them."""
    def some(mine, chance):
        found = []
        for _ in range(3):
            E_L, g_L, C = round(chance.uniform(-80, -60), 1), round(chance.uniform(0.05, 0.25), 3), capacitance(chance)
            on = np.sort(chance.uniform(5, 40, number))
            off = on + chance.uniform(3, 30, number)
            size = chance.uniform(0.4, 2, number) * np.where(np.arange(number) % 3 == 1, -1, 1)
            during = on[0] + (off.max() - on[0]) * chance.uniform(0.1, 1, 5)
            after = off.max() + C / g_L * chance.uniform(0.1, 1.5, 3)
            t = np.sort([chance.uniform(0, 5), *during, *after])
            found.append((*(np.round(values, 2).tolist() for values in (t, on, off, size)), E_L, g_L, C))
        return found

    return some


def with_slip(**slip):
    return lambda mine, *patch: voltage(*patch, **slip)


PULSE_SLIPS = [
    Mistake(lambda mine, *patch: voltage(*patch, rests=len(patch[1])),
            zh="静息电位算了不止一遍：相加的是离静息的距离，不是电压。", en="Rest is counted more than once: distances from rest add, voltages do not."),
    Mistake(lambda mine, *patch: voltage(*patch, rests=0),
            zh="这是离静息的距离；还要加上静息电位。", en="This is the distance from rest; add the resting potential.", credit=0.5),
    Mistake(with_slip(tau=1e-6), zh="电压一下子就跳到了终点：电容要慢慢充电、慢慢放电。",
            en="The voltage jumps to where it will end: the capacitor takes time to charge, and to discharge."),
    Mistake(with_slip(still=False), zh="电流一关，电压并不跟着一关：电容还要通过漏电导放电。",
            en="Switching the current off does not switch the voltage off: the capacitor still discharges through the leak."),
    Mistake(lambda mine, *patch: voltage(*patch, tau=patch[5] / patch[6]),
            zh="时间常数上下颠倒了：$\\tau=C/g_\\mathrm{L}$。", en="The time constant is upside down: it is C/g_L."),
    Mistake(lambda mine, *patch: voltage(*patch, tau=1 / (patch[5] * patch[6])),
            zh="时间常数是电阻*乘*电容，$\\tau=R_\\mathrm{m}C=C/g_\\mathrm{L}$。",
            en="The time constant is resistance times capacitance, R_m C = C/g_L."),
    Mistake(lambda mine, *patch: 2 * patch[4] - voltage(*patch),
            zh="符号反了：正的注入电流使膜去极化。", en="The sign is wrong: a positive injected current depolarises."),
]
# The answer is exact, so 0.01 mV forgives nothing but rounding, and very small steps through time.
EXACT = {"unit": "mV", "absolute": 0.01, "mistakes": PULSE_SLIPS}


# ---- 3 · synapse

def followed(I, g_L, dt, V_0, E_L, C):
    """Exact while the current and the leak stand still during a step."""
    V = [V_0]
    for current, leak in zip(I, g_L):
        goal = E_L + current / leak
        V.append(goal + (V[-1] - goal) * np.exp(-dt * leak / C))
    return np.array(V)


def membrane(chance):
    """E_L, g_L, C of a membrane, and a current that moves it by some 15 mV."""
    g_L = round(chance.uniform(0.05, 0.3), 3)
    return round(chance.uniform(-80, -60), 1), g_L, capacitance(chance), round(chance.uniform(10, 20) * g_L, 3)


def charging(steps_per_tau, time_constants):
    """A constant current, from above the goal and from below it."""
    def some(mine, chance):
        E_L, g_L, C, I = membrane(chance)
        dt, steps = round(C / g_L / steps_per_tau, 4), steps_per_tau * time_constants
        return [([I] * steps, [g_L] * steps, dt, V_0, E_L, C) for V_0 in (E_L, round(E_L + 2 * I / g_L, 1))]

    return some


def curves(cases, answers):
    return [shaped(answer, len(case[0]) + 1) for case, answer in zip(cases, answers)]


def settles(mine, cases, answers):
    for (I, g_L, dt, V_0, E_L, C), curve in zip(cases, curves(cases, answers)):
        goal = E_L + I[0] / g_L[0]
        # After twelve time constants 20 mV have shrunk to 0.0001 mV.
        if abs(curve[-1] - goal) > 0.01:
            why = ("注入的是单位面积的电流，除以 $g_\\mathrm{L}$ 就是电压。", "Current per area, divided by the leak conductance, is the rise of the voltage.")
            if abs(curve[-1] - (E_L - I[0] / g_L[0])) < 0.01:
                why = "电流的符号反了：正的注入电流使膜去极化。", "The sign of the current is wrong: a positive injected current depolarises."
            return Wrong(f"从 {V_0:g} mV 出发，最后停在 {curve[-1]:.2f} mV，而电流与漏电流在 {goal:.2f} mV 才相等。{why[0]}",
                         f"From {V_0:g} mV it ends at {curve[-1]:.2f} mV, but current and leak are equal at {goal:.2f} mV. {why[1]}")
    return None


def keeps_pace(mine, cases, answers):
    for case, curve in zip(cases, curves(cases, answers)):
        (_, g_L, dt, V_0, _, C), truth = case, followed(*case)
        # With fifty steps for each time constant Euler's method errs by 0.18/50 = 0.4 % of the way; a step too early or late is 2 %.
        if np.abs(curve - truth).max() < 0.015 * np.ptp(truth):
            continue
        if curve[0] != V_0:
            return Wrong(f"第一个值应当是 V_0 = {V_0:g} mV，这里是 {curve[0]:.2f} mV。",
                         f"The first value must be V_0 = {V_0:g} mV; it is {curve[0]:.2f} mV.")
        left = np.abs(curve - curve[-1]) / (abs(V_0 - curve[-1]) or 1)
        measured = dt * np.argmax(left < np.exp(-1))
        return Wrong(f"从你的曲线量得时间常数约为 {measured:.1f} ms；这张膜的 $C/g_\\mathrm{{L}}$ 是 {C / g_L[0]:.1f} ms。",
                     f"Your curve has a time constant of about {measured:.1f} ms; C/g_L of this membrane is {C / g_L[0]:.1f} ms.")
    return None


def restless(mine, chance):
    """A current that changes often, in steps, half steps and quarter steps."""
    E_L, g_L, C, I = membrane(chance)
    current, dt = np.repeat(np.round(I * chance.uniform(-2, 2, 6), 3), 10), round(C / g_L / 10, 4)
    return [(np.repeat(current, finer).tolist(), [g_L] * (60 * finer), dt / finer, E_L, E_L, C) for finer in (1, 2, 4)]


def converges(mine, cases, answers):
    """Judged by the curves themselves, so that a slip in the equation is not punished again."""
    coarse, middle, fine = curves(cases, answers)
    jumps = [np.abs(np.diff(curve)).max() for curve in (coarse, fine)]
    I, g_L, _, _, E_L, _ = cases[2]
    if np.ptp(fine) < 0.1:
        return Wrong("电流在变，电压却几乎不动。", "The current changes, and the voltage hardly moves.")
    # A membrane cannot go further than the strongest current would hold it; 1.5 leaves room for another leak or sign of the current.
    if np.abs(fine - E_L).max() > 1.5 * np.abs(I).max() / g_L[0]:
        return Wrong("电压跑到了什么电流也维持不住的地方：漏电流应当把它拉回静息。",
                     "The voltage runs to where no current could hold it: the leak should pull it back to rest.")
    changes = [np.abs(coarse - middle[::2]).max(), np.abs(middle - fine[::2]).max()]
    # A method of first order halves its error with the step; 0.65 leaves room for the terms of higher order. An exact step has no error.
    if jumps[1] < jumps[0] / 2 and (changes[1] < 0.65 * changes[0] or max(changes) < 0.01):
        return None
    return Wrong(f"步长减半，曲线最多移动 {changes[0]:.3f} mV，再减半，移动 {changes[1]:.3f} mV；第二次至多应当是第一次的一半左右。",
                 f"Halving the step moves the curve by up to {changes[0]:.3f} mV, halving it again by {changes[1]:.3f} mV; "
                 "the second should be about half of the first, or less.")


def opened(mine, chance):
    """A synapse opens at a third of the time and closes at two thirds: once with the cell at rest, once with a current."""
    E_L, g_L, C, I = membrane(chance)
    leak = np.repeat([g_L, round(g_L * chance.uniform(2, 4), 3), g_L], 150)
    dt = round(C / g_L / 50, 4)
    return [([current] * 450, leak.tolist(), dt, V_0, E_L, C) for current, V_0 in ((0.0, E_L), (I, round(E_L + I / g_L, 3)))]


def shunts(mine, cases, answers):
    resting, pushed = curves(cases, answers)
    E_L = cases[0][4]
    if np.abs(resting - E_L).max() > 0.01:
        return Wrong("突触的反转电位就是静息电位：没有驱动力，静息的细胞不该动。",
                     "The synapse reverses at the resting potential: without a driving force the resting cell must not move.")
    truth = followed(*cases[1])
    # While the synapse is open there are at least 50/4 steps for a time constant: Euler's error is 0.18·4/50 = 1.5 % of the way.
    if np.abs(pushed - truth).max() < 0.03 * np.ptp(truth):
        return None
    if np.ptp(pushed) < 0.1 * np.ptp(truth):
        return Wrong("有电流时突触一开，电压应当降下来，这里却几乎不动：每一步要用这一步的 `g_L[k]`。",
                     "With a current on, the voltage must fall when the synapse opens; it hardly moves: use each step's own `g_L[k]`.",
                     credit=0.5)
    worst = int(np.argmax(np.abs(pushed - truth)))
    return Wrong(f"突触从第 150 步开到第 300 步；走了 {worst} 步，电压应为 {truth[worst]:.2f} mV，这里是 {pushed[worst]:.2f} mV。",
                 f"The synapse is open from step 150 to step 300; after {worst} steps the voltage should be {truth[worst]:.2f} mV "
                 f"and is {pushed[worst]:.2f} mV.")


# ---- 4 · derivation

t, tau, tau_s, I_0, C = sp.symbols("t tau tau_s I_0 C")
y = I_0 / C * (sp.exp(-t / tau) - sp.exp(-t / tau_s)) / (1 / tau_s - 1 / tau)
t_peak = sp.log(tau / tau_s) / (1 / tau_s - 1 / tau)
area = I_0 * tau * tau_s / C
# Numbers of order one, the synapse faster than the membrane: formulas that agree here agree everywhere.
DOMAIN = {"t": (0.2, 3), "tau": (1.2, 3), "tau_s": (0.3, 1), "I_0": (0.5, 2), "C": (0.5, 2)}

MARKS = {
    "record": [
        Number(2, "R_in", truth=resistance, unit="MΩ", zh="输入电阻", en="the input resistance", **ROUNDED, mistakes=[
            Mistake(lambda mine: resistance(mine, jump=False), *NO_JUMP),
            Mistake(lambda mine: -resistance(mine), zh="电阻不会是负的：电流与电压的变化同号。",
                    en="A resistance is not negative: the current and the change of voltage have the same sign."),
        ]),
        Number(1, "time_constant", truth=time_constant, unit="ms", zh="时间常数", en="the time constant", **ROUNDED, mistakes=[
            Mistake(lambda mine: mine.t_half, *HALF[:2]),
            Mistake(lambda mine: mine.t_half * np.log(2), zh="$t_{1/2}=\\tau\\ln2$，该除的却乘了。",
                    en="t_half = τ ln 2: divide, do not multiply."),
            Mistake(lambda mine: time_constant(mine, np.log10(2)), *BASE),
        ]),
        Number(1, "radius", truth=radius, unit="µm", zh="半径", en="the radius", **ROUNDED, mistakes=[
            Mistake(lambda mine: radius(mine, jump=False), *NO_JUMP),
            Mistake(lambda mine: radius(mine, ln_2=1), *HALF),
            Mistake(lambda mine: radius(mine, ln_2=np.log10(2)), *BASE, credit=0.5),
            Mistake(lambda mine: radius(mine, jump=False, ln_2=1), HALF[0] + NO_JUMP[0], HALF[1] + " " + NO_JUMP[1]),
            Mistake(lambda mine: 2 * radius(mine), zh="这是直径。", en="This is the diameter.", credit=0.5),
            Mistake(lambda mine: radius(mine, C=1.0), zh="膜电容用的是 1 µF/cm²，题目给的是 0.9。",
                    en="The capacitance used is 1 µF/cm²; the task gives 0.9.", credit=0.5),
        ]),
        Number(1, "R_m", truth=lambda mine: time_constant(mine) / C_ASSUMED, unit="kΩ cm²", zh="比膜电阻",
               en="the specific membrane resistance", **ROUNDED, mistakes=[
            Mistake(lambda mine: mine.t_half / C_ASSUMED, *HALF),
            Mistake(lambda mine: time_constant(mine, np.log10(2)) / C_ASSUMED, *BASE, credit=0.5),
            Mistake(lambda mine: resistance(mine) * 1e3 / (4 * np.pi * (radius(mine) * 1e-4) ** 2),
                    zh="电阻要*乘*面积：面积越大，电阻越小。", en="Multiply the resistance by the area: more area means less resistance."),
            Mistake(time_constant, zh="膜电容用的是 1 µF/cm²，题目给的是 0.9。", en="The capacitance used is 1 µF/cm²; the task gives 0.9.", credit=0.5),
        ]),
    ],
    "pulses": [
        Number(2, "voltage", inputs=patches(1), truth=lambda mine, *patch: voltage(*patch), zh="一个脉冲", en="a single pulse", **EXACT),
        Number(3, "voltage", inputs=patches(6), truth=lambda mine, *patch: voltage(*patch),
               zh="叠在一起的脉冲", en="pulses on top of one another", **EXACT),
    ],
    "synapse": [
        Behaviour(2, "follow", inputs=charging(20, 12), judge=settles, unit="mV", zh="停对了地方", en="it settles where it should"),
        Behaviour(2, "follow", inputs=charging(50, 5), judge=keeps_pace, unit="mV", zh="快慢", en="its pace"),
        Behaviour(1, "follow", inputs=restless, judge=converges, unit="mV", zh="步长减小就更准", en="smaller steps make it better"),
        Behaviour(2, "follow", inputs=opened, judge=shunts, unit="mV", zh="突触的作用", en="what the synapse does"),
    ],
    "derivation": [
        Formula(3, "y", truth=y, domain=DOMAIN, zh="反应", en="the response", mistakes=[
            Mistake(-y, zh="符号反了：正的电流使膜去极化，$y$ 应为正。", en="The sign is wrong: a positive current depolarises, so y is positive."),
            Mistake(y * C, zh="少了 $1/C$。", en="The factor 1/C is missing.", credit=0.5),
            Mistake(I_0 * tau / C * (1 - sp.exp(-t / tau)) * sp.exp(-t / tau_s), zh="不能先按恒定电流求反应，再乘上电流的消退：每一刻的印记都要自己消退。",
                    en="The response to a constant current times the fading of the current will not do: each mark fades by itself."),
        ]),
        Formula(2, "t_peak", truth=t_peak, domain=DOMAIN, zh="最高的时刻", en="the time of the peak", mistakes=[
            Mistake(-t_peak, zh="符号反了：峰在 $t=0$ 之后。", en="The sign is wrong: the peak comes after t = 0."),
            Mistake(tau_s, zh="峰不在 $\\tau_\\mathrm{s}$：那一刻漏电流还赶不上注入的电流，或者已经超过它。",
                    en="The peak is not at τ_s: at that time the leak has not caught up with the current, or has passed it."),
        ]),
        Formula(1, "area", truth=area, domain=DOMAIN, zh="面积", en="the area", mistakes=[
            Mistake(-area, zh="符号反了。", en="The sign is wrong."),
            Mistake(I_0 * tau_s / C, zh="这是电荷除以电容，是一个电压；面积的单位是 mV ms。",
                    en="This is charge over capacitance, a voltage; the area is in mV ms."),
        ]),
    ],
    "explanation": Rubric(
        Item(1, zh="电容确是九倍，但输入电阻也降到九分之一，同样的电流只使电压移动九分之一（都用自己的数算出）。",
             en="The capacitance is nine times as large, yes, but the input resistance is a ninth, and the same current moves the "
                "voltage a ninth as far (with numbers from the own record)."),
        Item(1, zh="时间常数不变：每一片膜既带来电容，也带来漏电导，$\\tau=R_\\mathrm{m}C$ 里没有面积。",
             en="The time constant is the same: each piece of membrane brings its leak along with its capacitance; "
                "there is no area in R_m C."),
        Item(1, zh="每时每刻为零的是：离子电流加电容电流减注入电流；单单离子电流之和，只在电压不动又没有注入时才为零。",
             en="At every moment ionic plus capacitive minus injected current is zero; the ionic currents alone only while the voltage "
                "stands still and nothing is injected."),
        Item(1, zh="电荷贴在膜的两个面上（每单位面积 $CV$），不在胞质里；至多是胞内离子的十万分之几，所以胞质仍是中性的，浓度也不变。",
             en="The charge lies on the two faces of the membrane (CV per area), not in the cytosol; it is a few parts in a "
                "hundred thousand of the ions at most, so the cytosol stays neutral and concentrations stay as they are."),
    ),
}
