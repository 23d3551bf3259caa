"""What the assignment "A fibre of your own" asks, and what is right."""

from functools import lru_cache

import numpy as np
import sympy as sp

from excitable import equilibria, morris_lecar_snic, simulate
from excitable.coursework.marking import Behaviour, Formula, Item, Mistake, Number, Rubric, Wrong, shaped

STEP = 1e-4  # mV, of the central differences: their error is below 1e-8 of the slope
VOLTS = np.linspace(-100.0, 60.0, 3201)


def fibre(mine, **more):
    """The student's fibre."""
    return morris_lecar_snic.with_(g_Ca=mine["g_Ca"], V_3=mine["V_3"], V_4=mine["V_4"], **more)


@lru_cache(maxsize=8)
def _curves(own):
    model = fibre(dict(own), I=0.0)
    right = model.numpy("rhs")
    values = list(model.defaults.values())

    def ionic(V, gate_at):
        return -model.defaults["C"] * np.asarray(right([V, model.kinetics(V=gate_at)["n_infty"]], values)[0])

    def slope(V):  # of the steady current
        return (ionic(V + STEP, V + STEP) - ionic(V - STEP, V - STEP)) / (2 * STEP)

    def fixed(V):  # of the current with the gate held where it is
        return (ionic(V + STEP, V) - ionic(V - STEP, V)) / (2 * STEP)

    return lambda V: ionic(V, V), slope, fixed


def curves(mine):
    """The steady ionic current (µA/cm²) of a voltage, its slope, and the slope at a fixed gate (mS/cm²)."""
    return _curves(tuple(mine.items()))


@lru_cache(maxsize=8)
def _landmarks(own):
    current, slope, fixed = curves(dict(own))
    knees = VOLTS[:-1][np.diff(np.sign(slope(VOLTS))) != 0]
    still = VOLTS[:-1][np.diff(np.sign(fixed(VOLTS))) != 0]
    return tuple(knees), tuple(still)


def landmarks(mine):
    """The voltages of the two knees of the steady current, and those at which its slope at a fixed gate vanishes."""
    return _landmarks(tuple(mine.items()))


# ---- 1 · statics

def holding_current(mine, V):
    return curves(mine)[0](V)


def some_voltages(mine, chance):
    return [(round(chance.uniform(low, high), 1),) for low, high in ((-80, -50), (-40, -25), (-20, -10), (-5, 5), (10, 30))]


def with_gentle_gates(mine, V):
    """The steady current with the 2 in the exponents lost, so that both sigmoids are half as steep."""
    model = fibre(mine, I=0.0, V_2=36.0).with_(V_4=2 * mine["V_4"])
    rate = model.numpy("rhs")([V, model.kinetics(V=V)["n_infty"]], list(model.defaults.values()))[0]
    return -model.defaults["C"] * float(rate)


def count_points(mine, I):
    return int(np.sum(np.diff(np.sign(curves(mine)[0](VOLTS) - I)) != 0))


def some_currents(mine, chance):
    """One current below the range with three points, one above it and two inside."""
    upper, lower = (float(curves(mine)[0](V)) for V in landmarks(mine)[0])
    between = [(lower - 8, lower - 1), (lower + 1, upper - 1), (lower + 1, upper - 1), (upper + 1, 80)]
    return [(round(max(-30.0, chance.uniform(low, high)), 1),) for low, high in between]


def share_right(wrong, answers):
    """The credit of several answers: the share that is right, but nothing for one answer to all questions, which is a guess."""
    return 0.0 if len(set(map(str, answers))) == 1 else 1 - wrong / len(answers)


def judge_counts(mine, cases, answers):
    wrong = [(I, count_points(mine, I), answer) for (I,), answer in zip(cases, answers) if answer != count_points(mine, I)]
    if not wrong:
        return None
    I, count, answer = wrong[0]
    return Wrong(f"I = {I:g} µA/cm² 时有 {count} 个平衡点，得到 {answer}。画一张 $I_\\infty(V)$ 的图，数它与水平线的交点。",
                 f"At I = {I:g} µA/cm² there are {count} equilibrium points, not {answer}. Draw $I_\\infty(V)$ and count its "
                 "crossings with a level line.",
                 share_right(len(wrong), answers))


# ---- 2 · derivation

