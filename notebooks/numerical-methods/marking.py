"""What the assignment on numerical methods asks, and what is right."""

import numpy as np
import sympy as sp

from excitable import hodgkin_huxley, simulate
from excitable.coursework.marking import Behaviour, Formula, Item, Mistake, Number, Rubric, Wrong, shaped


def some(chance, low, high, digits):
    return round(chance.uniform(low, high), digits)


# Between two methods of Euler --------------------------------------------------------------------------------------------------

x, theta = sp.symbols("x theta", positive=True)
rho = (1 - (1 - theta) * x) / (1 + theta * x)
STEPS = {"x": (0.1, 3.0), "theta": (0.05, 0.95)}
EXPLICIT = {"theta": (0.02, 0.45)}

# Charging step by step ---------------------------------------------------------------------------------------------------------


def forward(mine, chance):
    return [(some(chance, 5, 25, 1), 0.0, some(chance, 0.5, 5, 2), int(chance.integers(5, 20))),
            (some(chance, -20, -5, 1), 0.0, round(1.6 * mine.tau, 1), 6)]


def between(mine, chance):
    return [(some(chance, 5, 25, 1), some(chance, 0.2, 0.9, 2), some(chance, 0.5, 5, 2), int(chance.integers(5, 20))),
            (some(chance, -20, -5, 1), 0.5, round(some(chance, 2.5, 4.5, 2) * mine.tau, 1), 6),
            (some(chance, 5, 25, 1), 1.0, round(some(chance, 2.5, 4.5, 2) * mine.tau, 1), 6)]


def charge(mine, drive, theta, dt, steps):
    share = dt / mine.tau
    factor = (1 - (1 - theta) * share) / (1 + theta * share)
    return mine.E + drive * (1 - factor ** np.arange(steps + 1))


CHARGE_MISTAKES = [
    Mistake(lambda mine, drive, theta, dt, steps: charge(mine, drive, 1 - theta, dt, steps),
            zh="权重放反了：θ 给末尾的斜率。", en="The weights are exchanged: θ belongs to the slope at the end."),
    Mistake(lambda mine, drive, theta, dt, steps: charge(mine, -drive, theta, dt, steps),
            zh="符号反了：电流把电压推向 E + drive。", en="The sign is wrong: the current pushes the voltage towards E + drive."),
    Mistake(lambda mine, drive, theta, dt, steps: charge(mine, drive, theta, dt, steps) - mine.E,
            zh="这是从静息算起的电压，题目要膜电位。", en="This is the voltage counted from rest; the membrane potential is asked for.", credit=0.5),
    Mistake(lambda mine, drive, theta, dt, steps: charge(mine, drive, 0.0, dt, steps),
            zh="θ 没有用上：这是欧拉法。", en="θ is not used: this is Euler's method."),
    Mistake(lambda mine, drive, theta, dt, steps: mine.E + drive * (1 - np.exp(-dt * np.arange(steps + 1) / mine.tau)),
            zh="这是精确解；题目要方法算出的值，连同它的误差。", en="This is the exact solution; asked for is what the method gives, error and all."),
]

# How long a step ---------------------------------------------------------------------------------------------------------------

LIMITS = {"euler": 2.0, "rk4": 2.785294}  # the second is where 1 − x + x²/2 − x³/6 + x⁴/24 is 1 again


def during_the_spike(mine, chance):
    return [(some(chance, -5, 40, 1), some(chance, 0.9, 1, 3), some(chance, 0.25, 0.5, 3), some(chance, 0.4, 0.7, 3), method)
            for method in ("euler", "rk4", "euler")]


def near_rest(mine, chance):
    return [(some(chance, -75, -62, 1), some(chance, 0.02, 0.08, 3), some(chance, 0.5, 0.65, 3), some(chance, 0.28, 0.36, 3), method)
            for method in ("rk4", "euler", "rk4")]


