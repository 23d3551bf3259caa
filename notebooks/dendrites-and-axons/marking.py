"""What the coursework of "Dendrites and axons" asks, and what is right.

Units are those of the tasks: µm, kΩ cm², Ω cm, MΩ, pA, mV, ms.
"""

from functools import lru_cache

import numpy as np
import sympy as sp
from scipy.optimize import least_squares

from excitable import Cable, myelin, myelinated, passive, rabbit_node
from excitable.coursework.marking import Behaviour, Formula, Item, Mistake, Number, Rubric, Wrong, shaped

# ---- decay

HALF_WAVES = np.arange(1, 60)


def modes(tau_0, L, t):
    """The sum of all modes at the end that got the charge, in units of B₀."""
    rates = (1 + (HALF_WAVES * np.pi / L) ** 2) / tau_0
    return np.exp(-t / tau_0) + 2 * np.exp(-np.outer(t, rates)).sum(axis=1)


def records(mine, chance):
    cases = []
    for _ in range(3):
        tau_0, L, B_0 = chance.uniform(10, 20), chance.uniform(1.2, 1.9), chance.uniform(4, 9)
        t = np.round(np.arange(0.2, 6 * tau_0, 0.2), 1)
        cases.append((t.tolist(), np.round(B_0 * modes(tau_0, L, t), 5).tolist()))
    return cases


@lru_cache(maxsize=32)
def _fitted(t, V):
    # All three parameters at once: a record without noise gives back those it was made from.
    t, V = np.array(t), np.array(V)
    found = least_squares(
        lambda p: np.log(p[0] * modes(p[1], p[2], t) / V), (6, 15, 1.5), bounds=((1, 3, 0.4), (30, 60, 3)), x_scale=(6, 15, 1),
    )
    return found.x


def tau_0(mine, t, V):
    return _fitted(tuple(t), tuple(V))[1]


def length(mine, t, V):
    return _fitted(tuple(t), tuple(V))[2]


def without_the_one(mine, t, V):
    # L = π/√(τ₀/τ₁)
    return np.pi / np.sqrt(1 + (np.pi / length(mine, t, V)) ** 2)


# ---- derivation

d_0, f, B, L_1, L_2, R_infty = sp.symbols("d_0 f B L_1 L_2 R_infty", positive=True)
MATCHED = d_0 / (4 * f) ** sp.Rational(1, 3)  # 2 √f d₁^(3/2) = d₀^(3/2), for G∞ ∝ d^(3/2) / √R_m and R_m becomes R_m / f
SHORTER = sp.sqrt(MATCHED / (d_0 * f))  # λ ∝ √(R_m d)
LOADED = R_infty * (sp.cosh(L_1) + B * sp.tanh(L_2) * sp.sinh(L_1)) / (sp.sinh(L_1) + B * sp.tanh(L_2) * sp.cosh(L_1))
ANY_LENGTH = {"B": (0.2, 4), "L_1": (0.1, 1.5), "L_2": (0.1, 1.5), "R_infty": (1, 9)}

# ---- neuron


def electrical(d, l, R_m, rho):
    """G∞ (µS) and L of a piece."""
    lamda = 1e4 * np.sqrt(1e3 * R_m * 1e-4 * d / (4 * rho))  # µm
    return 1e6 * np.pi * (1e-4 * d) ** 2 / (4 * rho * 1e-4 * lamda), l / lamda


def through(piece, load):
    """Input conductance of a piece with a load at its far end, and the voltage there over that at the near end."""
    G, L = piece
    here = np.cosh(L) + load / G * np.sinh(L)
    return G * (load / G * np.cosh(L) + np.sinh(L)) / here, 1 / here


def soma(s, R_m):
    return 1e6 * np.pi * (1e-4 * s) ** 2 / (1e3 * R_m)  # µS: a sphere has the surface π s²


def branches(d, l, R_m, rho):
    return [electrical(each, long, R_m, rho) for each, long in zip(d, l)]