V, I, s_V, s_n = sp.symbols("V I s_V s_n", real=True)
C, g_Ca, g_K, g_L, V_2, phi, tau_n = sp.symbols("C g_Ca g_K g_L V_2 phi tau_n", positive=True)
E_Ca, E_K, E_L, V_1 = sp.symbols("E_Ca E_K E_L V_1", real=True)
m_infty = (1 + sp.tanh((V - V_1) / V_2)) / 2
n_V = (I - g_Ca * m_infty * (V - E_Ca) - g_L * (V - E_L)) / (g_K * (V - E_K))
push = g_K * (V - E_K) / C
trace = push * s_V - phi / tau_n
determinant = push * phi / tau_n * (s_n - s_V)
s_max = phi / (tau_n * push)

ALL = {"V": (-60.0, 40.0), "I": (-50.0, 100.0), "g_Ca": (3.0, 5.0), "g_K": (6.0, 10.0), "g_L": (1.0, 3.0), "C": (10.0, 30.0),
       "E_Ca": (100.0, 130.0), "E_K": (-95.0, -75.0), "E_L": (-70.0, -50.0), "V_1": (-5.0, 5.0), "V_2": (10.0, 25.0),
       "phi": (0.02, 0.4), "tau_n": (0.2, 1.0), "s_V": (-0.02, 0.02), "s_n": (0.0, 0.03)}

# ---- 3 · pace


def verdict_of(mine, V):
    _, slope, fixed = curves(mine)
    return "never" if slope(V) < 0 else "always" if fixed(V) > 0 else "pace"


def stretches(mine):
    """Where the verdict is the same: low "always", "never", "pace", high "always"; 1.5 mV away from its changes."""
    (left, right), still = landmarks(mine)
    return (-75.0, min(left, *still) - 1.5), (left + 1.5, right - 1.5), (right + 1.5, max(still) - 1.5), (max(still) + 1.5, 35.0)


def voltages_of_all_kinds(mine, chance):
    low, never, pace, high = stretches(mine)
    return [(round(chance.uniform(*kind), 1),) for kind in (low, never, never, pace, pace, high)]


def judge_verdicts(mine, cases, answers):
    expected = [verdict_of(mine, *case) for case in cases]
    wrong = [(case, word, answer) for case, word, answer in zip(cases, expected, answers) if answer != word]
    if not wrong:
        return None
    (volts,), word, answer = wrong[0]
    return Wrong(f"V = {volts:g} mV 时应为 {word!r}，得到 {answer!r}。先看行列式的符号，再看固定门时的斜率。",
                 f"At V = {volts:g} mV it should be {word!r}, not {answer!r}. Look at the sign of the determinant first, then at the "
                 "slope with the gate held fixed.", share_right(len(wrong), answers))


def undecided_voltages(mine, chance):
    return [(round(chance.uniform(*stretches(mine)[2]), 1),) for _ in range(3)]


def shape_of_pace(mine, V, half=2.0):
    """τ_n of the chapter, a pure number."""
    return 1 / np.cosh((V - mine["V_3"]) / (half * mine["V_4"]))


def critical_pace(mine, V, half=2.0):
    return -shape_of_pace(mine, V, half) * curves(mine)[2](V) / 20.0


def ringing_period(mine, V):
    # trace zero: ω² = det = (φ/Cτ_n) dI_∞/dV with φ = −τ_n (∂I_ion/∂V)/C
    _, slope, fixed = curves(mine)
    return 2 * np.pi * 20.0 / np.sqrt(-fixed(V) * slope(V))


# ---- 4 · simulation


def true_voltage(mine, V_0, n_0, I, phi, T):
    return simulate(fibre(mine), T, start={"V": V_0, "n": n_0}, I=I, phi=phi).at(np.arange(T + 1.0))["V"]


def around_the_saddle(mine, chance):
    """Below the current at which rest vanishes, with the gate of rest: one start left of the fence, one right of it."""
    current = round(float(curves(mine)[0](landmarks(mine)[0][0])) - chance.uniform(4, 8), 1)
    points = equilibria(fibre(mine), I=current)
    rest, saddle = points[0].state, points[1].state
    # 5 mV on either side of the saddle: far enough for a step of 0.1 ms, for the fence is steep there.
    starts = [round(float(saddle["V"]) + side * chance.uniform(5, 7), 1) for side in (-1, 1)]
    return [(V_0, round(float(rest["n"]), 3), current, 0.067, 300) for V_0 in starts]