def conductance(mine, m, h, n):
    return mine.g_Na * m**3 * h + mine.g_K * n**4 + 0.3


def time_constants(mine, V, m, h, n):
    """Of the membrane, of m, of h and of n, in ms."""
    gates = hodgkin_huxley.kinetics(V=V)
    return [1 / conductance(mine, m, h, n), *(gates[f"tau_{name}"] for name in "mhn")]


def longest_step(mine, V, m, h, n, method):
    return LIMITS[method] * min(time_constants(mine, V, m, h, n))


LIMIT_MISTAKES = [
    Mistake(lambda mine, V, m, h, n, method: LIMITS[method] * time_constants(mine, V, m, h, n)[0],
            zh="只看了膜，没有看门：四个时间常数里要取最短的。", en="This looks at the membrane only; the shortest of all four time constants counts."),
    Mistake(lambda mine, V, m, h, n, method: LIMITS[method] * min(time_constants(mine, V, m, h, n)[1:]),
            zh="只看了门，没有看膜：脉冲期间，膜自己最快。", en="This looks at the gates only; during the spike the membrane itself is fastest."),
    Mistake(lambda mine, V, m, h, n, method: LIMITS[method] * max(time_constants(mine, V, m, h, n)),
            zh="取了最长的时间常数；管住步长的是最短的。", en="This takes the longest time constant; it is the shortest that limits the step."),
    Mistake(lambda mine, V, m, h, n, method: 2 * min(time_constants(mine, V, m, h, n)),
            zh="两种方法的限度不一样：龙格-库塔法的增长因子要另算。",
            en="The two methods have different limits: compute that of Runge and Kutta from their growth factor.", credit=0.5),
    Mistake(lambda mine, V, m, h, n, method: min(time_constants(mine, V, m, h, n)),
            zh="这是时间常数；稳定的限度是它的若干倍。", en="This is the time constant; the limit of stability is a multiple of it.", credit=0.5),
]

# A solver of one's own ---------------------------------------------------------------------------------------------------------

START = {"V": -70, "m": 0.05, "h": 0.54, "n": 0.34}


def exact(mine, I, t_end, rtol=1e-10):
    axon = hodgkin_huxley.with_(g_Na=mine.g_Na, g_K=mine.g_K, E_L=-54.5)
    return simulate(axon, t_end, start=START, I=I, rtol=rtol)


def spikes_and_train(mine, chance):
    # All far above every student's threshold; with the last the axon fires a second time, well before the end.
    return [(some(chance, low, high, 2), 0.02, t_end) for low, high, t_end in ((6, 7, 10.0), (9, 11, 8.0), (20, 24, 18.0))]


def has_the_spikes(mine, cases, answers):
    right, complaint = 0, None
    for (I, dt, t_end), answer in zip(cases, answers):
        V = shaped(answer, round(t_end / dt) + 1)
        if abs(V[0] - START["V"]) > 1e-9:
            return Wrong("起点应当是 start 里的电压。", "The voltage should begin at that of start.")
        seen, wanted = dt * np.flatnonzero((V[:-1] < 0) & (V[1:] >= 0)), exact(mine, I, t_end, rtol=1e-8).spikes()
        # With this step the dot is up to 0.02 ms before the crossing, and Euler's method is as late as that.
        # Another student's axon fires at another time.
        if len(seen) == len(wanted) and np.all(np.abs(seen - wanted) < 0.06):
            right += 1
        elif complaint is None:
            shown = [", ".join(f"{time:.1f}" for time in times[:8]) or "–" for times in (seen, wanted)]
            complaint = (f"I = {I} µA/cm² 时脉冲在 {shown[0]} ms，应在 {shown[1]} ms。",
                         f"At I = {I} µA/cm² there are spikes at {shown[0]} ms; they should be at {shown[1]} ms.")
    return None if complaint is None else Wrong(*complaint, credit=right / len(cases))