def input_resistance(mine, s, d, l, R_m, rho):
    trunk, first, second = branches(d, l, R_m, rho)
    return 1 / (soma(s, R_m) + through(trunk, through(first, 0)[0] + through(second, 0)[0])[0])


def own(mine):
    return mine.s, [mine.d_0, mine.d_1, mine.d_2], [mine.l_0, mine.l_1, mine.l_2], mine.R_m, mine.rho


def outwards(s, d, l, R_m, rho):
    """Voltage at the first tip over that at the soma when the current is injected at the soma."""
    trunk, first, second = branches(d, l, R_m, rho)
    to_tip, beside = through(first, 0), through(second, 0)
    return through(trunk, to_tip[0] + beside[0])[1] * to_tip[1]


def tip_resistance(s, d, l, R_m, rho):
    trunk, first, second = branches(d, l, R_m, rho)
    return 1 / through(first, through(trunk, soma(s, R_m))[0] + through(second, 0)[0])[0]


def tip_current(mine, cell=None):
    return mine.I / outwards(*(cell or own(mine)))  # reciprocity: R_tip,soma = R_soma,tip


def tip_voltage(mine, cell=None):
    return 1e-3 * tip_current(mine, cell) * tip_resistance(*(cell or own(mine)))  # pA × MΩ = µV


def by_attenuation_inwards(mine):
    return mine.I * tip_resistance(*own(mine)) / (input_resistance(mine, *own(mine)) * outwards(*own(mine)))


def upside_down(mine):
    return mine.I * outwards(*own(mine))


def follows_from(found, *currents):
    """What follows from a slip in the input resistance, or from a wrong current at the tip: half of the points, for the slip has cost some.

    No more slips than the likely ones: with each, somebody else's number is right by chance a little more often.
    """
    def misread(surface, width):
        def wrong(mine):
            s, d, l, R_m, rho = own(mine)
            return found(mine, (s * np.sqrt(surface), [width * each for each in d], l, R_m, rho))

        return wrong

    from_currents = [lambda mine, current=current: 1e-3 * current(mine) * tip_resistance(*own(mine)) for current in currents]
    return [Mistake(wrong, zh="这是接着前面的错误算下来的；从那里起，步骤是对的。",
                    en="It follows from an earlier mistake; from there on the way is right.", credit=0.5)
            for wrong in (misread(0, 1), misread(1, 2), *from_currents)]


def neurons(mine, chance):
    def between(low, high, digits=1):
        return round(chance.uniform(low, high), digits)

    others = [
        (between(10, 30), [between(2, 6), between(0.8, 2), between(0.8, 2)],
         [between(100, 400), between(100, 500), between(100, 500)], between(5, 30), between(70, 200))
        for _ in range(3)
    ]
    return [own(mine), *others]


def changed_soma(factor):
    """The input resistance if the soma had `factor` times its surface."""
    def wrong(mine, s, d, l, R_m, rho):
        return input_resistance(mine, s * np.sqrt(factor), d, l, R_m, rho)

    return wrong


def radii_for_diameters(mine, s, d, l, R_m, rho):
    return input_resistance(mine, s, [2 * each for each in d], l, R_m, rho)


def killed_tips(mine, s, d, l, R_m, rho):
    trunk, *twigs = branches(d, l, R_m, rho)
    return 1 / (soma(s, R_m) + through(trunk, sum(G / np.tanh(L) for G, L in twigs))[0])


def all_in_parallel(mine, s, d, l, R_m, rho):
    return 1 / (soma(s, R_m) + sum(through(piece, 0)[0] for piece in branches(d, l, R_m, rho)))


def loads_subtracted(mine, s, d, l, R_m, rho):
    trunk, first, second = branches(d, l, R_m, rho)
    return 1 / (soma(s, R_m) + through(trunk, -through(first, 0)[0] - through(second, 0)[0])[0])


# ---- fork