def rest_and_rhythm(mine, chance):
    """The slow fibre well below and well above the current at which rest vanishes, and in too strong a current."""
    onset = float(curves(mine)[0](landmarks(mine)[0][0]))
    return [(round(chance.uniform(-70, -50), 1), 0.01, round(onset - chance.uniform(8, 20), 1), 0.067, 400),
            (-40.0, 0.01, round(onset + chance.uniform(6, 20), 1), 0.067, 400),
            (round(chance.uniform(-10, 10), 1), 0.2, round(onset + chance.uniform(160, 200), 1), 0.1, 400)]


def rhythms(mine, chance):
    onset = float(curves(mine)[0](landmarks(mine)[0][0]))
    return [(-40.0, 0.02, round(onset + chance.uniform(6, 18), 1), round(chance.uniform(0.05, 0.065), 3), 400) for _ in range(2)]


def period(V):
    """Mean period of a voltage given every millisecond, after the first 100; None if it crosses its middle less than three times."""
    late = np.asarray(V)[100:]
    level = (late.max() + late.min()) / 2
    k = np.flatnonzero((late[:-1] < level) & (late[1:] >= level))
    times = k + (level - late[k]) / (late[k + 1] - late[k])
    return (times[-1] - times[0]) / (len(times) - 1) if len(times) >= 3 else None


def judge_fates(mine, cases, answers):
    """Rest or rhythm during the last 100 ms, and rest at the right place."""
    failed = []
    for case, answer in zip(cases, answers):
        V_end, truth = np.asarray(answer, dtype=float)[-100:], true_voltage(mine, *case)[-100:]
        rests = np.ptp(truth) < 2
        # 0.5 mV: what a decay cut into steps of 0.1 ms may still be off; a rhythm is forty times larger. A voltage that has run away
        # to infinity counts as wrong for its own case only.
        if np.shape(answer) != (case[-1] + 1,):
            raise Wrong(f"应当返回 {case[-1] + 1} 个电压。", f"{case[-1] + 1} voltages should come back.")
        right = np.isfinite(V_end).all() and (np.max(abs(V_end - truth)) < 0.5 if rests else np.ptp(V_end) > 20)
        if not right:
            failed.append((case, rests, V_end))
    if failed:
        case, rests, V_end = failed[0]
        what = "(V_0, n_0, I, phi, T) = (" + ", ".join(f"{value:g}" for value in case) + ")"
        fate_zh, fate_en = ("静息", "rest") if rests else ("不停地发放", "go on firing")
        return Wrong(f"{what} 时，纤维应当{fate_zh}；你的电压最后 100 ms 在 {V_end.min():.1f} 与 {V_end.max():.1f} mV 之间。",
                     f"With {what} the fibre should {fate_en}; in its last 100 ms your voltage lies between {V_end.min():.1f} and "
                     f"{V_end.max():.1f} mV.", 1 - len(failed) / len(cases))
    return None


def judge_peaks(mine, cases, answers):
    for case, answer in zip(cases, answers):
        V, truth = shaped(answer, case[-1] + 1), true_voltage(mine, *case)
        # 3 mV: the two outcomes differ by forty, and Euler with steps of 0.1 ms misses the peak by less than one.
        if abs(V.max() - truth.max()) > 3 or abs(V[-1] - truth[-1]) > 0.5:
            spikes = truth.max() > 0
            fate_zh, fate_en = ("先有一个动作电位，再静息", "give one spike and then rest") if spikes else ("直接回到静息", "go back to rest at once")
            return Wrong(f"V_0 = {case[0]:g} mV，I = {case[2]:g} 时，纤维应当{fate_zh}（最高 {truth.max():.1f} mV）；你的最高电压是 {V.max():.1f} mV。",
                         f"From V_0 = {case[0]:g} mV at I = {case[2]:g} the fibre should {fate_en} (highest {truth.max():.1f} mV); "
                         f"your highest voltage is {V.max():.1f} mV.")
    return None