def shorter_and_shorter(mine, chance):
    I = some(chance, 8, 14, 2)
    return [(I, dt, 6.0) for dt in (0.02, 0.01, 0.005)]


def keeps_its_order(mine, cases, answers):
    I, coarsest, t_end = cases[0]
    times = np.linspace(0, t_end, round(t_end / coarsest) + 1)  # where all three runs have a dot
    truth = exact(mine, I, t_end).at(times)["V"]
    errors = []
    for (_, dt, _), answer in zip(cases, answers):
        V = shaped(answer, round(t_end / dt) + 1)[:: round(coarsest / dt)]
        errors.append(float(np.sqrt(np.mean((V - truth) ** 2))))
    if errors[0] < 3 * errors[2]:
        if errors[0] < 0.01:
            return Wrong("dt 变了，结果却不变：求解器另选了步长；题目要你自己写的方法，每一步正好走 dt。",
                         "dt makes no difference: the solver takes steps of its own choice; asked for is a method of yours that goes by dt.")
        return Wrong(f"步长缩短，误差却不缩小，一直在 {errors[2]:.2g} mV 上下：算的不是这根轴突。",
                     f"The error does not shrink with the step, but stays at {errors[2]:.2g} mV: these are not the equations of your axon.")
    first, second = np.log2(errors[0] / errors[1]), np.log2(errors[1] / errors[2])
    # A method of order two shows 1.9 or more at these steps, one of order one 1.1 or less. Below 1e-4 mV the yardstick itself is felt.
    if first > 1.6 and (second > 1.6 or errors[2] < 1e-4):
        return None
    order = f"{first:.1f}, {second:.1f}"
    if min(first, second) > 0.7:
        return Wrong(f"步长每减半，量出的阶是 {order}：这是一阶方法，题目要二阶。",
                     f"At each halving of the step the order shows as {order}: this is order one, and two is asked for.", credit=1 / 3)
    return Wrong(f"步长每减半，量出的阶是 {order}，应当不小于二。", f"At each halving of the step the order shows as {order}; it should be two at least.")


def strong_currents(mine, chance):
    return [(some(chance, low, low + 3, 2),) for low in (6, 9, 12)]


def spike_time(mine, I):
    return exact(mine, I, 10.0, rtol=1e-9).spikes()[0]


def time_of_peak(mine, I):
    times, heights = exact(mine, I, 10.0, rtol=1e-8).maxima("V")
    return times[np.argmax(heights)]


# Three runs --------------------------------------------------------------------------------------------------------------------


def three_runs(chance, r):
    value, factor, order = chance.uniform(-60, 60), chance.uniform(0.2, 2) * chance.choice([-1, 1]), chance.uniform(0.8, 3.2)
    return *(round(value + factor * r ** (-order * k), 6) for k in range(3)), r


def by_halves(mine, chance):
    return [three_runs(chance, 2.0) for _ in range(3)]


def by_other_parts(mine, chance):
    return [three_runs(chance, r) for r in (1.5, 3.0, some(chance, 2.2, 2.8, 1))]


def any_parts(mine, chance):
    return [*by_halves(mine, chance)[:1], *by_other_parts(mine, chance)]


def observed_order(mine, coarse, middle, fine, r):
    return np.log((coarse - middle) / (middle - fine)) / np.log(r)


def extrapolated(mine, coarse, middle, fine, r):
    ratio = (coarse - middle) / (middle - fine)  # r to the power of the order
    return fine + (fine - middle) / (ratio - 1)