STILL = passive.with_(E_L=0.0)  # 1 µF/cm²; voltage counted from rest
EARLY = [1.0, 2.0, 4.0, 8.0]


def some_fork(chance, R_m):
    d = [round(chance.uniform(low, high), 1) for low, high in ((2.5, 5), (1, 1.8), (1.8, 2.5))]
    l = [round(chance.uniform(low, high)) for low, high in ((150, 300), (250, 350), (120, 200))]
    return [d, l, R_m, round(chance.uniform(80, 150))]


def evened_out(mine, chance):
    forks = [some_fork(chance, R_m) for R_m in (round(chance.uniform(6, 9), 1), round(chance.uniform(12, 18), 1))]
    return [(*fork, at, [round(k * fork[2], 1) for k in (1.5, 2, 2.5)]) for fork in forks for at in (0, 2)]


def there_and_back(mine, chance):
    return [(*fork, at, EARLY) for fork in (some_fork(chance, mine.R_m), some_fork(chance, 10.0)) for at in (0, 1, 2)]


def anywhere(mine, chance):
    return [(*some_fork(chance, mine.R_m), at, EARLY) for at in (0, 1, 2)]


def leaks(mine, inputs, answers):
    ratios, example = [], None
    for (d, l, R_m, rho, at, t), answer in zip(inputs, answers):
        answer = shaped(answer, len(t), 3)
        capacitance = 1e-2 * np.pi * np.dot(d, l)  # pF: µm² with 1 µF/cm²
        level = 1e3 / capacitance * np.exp(-t / R_m)  # 1 pC / pF is 1000 mV; τ in ms is R_m in kΩ cm² times 1 µF/cm²
        ratios.append(answer / level[:, None])
        # Three per cent: from 1.5 τ on the slowest equalising mode of these trees is below one per cent of what is left; steps of the
        # first order in time add another.
        if example is None and not abs(ratios[-1] - 1).max() < 0.03:
            example = t[0], f"{level[0]:.4g}", answer[0].round(3).tolist()
    ratios = np.array(ratios)
    if example is None:
        return None
    if abs(ratios + 1).max() < 0.03:
        return Wrong("符号反了：放上正电荷，电压应当升高。", "The sign is wrong: a positive charge raises the voltage.")
    if (ratios > 0).all() and np.ptp(np.log(ratios)) < 0.06:  # one factor throughout
        return Wrong("摊得均匀，衰减也对，但高低差一个因子：检查膜面积和单位（1 pC 除以整棵树的电容）。",
                     "It is even and leaks with τ, but all is wrong by one factor: check areas and units "
                     "(1 pC over the capacitance of the whole tree).", credit=0.5)
    return Wrong(f"t = {example[0]} ms 时，三个端点都应是 {example[1]} mV，你的程序给出 {example[2]}。",
                 f"At t = {example[0]} ms all three ends should have {example[1]} mV; yours have {example[2]}.")


def reciprocal(mine, inputs, answers):
    tables = [shaped(answer, len(EARLY), 3) for answer in answers]
    for from_trunk, *from_tips in (tables[:3], tables[3:]):
        if not (np.diff(from_trunk[:, 0]) < 0).all() or not (from_trunk > 0).all():
            return Wrong("放上正电荷以后，那一端的电压应当一直下降，各处都为正。",
                         "After a positive charge the voltage at that end must fall all the time, and be positive everywhere.")
        # A cell without any distances is reciprocal too; after 1 ms the ends of these trees differ by a fifth at least.
        if np.ptp(from_trunk[0]) < 0.05 * from_trunk[0].max():
            return Wrong("电荷要走一段路：起初，放上电荷的那一端应当比末梢高。",
                         "A charge has a way to go: at first the end that has got it must be higher than the tips.")
        # Two per cent, not rounding alone: a charge may be put on a node at the end rather than into a compartment.
        for which, from_tip in enumerate(from_tips, 1):
            there, back = from_trunk[:, which], from_tip[:, 0]
            if not np.allclose(back, there, rtol=0.02):
                return Wrong(f"主干到末梢 {which} 是 {there.round(3).tolist()} mV，反过来却是 {back.round(3).tolist()} mV：每条连接从一边取走多少，就要给另一边多少。",
                             f"From trunk to tip {which} you have {there.round(3).tolist()} mV, the other way {back.round(3).tolist()} mV: "
                             "a joint must give to one side what it takes from the other.")
    return None