def judge_periods(mine, cases, answers):
    failed = []
    for case, answer in zip(cases, answers):
        mine_period, true_period = period(shaped(answer, case[-1] + 1)), period(true_voltage(mine, *case))
        # 1 %: Euler with steps of 0.1 ms is off by at most 0.2 %, the reading of crossings off values 1 ms apart included; with steps
        # of 1 ms it is off by more than 1.2 %.
        if mine_period is None or abs(mine_period / true_period - 1) > 0.01:
            failed.append((case, mine_period, true_period))
    if failed:
        case, got, true = failed[0]
        zh, en = (f"得到 {got:.2f} ms", f"yours is {got:.2f} ms") if got else ("你的纤维没有持续发放", "your fibre does not go on firing")
        return Wrong(f"I = {case[2]:g}，phi = {case[3]:g} 时周期应为 {true:.2f} ms，{zh}。步长减半，看周期变不变。",
                     f"At I = {case[2]:g} and phi = {case[3]:g} the period should be {true:.2f} ms, {en}. "
                     "Halve your step: does the period change?",
                     1 - len(failed) / len(cases))
    return None


# ---- 5 · memory


def plan(memory, *pulses):
    """The current, the pace and those of the pulses "on" and "off" that are asked for, or Wrong.

    Each criterion asks for what it needs: who has found no second pulse may have found a first.
    """
    try:
        I, phi = float(memory["I"]), float(memory["phi"])
        chosen = [np.asarray(memory[name], dtype=float) for name in pulses]
        strengths_and_durations = [pulse[-2:] for pulse in chosen]
        begins = [pulse[0] for name, pulse in zip(pulses, chosen) if name == "off"]
        if any(pulse.shape != ({"on": 2, "off": 3}[name],) for name, pulse in zip(pulses, chosen)):
            raise ValueError
    except (IndexError, KeyError, TypeError, ValueError):
        raise Wrong('请按 {"phi": …, "I": …, "on": (A, d), "off": (t, A, d)} 的形式交上来。',
                    'Hand it over as {"phi": …, "I": …, "on": (A, d), "off": (t, A, d)}.') from None
    allowed = (0.05 <= phi <= 0.4 and abs(I) < 500 and all(150 <= t <= 300 for t in begins)
               and all(abs(A) <= 100 and 0 < d <= 10 for A, d in strengths_and_durations))  # False for nan, what was left out
    if not allowed:
        raise Wrong("有一个数还没有填，或者超出了题目允许的范围。", "One of the numbers is missing, or outside what the task allows.")
    return I, phi, *chosen


def swing(mine, steps, phi, since, until):
    """How far the voltage moves between two times, from the resting point, in a current that goes in steps."""
    start = equilibria(fibre(mine), I=steps[0][1], phi=phi)[0].state
    trace = simulate(fibre(mine), until, start=start, I=steps, phi=phi)
    return np.ptp(trace.at(np.arange(since, until, 0.5))["V"])


def fires_after(mine, I, phi, on):
    return swing(mine, [(0, I), (50, I + on[0]), (50 + on[1], I)], phi, 400, 600) > 20


def judge_side_by_side(mine, cases, answers):
    I, phi = plan(answers[0])
    rest = equilibria(fibre(mine), I=I, phi=phi)[0]
    if not rest.kind.startswith("stable") or rest.state["V"] > landmarks(mine)[0][0]:
        return Wrong("在这个电流下，静息点已经没有了（或者不稳定）。", "At this current there is no stable resting point any more.")
    try:
        if fires_after(mine, *plan(answers[0], "on")):
            return None  # firing has been shown to exist
    except Wrong:
        pass  # there is no pulse, or a forbidden one; that is judged elsewhere
    for V_0, n_0 in ((-30, 0.02), (-15, 0.02), (0, 0.02), (20, 0.1), (0, 0.2), (15, 0.3), (-15, 0.3), (0, 0.35)):
        run = simulate(fibre(mine), 600, start={"V": V_0, "n": n_0}, I=I, phi=phi)
        if np.ptp(run.at(np.arange(400, 600, 0.5))["V"]) > 20:
            return None
    return Wrong("在这里纤维不会一直发放：无论从哪里出发，它都会停下来。",
                 "The fibre does not fire for ever here: wherever it starts, it comes to rest.")