ORDER_MISTAKES = [
    Mistake(lambda mine, *runs: -observed_order(mine, *runs), zh="符号反了：误差随步长缩小，阶是正的。",
            en="The sign is wrong: errors that shrink with the step have a positive order."),
    Mistake(lambda mine, coarse, middle, fine, r: np.log2((coarse - middle) / (middle - fine)),
            zh="对数的底是 r，不总是 2。", en="The base of the logarithm is r, which is not always 2."),
    Mistake(lambda mine, coarse, middle, fine, r: np.log10((coarse - middle) / (middle - fine)),
            zh="用了以 10 为底的对数：底应当是 r。", en="This is a logarithm to the base 10; the base is r."),
    Mistake(lambda mine, coarse, middle, fine, r: np.log((coarse - middle) / (middle - fine)),
            zh="用了自然对数：还要除以 ln r。", en="This is a natural logarithm; it must still be divided by ln r."),
]
BETTER_MISTAKES = [
    Mistake(lambda mine, coarse, middle, fine, r: 2 * fine - extrapolated(mine, coarse, middle, fine, r),
            zh="外推的方向反了。", en="The extrapolation goes the wrong way."),
    Mistake(lambda mine, coarse, middle, fine, r: fine + (fine - middle) / (r - 1),
            zh="把阶当成了一：要用量出的阶。", en="This takes the order to be one; use the order that was measured."),
    Mistake(lambda mine, coarse, middle, fine, r: fine + (fine - middle) / (r**2 - 1),
            zh="把阶当成了二：要用量出的阶。", en="This takes the order to be two; use the order that was measured."),
    Mistake(lambda mine, coarse, middle, fine, r: fine + (fine - middle) * (middle - fine) / (coarse - middle),
            zh="分母里少减了 1。", en="The 1 in the denominator is missing."),
]