def library(d, l, R_m, rho, at, t):
    """The same by the library: a twentieth of 1 pC as a pulse of 0.01 ms, for the library takes no hundreds of mV; all is proportional."""
    trunk, first, second = (Cable(STILL.with_(g_L=1 / R_m), 1e-4 * long, 1e-4 * each, rho, 60, name=name)
                            for each, long, name in zip(d, l, ("trunk", "first", "second")))
    ends = [("trunk", 0.0), ("first", 1e-4 * l[1]), ("second", 1e-4 * l[2])]
    trace = trunk.with_branches(first, second).simulate(max(t) + 0.02, 0.01, I={ends[at]: [(0, 5.0), (0.01, 0)]}, start=0.0)
    return 20 * np.array([np.interp(t, trace.t, trace.at(end)) for end in ends]).T


def follows(mine, inputs, answers):
    wrong = []
    for one, answer in zip(inputs, answers):
        answer, truth = shaped(answer, len(EARLY), 3), library(*one)
        # Eight per cent, as the task says: twenty compartments for each piece, solved exactly in time, are within one per cent of sixty if
        # the fork is a point of its own, and within 4.5 if each twig is joined to the last room of the trunk; steps of 0.01 ms add one.
        if not np.allclose(answer, truth, rtol=0.08):
            wrong.append((answer[0].round(3).tolist(), truth[0].round(3).tolist()))
    if not wrong:
        return None
    seen, due = wrong[0]
    return Wrong(f"时间过程不对。例如 t = 1 ms 时三个端点应当是 {due} mV，你的程序给出 {seen} mV。检查相邻两间之间的轴向电导，尤其在分叉处：两半间房串联。",
                 f"The time course is wrong. At t = 1 ms the ends should have {due} mV, and yours have {seen} mV. Check the axial "
                 "conductance between neighbours, at the fork above all: two half compartments in series.",
                 credit=(1 - len(wrong) / len(inputs)) / 2)


# ---- fibre


def nerves(mine, chance):
    cases = []
    for p in (0.5, chance.uniform(0.6, 0.75), chance.uniform(0.75, 0.9)):
        d = np.sort(np.round(chance.uniform(0.4, 20, 12), 2))
        v = chance.uniform(1, 6) * d**p * (1 + chance.uniform(-0.01, 0.01, 12))
        cases.append((d.tolist(), np.round(v, 4).tolist()))
    return cases


def slope(mine, d, v):
    return np.polyfit(np.log(d), np.log(v), 1)[0]


def one_over(mine, d, v):
    return 1 / slope(mine, d, v)


def straight_line(mine, d, v):
    return np.polyfit(d, v, 1)[0]


def velocity(g, internode, D=10e-4):
    axon = g * D
    pieces = Cable(rabbit_node, 1.5e-4, axon, 54.7, 1), Cable(myelin, internode, axon, 54.7, 6)
    pitch = internode + 1.5e-4
    trace = myelinated(*pieces, 16, g).simulate(1.2, 0.005, I={0: [(0, 5e3 * D), (0.1, 0)]})
    return trace.velocity(4 * pitch, 12 * pitch, threshold=-30)


@lru_cache
def best_over_diameter(g):
    # Everything scales with D, so the fibre of 10 µm stands for all. A parabola through the summit.
    share = np.arange(45, 111, 5)
    v = np.array([velocity(g, 10e-4 * k) for k in share])
    top = v > 0.97 * v.max()
    a, b, _ = np.polyfit(share[top], v[top], 2)
    return -b / (2 * a)