def judge_on(mine, cases, answers):
    I, phi, on = plan(answers[0], "on")
    if swing(mine, [(0, I)], phi, 400, 600) > 2:
        return Wrong("没有脉冲，纤维也不静息。", "Without any pulse the fibre does not rest.")
    if not fires_after(mine, I, phi, on):
        return Wrong("第一个脉冲之后，纤维没有一直发放下去。", "After the first pulse the fibre does not go on firing.")
    return None


def judge_off(mine, cases, answers):
    I, phi, on, off = plan(answers[0], "on", "off")
    if not fires_after(mine, I, phi, on):
        return Wrong("纤维本来就没有一直发放，无从关掉。", "The fibre does not go on firing, so there is nothing to switch off.")
    steps = [(0, I), (50, I + on[0]), (50 + on[1], I), (off[0], I + off[1]), (off[0] + off[2], I)]
    if swing(mine, steps, phi, 800, 1000) > 2:
        return Wrong("第二个脉冲之后，纤维没有沉默。换一个时刻或换一个符号试试。",
                     "After the second pulse the fibre is not silent. Try another moment, or the other sign.")
    return None


MARKS = {
    "statics": [
        # 1e-6 of the current: both sides are one formula, so only rounding differs.
        Number(2, "holding_current", inputs=some_voltages, truth=holding_current, unit="µA/cm²", relative=1e-6, absolute=1e-6,
               zh="维持电压的电流", en="the current that holds a voltage",
               mistakes=[
                   Mistake(lambda mine, V: -holding_current(mine, V), zh="符号反了：注入的电流要抵消离子电流，$I=I_\\infty$。",
                           en="The sign is reversed: the injected current makes up for the ionic one, $I=I_\\infty$."),
                   Mistake(with_gentle_gates, zh="S 形曲线的指数里少了一个 2。", en="The 2 in the exponent of the sigmoids is missing.", credit=0.5),
                   Mistake(lambda mine, V: float(curves({"g_Ca": 4.0, "V_3": 12.0, "V_4": 17.4})[0](V)), zh="用的是本章的常数，不是你自己的。",
                           en="These are the chapter's constants and not your own."),
               ]),
        Behaviour(2, "count_points", inputs=some_currents, judge=judge_counts, zh="平衡点的个数", en="the number of equilibrium points"),
    ],
    "derivation": [
        Formula(2, "n_V", truth=n_V, domain=ALL, zh="V 的零倾线", en="the nullcline of V",
                mistakes=[Mistake(-n_V, zh="符号反了。", en="The sign is reversed."),
                          Mistake(n_V.subs(I, -I), zh="电流 $I$ 的符号反了：注入的电流向内为正。",
                                  en="The sign of $I$ is reversed: injected current is positive inwards."),
                          Mistake(n_V.subs(I, 0), zh="漏掉了电流 $I$。", en="The current $I$ is missing.")]),
        Formula(2, "trace", truth=trace, domain=ALL, zh="迹", en="the trace",
                mistakes=[Mistake(-push * s_V - phi / tau_n, zh="$s_V$ 的符号反了：沿零倾线 $f_V+f_n s_V=0$，而 $f_n<0$。",
                                  en="The sign of $s_V$ is reversed: along the nullcline $f_V+f_n s_V=0$, and $f_n<0$."),
                          Mistake(push * s_V + phi / tau_n, zh="门向目标弛豫，$g_n$ 是负的。",
                                  en="The gate relaxes to its goal, so $g_n$ is negative."),
                          Mistake(push * s_V, zh="漏掉了门的 $g_n$。", en="The gate's own $g_n$ is missing.", credit=0.5)]),
        Formula(2, "determinant", truth=determinant, domain=ALL, zh="行列式", en="the determinant",
                mistakes=[Mistake(-determinant, zh="符号反了：行列式是 $f_Vg_n-f_ng_V$。",
                                  en="The sign is reversed: the determinant is $f_Vg_n-f_ng_V$."),
                          Mistake(push * phi / tau_n * (s_n + s_V), zh="$s_V$ 的符号反了。", en="The sign of $s_V$ is reversed."),
                          Mistake(-push * phi / tau_n * s_V, zh="只乘了对角线，漏掉了 $f_ng_V$。",
                                  en="Only the diagonal is multiplied; $f_ng_V$ is missing.", credit=0.5)]),
        Formula(1, "s_max", truth=s_max, domain=ALL, zh="迹为零的斜率", en="the slope at which the trace vanishes",
                mistakes=[Mistake(-s_max, zh="符号反了。", en="The sign is reversed.")]),
    ],
    "pace": [
        Behaviour(2, "verdict", inputs=voltages_of_all_kinds, judge=judge_verdicts, zh="稳不稳定", en="the verdict"),
        # 0.2 %: room for derivatives by differences, one-sided ones with steps of 0.01 mV included.
        Number(2, "critical_pace", inputs=undecided_voltages, truth=critical_pace, unit="1/ms", relative=2e-3, zh="临界的快慢",
               en="the critical pace",
               mistakes=[Mistake(lambda mine, V: -critical_pace(mine, V), zh="符号反了：快慢是正的。", en="The sign is reversed: a pace is positive."),
                         Mistake(lambda mine, V: critical_pace(mine, V, half=1.0), zh="$\\tau_n$ 的双曲余弦里少了 2。",
                                 en="The 2 under the hyperbolic cosine of $\\tau_n$ is missing."),
                         Mistake(lambda mine, V: critical_pace(mine, V) / shape_of_pace(mine, V), zh="漏掉了 $\\tau_n$。",
                                 en="$\\tau_n$ is missing.", credit=0.5),
                         Mistake(lambda mine, V: shape_of_pace(mine, V) * curves(mine)[1](V) / 20.0, zh="迹里的斜率是门固定时的斜率，不是稳态电流的斜率。",
                                 en="The slope in the trace is that with the gate held fixed, not that of the steady current.")]),
        Number(1, "ringing_period", inputs=undecided_voltages, truth=ringing_period, unit="ms", relative=2e-3, zh="振荡的周期",
               en="the period of ringing",
               mistakes=[Mistake(lambda mine, V: ringing_period(mine, V) / (2 * np.pi), zh="这是 $1/\\omega$，少了 $2\\pi$。",
                                 en="This is $1/\\omega$; a factor $2\\pi$ is missing.", credit=0.5)]),
    ],
    "simulation": [
        Behaviour(2, "voltage", inputs=rest_and_rhythm, judge=judge_fates, unit="mV", zh="静息还是发放", en="rest or rhythm"),
        Behaviour(1, "voltage", inputs=around_the_saddle, judge=judge_peaks, unit="mV", zh="鞍点两侧：全或无",
                  en="on either side of the saddle: all or none"),
        Behaviour(2, "voltage", inputs=rhythms, judge=judge_periods, unit="mV", zh="周期", en="the period"),
    ],
    "memory": [
        Behaviour(2, "memory", judge=judge_side_by_side, zh="静息与发放并存", en="rest and firing side by side"),
        Behaviour(1, "memory", judge=judge_on, zh="开", en="switched on"),
        Behaviour(1, "memory", judge=judge_off, zh="关", en="switched off"),
    ],
    "explanation": Rubric(
        Item(1, zh="说出篱笆是进入鞍点的两条轨线（鞍点的稳定方向延伸而成的曲线），在它的一侧走向静息，另一侧走向环。",
             en="Names the fence: the orbits that enter the saddle; on one side of them the way leads to rest, on the other to the cycle."),
        Item(1, zh="说明脉冲只是移动状态点，脉冲过后落在篱笆哪一侧决定结局；给出自己的电流、快慢或脉冲的数值。",
             en="Says that a pulse only moves the point, and that the side of the fence where it lands decides; with their own numbers."),
        Item(1, zh="解释过强的脉冲：点被送到环的外面，绕一大圈之后落到鞍点左边，于是只有一个动作电位。",
             en="Explains a pulse that is too strong: it throws the point outside the region of the cycle; "
                "it makes one large turn and comes back left of the saddle."),
        Item(1, zh="雅可比矩阵给出种类（结点、鞍点、焦点或结点）和鞍点处篱笆的方向，但只在点的附近；篱笆在远处怎样弯、环在哪里，它不知道。",
             en="Jacobians give the kinds and, at the saddle, the direction of the fence, but only near the points; "
                "how the fence bends farther away, and that there is a cycle, they cannot know."),
    ),
}