MARKS = {
    "derivation": [
        Formula(2, "rho", truth=rho, domain=STEPS, zh="（a）增长因子", en="(a) the growth factor", mistakes=[
            Mistake((1 - theta * x) / (1 + (1 - theta) * x), zh="权重放反了：θ 给末尾。",
                    en="The weights are exchanged: θ belongs to the end.", credit=0.5),
            Mistake((1 + (1 - theta) * x) / (1 - theta * x), zh="符号反了：漏电把电压拉向静息，斜率是 −V/τ。",
                    en="The sign is wrong: the leak pulls towards rest, the slope is −V/τ."),
            Mistake(1 - (1 - theta) * x - theta * x, zh="末尾的斜率要用 V_{k+1}，不是 V_k。", en="The slope at the end contains V_{k+1}, not V_k."),
        ]),
        Formula(2, "error", truth=theta - sp.Rational(1, 2), domain=STEPS, zh="（b）局部误差的系数",
                en="(b) the coefficient of the local error", mistakes=[
            Mistake(sp.Rational(1, 2) - theta, zh="符号反了：是算出的减去精确的。", en="The sign is wrong: it is computed minus exact.", credit=0.5),
            Mistake(theta, zh="还要减去 e^{−x} 的那一项。", en="The term of e^{−x} must still be subtracted.", credit=0.5),
        ]),
        Formula(2, "x_max", truth=2 / (1 - 2 * theta), domain=EXPLICIT, zh="（c）稳定的限度", en="(c) the limit of stability", mistakes=[
            Mistake(2 / (1 + 2 * theta), zh="符号错了：θ 越大越稳定。", en="A sign is wrong: the larger θ, the more stable."),
            Mistake(1 / (1 - theta), zh="那是 ρ = 0，即（d）；稳定的限度是 ρ = −1。", en="That is ρ = 0, which is (d); stability ends at ρ = −1."),
            Mistake(2 / (1 - theta), zh="分母也随 x 变：解 ρ = −1。", en="The denominator changes with x too: solve ρ = −1."),
        ]),
        Formula(1, "x_smooth", truth=1 / (1 - theta), domain=STEPS, zh="（d）开始来回跳的步长",
                en="(d) where it begins to jump across rest", mistakes=[
            Mistake(1 / (1 + theta), zh="符号错了。", en="A sign is wrong."),
        ]),
    ],
    "charge": [
        # A step is one line of arithmetic; 1e-5 mV is for rounding, and for programs that solve each step by iteration.
        Number(1, "charge", inputs=forward, truth=charge, unit="mV", absolute=1e-5, mistakes=CHARGE_MISTAKES, zh="θ = 0：欧拉法",
               en="θ = 0: Euler's method"),
        Number(3, "charge", inputs=between, truth=charge, unit="mV", absolute=1e-5, mistakes=CHARGE_MISTAKES,
               zh="隐式的步，也有很长的", en="implicit steps, long ones among them"),
    ],
    "limit": [
        # Four digits of the limit are asked for; 0.2 % leaves room for the fourth, and for none of the mistakes.
        Number(2, "longest_step", inputs=during_the_spike, truth=longest_step, unit="ms", relative=2e-3, mistakes=LIMIT_MISTAKES, zh="脉冲期间",
               en="during the spike"),
        Number(2, "longest_step", inputs=near_rest, truth=longest_step, unit="ms", relative=2e-3, mistakes=LIMIT_MISTAKES, zh="静息附近",
               en="near rest"),
    ],
    "axon": [
        Behaviour(2, "voltage", inputs=spikes_and_train, judge=has_the_spikes, unit="mV", zh="有哪些脉冲", en="which spikes there are"),
        Behaviour(3, "voltage", inputs=shorter_and_shorter, judge=keeps_its_order, unit="mV", zh="方法的阶", en="the order of the method"),
        # 0.005 ms is what the task asks for; the yardstick's own error is a thousand times smaller.
        Number(2, "spike_time", inputs=strong_currents, truth=spike_time, unit="ms", absolute=0.005, zh="脉冲的时刻",
               en="the spike time", mistakes=[
            Mistake(time_of_peak, zh="这是峰的时刻；要的是向上穿过零的时刻。", en="This is the time of the peak; asked for is the upward crossing of zero."),
        ]),
    ],
    "verdict": [
        # The formula is exact; 0.001 is for answers that are rounded.
        Number(1, "observed_order", inputs=by_halves, truth=observed_order, absolute=1e-3, mistakes=ORDER_MISTAKES, zh="阶，每次减半",
               en="the order, by halves"),
        Number(1, "observed_order", inputs=by_other_parts, truth=observed_order, absolute=1e-3, mistakes=ORDER_MISTAKES,
               zh="阶，别的比例", en="the order, by other parts"),
        # Exact too; the runs are given to 1e-6, and the two finest differ by 0.006 at least.
        Number(2, "extrapolated", inputs=any_parts, truth=extrapolated, absolute=1e-5, mistakes=BETTER_MISTAKES, zh="外推的值",
               en="the extrapolated value"),
    ],
    "explanation": Rubric(
        Item(1, zh="承认方法不会发散、曲线光滑都是真的，但指出由此推不出结果准确：0.1 ms 的步长对一阶方法误差太大，足以丢掉脉冲。",
             en="Grants that the method cannot run away and that the curve is smooth, but says that neither makes it accurate: at 0.1 ms "
                "a method of first order errs enough to lose the spike."),
        Item(1, zh="用自己的数说明自己的计算可信：步长小于脉冲期间的 longest_step，两个步长的脉冲时刻一致到多少，量出的阶合乎方法的阶。",
             en="Shows by own numbers that the own run can be trusted: the step is below longest_step during the spike, spike times at two "
                "steps agree to so much, the measured order is that of the method."),
        Item(1, zh="请同事把步长减半、再减半，看结果是否改变（或作外推）；说明哪种结果会让自己认输。",
             en="Asks for half the step, and half of that, to see whether the verdict changes (or extrapolates); "
                "says which outcome would make the writer give in."),
        Item(1, zh="指出紧靠阈值时问题本身敏感，再短的步长也只能移动界线；应改问阈值是多少、误差多大。",
             en="Says that next to the threshold the problem itself is sensitive, "
                "and that one should ask for the threshold and its error instead."),
    ),
}