def fastest(mine):
    return best_over_diameter(mine.g) * mine.D


def of_ten_micrometres(mine):
    return best_over_diameter(mine.g) * 10 if abs(mine.D / 10 - 1) > 0.3 else np.nan


MARKS = {
    "decay": [
        # Two per cent: from 2 τ on a straight line through the logarithms differs by less, since the next mode is then nearly gone.
        Number(1, "slowest", inputs=records, truth=tau_0, unit="ms", relative=0.02, zh="最慢的时间常数", en="the slowest time constant", mistakes=[
            Mistake(lambda mine, t, V: tau_0(mine, t, V) * np.log(10), zh="用了以 10 为底的对数：斜率小了 ln 10 倍。",
                    en="You took logarithms to the base ten: the slope is smaller by ln 10.", credit=0.5),
            Mistake(lambda mine, t, V: -tau_0(mine, t, V), zh="符号反了：衰减曲线的斜率为负，时间常数为正。",
                    en="The sign is wrong: the slope of a decay is negative, its time constant positive."),
            Mistake(lambda mine, t, V: 1 / tau_0(mine, t, V), zh="这是速率，不是时间常数。", en="This is a rate, not a time constant."),
        ]),
        # Four per cent: what is left after peeling off the slowest mode holds a trace of the third. To leave out the 1 makes six or more.
        Number(3, "electrotonic_length", inputs=records, truth=length, relative=0.04, zh="电紧张长度", en="the electrotonic length", mistakes=[
            Mistake(without_the_one, zh="τ₀/τ₁ = 1 + (π/L)²，你漏了那个 1。", en="τ₀/τ₁ = 1 + (π/L)², and you have left out the 1.", credit=0.5),
            Mistake(lambda mine, t, V: 1 / length(mine, t, V), zh="这是 1/L。", en="This is 1/L.", credit=0.5),
            Mistake(lambda mine, t, V: -length(mine, t, V), zh="长度应为正。", en="A length is positive."),
        ]),
    ],
    "derivation": [
        Formula(2, "d_1", truth=MATCHED, domain={"d_0": (1, 9), "f": (1.1, 4)}, zh="合适的直径", en="the diameter that fits", mistakes=[
            Mistake(d_0 / 2 ** sp.Rational(2, 3), zh="这是光滑小枝的法则：棘使膜漏得更多，也就使 G∞ 变大。",
                    en="This is the rule for smooth twigs: spines make the membrane leakier, and so raise G∞."),
            Mistake(d_0 * (f / 4) ** sp.Rational(1, 3), zh="f 放反了位置：棘多，小枝就该更细。",
                    en="f is on the wrong side: with more spines the twigs must be thinner."),
            Mistake(d_0 / (2 * f) ** sp.Rational(2, 3), zh="G∞ 与 f 的平方根成正比，不与 f 成正比。",
                    en="G∞ is proportional to the root of f, not to f.", credit=0.5),
        ]),
        Formula(2, "ratio", truth=SHORTER, domain={"f": (1.1, 4)}, zh="空间常数之比", en="the ratio of space constants", mistakes=[
            Mistake(1 / SHORTER, zh="这是 λ₀/λ₁，倒过来了。", en="This is λ₀/λ₁, the wrong way up.", credit=0.5),
            Mistake(f ** -sp.Rational(1, 2), zh="小枝也更细：λ 还与直径的平方根成正比。",
                    en="The twig is also thinner, and λ is proportional to the root of the diameter as well.", credit=0.5),
            Mistake((4 * f) ** -sp.Rational(1, 6), zh="小枝的膜也更漏：λ 还与 R_m/f 的平方根成正比。",
                    en="The twig is also leakier, and λ is proportional to the root of R_m/f as well.", credit=0.5),
        ]),
        Formula(3, "R_in", truth=LOADED, domain=ANY_LENGTH, zh="不合适的分叉的输入电阻",
                en="the input resistance of a fork that does not fit", mistakes=[
            Mistake(R_infty**2 / LOADED, zh="分子和分母倒过来了：这是以 R∞ 为单位的电导。",
                    en="It is upside down: in units of R∞ this is a conductance.", credit=0.5),
            Mistake(R_infty * sp.coth(L_1 + L_2), zh="这只对 B = 1 成立。", en="This holds for B = 1 alone."),
            Mistake(LOADED.subs(sp.tanh(L_2), sp.coth(L_2)), zh="末梢是封闭的：小枝的电导是 G∞ tanh L，你用了开放端的。",
                    en="The tips are sealed: a twig conducts G∞ tanh L, and you took that of a killed end.", credit=0.5),
            Mistake(LOADED.subs(B, -B), zh="负载的符号反了：子枝的电导是加上去的。",
                    en="The sign of the load is wrong: the conductances of the twigs are added."),
        ]),
    ],
    "neuron": [
        # One per cent: a check with a Cable of some hundred compartments and a short cylinder as a soma differs by less.
        Number(2, "input_resistance", inputs=neurons, truth=input_resistance, unit="MΩ", relative=0.01, zh="胞体处的输入电阻",
               en="the input resistance at the soma", mistakes=[
            Mistake(changed_soma(0), zh="漏了胞体：它的电导与主干并联。", en="The soma is missing: its conductance stands beside the trunk.", credit=0.5),
            Mistake(changed_soma(0.25), zh="球的表面积是 πs²，你用了圆面积。", en="A sphere has the surface πs²; you took that of a disc.", credit=0.5),
            Mistake(changed_soma(4), zh="s 是胞体的直径，不是半径。", en="s is the diameter of the soma, not its radius.", credit=0.5),
            Mistake(radii_for_diameters, zh="d 是直径，你把它当作半径。", en="d is a diameter, and you took it for a radius.", credit=0.5),
            Mistake(killed_tips, zh="末梢是封闭的：小枝的电导是 G∞ tanh L，你用了开放端的。",
                    en="The tips are sealed: a twig conducts G∞ tanh L, and you took that of a killed end.", credit=0.5),
            Mistake(all_in_parallel, zh="小枝接在主干的末端，不接在胞体上：要隔着主干才感觉得到。",
                    en="The twigs sit at the far end of the trunk, not on the soma: they are felt through the trunk."),
            Mistake(loads_subtracted, zh="负载的符号反了：子枝的电导是加上去的。",
                    en="The sign of the load is wrong: the conductances of the twigs are added."),
        ]),
        Number(2, "I_tip", truth=tip_current, unit="pA", relative=0.01, zh="末梢的电流", en="the current at the tip", mistakes=[
            Mistake(by_attenuation_inwards, zh="电压从末梢到胞体缩小多少，不等于电流要大多少：同样的电流在末梢引起的电压本来就高。",
                    en="How much the voltage shrinks on its way in is not how much more current you need: at the tip the same current "
                       "makes a higher voltage."),
            Mistake(upside_down, zh="比值倒过来了：在末梢需要更大的电流。",
                    en="The ratio is upside down: at the tip you need more current.", credit=0.5),
            Mistake(lambda mine: mine.I, zh="同样的电流，从末梢到胞体一路在漏：在末梢需要更大的电流。",
                    en="Some of the same current leaks on its way from the tip to the soma: at the tip you need more."),
            Mistake(lambda mine: -tip_current(mine), zh="符号反了：胞体的电压要升高，注入的电流为正。",
                    en="The sign is wrong: to raise the soma's voltage the injected current is positive."),
            *follows_from(tip_current),
        ]),
        Number(2, "V_tip", truth=tip_voltage, unit="mV", relative=0.01, zh="末梢的电压", en="the voltage at the tip", mistakes=[
            Mistake(lambda mine: 1e-3 * mine.I * tip_resistance(*own(mine)), zh="这是胞体那份电流 I 在末梢引起的电压；末梢注入的是 I_tip。",
                    en="This is what the soma's current I would do at the tip; but there you inject I_tip.", credit=0.5),
            Mistake(lambda mine: 1e-3 * mine.I * input_resistance(mine, *own(mine)), zh="这是胞体的电压。", en="This is the voltage of the soma."),
            Mistake(lambda mine: 1e-3 * tip_current(mine) * input_resistance(mine, *own(mine)), zh="你用了胞体的输入电阻；末梢的更大。",
                    en="You took the input resistance of the soma; that of the tip is larger."),
            Mistake(lambda mine: -tip_voltage(mine), zh="符号反了：注入正电流，电压升高。",
                    en="The sign is wrong: a positive injected current raises the voltage."),
            *follows_from(tip_voltage, by_attenuation_inwards, upside_down),
        ]),
    ],
    "fork": [
        Behaviour(2, "fork_response", inputs=evened_out, judge=leaks, unit="mV", zh="电荷摊匀，并按 τ 漏掉",
                  en="the charge spreads evenly and leaks away with τ"),
        Behaviour(2, "fork_response", inputs=there_and_back, judge=reciprocal, unit="mV", zh="互易性", en="reciprocity"),
        Behaviour(2, "fork_response", inputs=anywhere, judge=follows, unit="mV", zh="时间过程", en="the time course"),
    ],
    "fibre": [
        # Two hundredths: velocities with errors of one per cent over a severalfold range of diameters fix the slope to less than one
        # hundredth, and another way to fit a line may weigh the points differently.
        Number(1, "exponent", inputs=nerves, truth=slope, absolute=0.02, zh="指数", en="the exponent", mistakes=[
            Mistake(one_over, zh="这是 1/p：两条轴换了位置。", en="This is 1/p: the axes have changed places.", credit=0.5),
            Mistake(straight_line, zh="这是速度对直径的斜率；指数是双对数图上的斜率。",
                    en="This is the slope of velocity against diameter; the exponent is the slope on logarithmic axes."),
        ]),
        # A quarter, as the task says: within it the velocity is at most two per cent below the highest.
        Number(2, "best_internode", truth=fastest, unit="µm", relative=0.25, zh="最佳的结间段长度", en="the best length of an internode", mistakes=[
            Mistake(of_ten_micrometres, zh="这是 10 µm 纤维的答案；最佳长度与直径成正比。",
                    en="This is the answer for a fibre of 10 µm; the best length is proportional to the diameter.", credit=0.5),
        ]),
    ],
    "explanation": Rubric(
        Item(1, zh="裸露段的电容（和漏电）比髓鞘大得多，电容变得最多：最后一个结要给它充电。",
             en="The bare piece has far more capacitance (and leak) than the sheath, capacitance most of all, and the last node "
                "must charge it."),
        Item(1, zh="那里几乎没有 Na⁺ 通道，脉冲不能就地再生：它不是枪乌贼那样的裸轴突；下一个结若达不到阈值，传导就失败。",
             en="There are hardly any Na⁺ channels, so the impulse is not made anew there: it is no bare axon of the squid's kind; if the "
                "next node does not reach threshold, conduction fails."),
        Item(1, zh="降温使通道关闭和失活变慢，每个脉冲的 Na⁺ 电流持续更久，送出的电荷更多，而要充的电容没有变，所以安全系数提高。",
             en="Cold slows the gates, so the Na⁺ current of an impulse lasts longer and delivers more charge, while the capacitance to be "
                "charged is the same: the safety of conduction rises."),
        Item(1, zh="说出模型略去的一件要紧的事，并说明为什么要紧，例如髓鞘下面轴突自己的膜和 K⁺ 通道、轴突与髓鞘之间的液体、通道的重新分布、离子积累。",
             en="Names something that the model leaves out and says why it could matter: the axon's own membrane and K⁺ channels under the "
                "sheath, the fluid between axon and sheath, channels that spread anew, ions that pile up."),
    ),
}
