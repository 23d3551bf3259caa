"""What the assignment on ion channels and the Hodgkin–Huxley axon asks, and what is right."""

import numpy as np
import sympy as sp

from excitable import hodgkin_huxley, simulate
from excitable.coursework.marking import Behaviour, Formula, Item, Mistake, Number, Rubric, Wrong, shaped

T_0 = 279.45  # K, the temperature of the rates
E_NA = 50.0  # mV


def some(chance, low, high, digits):
    return round(chance.uniform(low, high), digits)


# A thin fibre ------------------------------------------------------------------------------------------------------------------


def often_open(mine, chance):
    return [(some(chance, 0.3, 0.9, 2), some(chance, 0.01, 0.1, 3), some(chance, 0.3, 2.0, 2)) for _ in range(4)]


def seldom_open(mine, chance):
    # So seldom that 1 − p is 1 to within the tolerance.
    return [(some(chance, 1e-4, 5e-4, 6), some(chance, 0.05, 0.2, 3), some(chance, 0.3, 2.0, 2)) for _ in range(3)]


def length_for(mine, channels, diameter):
    per_um2 = mine.g_Na * 1e-11 / (mine.gamma * 1e-12)  # mS/cm² is 1e-11 S/µm²
    return channels / (per_um2 * np.pi * diameter)


def fibre_length(mine, p, noise, diameter):
    return length_for(mine, (1 - p) / (p * noise**2), diameter)


CROWD_MISTAKES = [
    Mistake(lambda mine, p, noise, diameter: length_for(mine, 1 / (p * noise**2), diameter),
            zh="方差里少了 1 − p：一直开着的通道没有噪声。", en="The factor 1 − p of the variance is missing: channels that are always open make no noise.",
            credit=0.5),
    Mistake(lambda mine, p, noise, diameter: length_for(mine, (1 - p) / (p * noise), diameter),
            zh="相对噪声与通道数的平方根成反比，要平方。", en="The relative noise goes with one over the square root of the number; it must be squared."),
    Mistake(lambda mine, p, noise, diameter: length_for(mine, p / ((1 - p) * noise**2), diameter),
            zh="开与关弄反了。", en="Open and shut are exchanged."),
    Mistake(lambda mine, p, noise, diameter: 2 * length_for(mine, (1 - p) / (p * noise**2), diameter),
            zh="膜的面积是周长乘长度，周长是 π 乘直径，不是 π 乘半径。",
            en="The area is circumference times length, and the circumference is π times the diameter, not the radius.", credit=0.5),
    Mistake(lambda mine, p, noise, diameter: length_for(mine, (1 - p) / (p * noise**2), diameter) * 4 / diameter,
            zh="通道在侧面的膜上，不在横截面上。", en="The channels sit in the membrane around the fibre, not in its cross-section."),
]

# The derivation ----------------------------------------------------------------------------------------------------------------

alpha, beta, x_0, t = sp.symbols("alpha beta x_0 t", positive=True)
s, x_infty, tau_m, tau_h = sp.symbols("s x_infty tau_m tau_h", positive=True)
plateau = alpha / (alpha + beta)
x_t = plateau + (x_0 - plateau) * sp.exp(-(alpha + beta) * t)
t_peak = tau_m * sp.log(1 + 3 * tau_h / tau_m)
RATES = {"alpha": (0.1, 3.0), "beta": (0.1, 3.0), "x_0": (0.0, 1.0), "t": (0.1, 2.0)}
READINGS = {"s": (0.2, 3.0), "x_infty": (0.1, 0.9)}
PACES = {"tau_m": (0.1, 0.6), "tau_h": (1.0, 9.0)}

# A small patch -----------------------------------------------------------------------------------------------------------------


def some_rates(chance):
    return some(chance, 0.5, 1.5, 3), some(chance, 0.4, 1.0, 3)


def twice_the_same(mine, chance):
    rates, seed = some_rates(chance), int(chance.integers(1_000_000))
    return [(60, *rates, 0.1, 300, seed), (60, *rates, 0.1, 300, seed), (60, *rates, 0.1, 300, seed + 1)]


def short_steps(mine, chance):
    cases = []
    for _ in range(2):
        opening, shutting = some_rates(chance)
        step = round(0.1 / (opening + shutting), 4)  # a tenth of the time constant
        cases.append((int(chance.integers(200, 400)), opening, shutting, step, 4000, int(chance.integers(1_000_000))))
    return cases


def long_steps(mine, chance):
    opening, shutting = some_rates(chance)
    step = round(some(chance, 1.0, 1.4, 2) / (opening + shutting), 3)  # more than a time constant
    return [(int(chance.integers(200, 400)), opening, shutting, step, 4000, int(chance.integers(1_000_000)))]


def counts(case, answer):
    """A history as an array of counts, or Wrong."""
    N, _, _, _, steps, _ = case
    open_now = shaped(answer, steps + 1)
    if open_now[0] != 0:
        raise Wrong("零时刻应当全部关着。", "At time zero all channels should be shut.")
    if (open_now != np.round(open_now)).any() or open_now.min() < 0 or open_now.max() > N:
        raise Wrong("开着的通道数应当是 0 到 N 之间的整数。", "The number of open channels should be a whole number from 0 to N.")
    return open_now


def tells_histories(mine, cases, answers):
    first, again, other = (counts(case, answer) for case, answer in zip(cases, answers))
    if (first != again).any():
        return Wrong("种子相同，历史却不同：随机数要取自 default_rng(seed)。",
                     "The same seed told two histories: take the random numbers from default_rng(seed).")
    if (first == other).all():
        return Wrong("换了种子，历史却没有变。", "Another seed told the same history.")
    return None


# All limits below are five standard errors: chance takes a right program past one of them once in some two million times, and
# a wrong program is far outside.
def wrong_mean(N, goal, memory, late):
    """Whether the mean of the settled counts is off; neighbouring counts are alike, so that fewer than `len(late)` are independent."""
    independent = len(late) * (1 - memory) / (1 + memory)
    return abs(late.mean() - N * goal) > 5 * np.sqrt(N * goal * (1 - goal) / independent)


def jump_alone(late, expected):
    if late.var() > 5 * expected:
        raise Wrong("涨落大得多：通道像是在一起跳，而它们应当互不相干。",
                    "It flickers far too much: the channels seem to jump together, and they should not know of each other.")


def flickers(mine, cases, answers):
    for case, answer in zip(cases, answers):
        open_now = counts(case, answer)
        N, opening, shutting, step, _, _ = case
        goal, memory = opening / (opening + shutting), np.exp(-step * (opening + shutting))
        late = open_now[100:]  # ten time constants after the start
        expected = N * goal * (1 - goal)
        jump_alone(late, expected)
        if wrong_mean(N, goal, memory, late):
            return Wrong(f"安定之后平均有 {late.mean():.1f} 个通道开着，应当在 {N * goal:.1f} 上下。",
                         f"Once settled, {late.mean():.1f} channels are open on average; it should be about {N * goal:.1f}.")
        on_the_way = goal * (1 - memory**10)  # at one time constant
        if abs(open_now[10] - N * on_the_way) > 5 * np.sqrt(N * on_the_way * (1 - on_the_way)):
            return Wrong(f"过了一个时间常数，有 {open_now[10]:.0f} 个开着，应当在 {N * on_the_way:.0f} 上下：快慢不对。",
                         f"After one time constant {open_now[10]:.0f} are open; about {N * on_the_way:.0f} should be: the pace is wrong.",
                         credit=0.5)
        error = np.sqrt(2 / len(late) * (1 + memory**2) / (1 - memory**2))
        if abs(late.var() / expected - 1) > 5 * error:
            return Wrong(f"平均值对，方差却是 {late.var():.1f}，应当在 {expected:.1f} 上下。",
                         f"The mean is right, but the variance is {late.var():.1f}; it should be about {expected:.1f}.", credit=0.5)
        remembered = np.corrcoef(late[:-1], late[1:])[0, 1]
        if remembered < memory - 0.1:  # ten standard errors, for only a history without memory is meant here
            return Wrong("相邻两个时刻的数应当相近，因为短短一步里没有几扇门来得及动；这里却像是每次重新掷的。",
                         "Neighbouring counts should be alike, for few gates move within a short step; here they look thrown afresh.",
                         credit=0.5)
    return None


def survives_long_steps(mine, cases, answers):
    (N, opening, shutting, step, _, _), open_now = cases[0], counts(cases[0], answers[0])
    goal, memory = opening / (opening + shutting), np.exp(-step * (opening + shutting))
    late = open_now[20:]
    jump_alone(late, N * goal * (1 - goal))
    if wrong_mean(N, goal, memory, late):
        return Wrong(f"步长 {step} ms 时平均有 {late.mean():.1f} 个开着，应当在 {N * goal:.1f} 上下。",
                     f"With steps of {step} ms {late.mean():.1f} are open on average; it should be about {N * goal:.1f}.")
    if late.var() == 0:
        return Wrong("数目从不涨落。", "The number never flickers.")
    remembered = np.corrcoef(late[:-1], late[1:])[0, 1]
    if abs(remembered - memory) > 5 * np.sqrt((1 - memory**2) / len(late)):
        return Wrong(f"步长 {step} ms 时，相邻两数的相关系数是 {remembered:.2f}，应当在 {memory:.2f} 上下；一步之内门可能来回几次，用 x_t 算概率。",
                     f"With steps of {step} ms neighbouring counts have a correlation of {remembered:.2f}; it should be about "
                     f"{memory:.2f}. A gate may go to and fro within a step: take the probability from x_t.")
    return None


# The voltage clamp -------------------------------------------------------------------------------------------------------------


def a_jump(chance, V=None, T=T_0, t=None):
    return some(chance, -85, -55, 1), some(chance, -25, 30, 1) if V is None else V, some(chance, 0.2, 1.5, 2) if t is None else t, T


def at_6_degrees(mine, chance):
    return [*(a_jump(chance) for _ in range(3)), a_jump(chance, V=70.0, t=0.15)]  # at 70 mV the current flows out


def warmer(mine, chance):
    return [a_jump(chance, T=mine.T), *(a_jump(chance, T=some(chance, 282, 288, 1)) for _ in range(3))]


def at_the_gap(mine, chance):
    return [a_jump(chance, V=-40.0), a_jump(chance, V=-40.0, T=mine.T)]


def clamp_current(mine, V_hold, V, t, faster, m_power=3, from_rest=True):
    """The sodium current when all rates are `faster` times those at T_0."""
    held, now = hodgkin_huxley.kinetics(V=V_hold), hodgkin_huxley.kinetics(V=V)
    start = {"m": held["m_infty"], "h": held["h_infty"]} if from_rest else {"m": 0, "h": 1}
    m, h = (now[f"{x}_infty"] + (start[x] - now[f"{x}_infty"]) * np.exp(-t * faster / now[f"tau_{x}"]) for x in "mh")
    return mine.g_Na * m**m_power * h * (V - E_NA)


def tripled(T):
    return 3 ** ((T - T_0) / 10)


CLAMP_MISTAKES = [
    Mistake(lambda mine, V_hold, V, t, T: -clamp_current(mine, V_hold, V, t, tripled(T)),
            zh="符号反了：外向为正，所以流入的钠电流是负的，I = g (V − E)。",
            en="The sign is wrong: outward is positive, so an inflow of sodium is negative, I = g (V − E)."),
    Mistake(lambda mine, V_hold, V, t, T: clamp_current(mine, V_hold, V, t, 1),
            zh="温度没有用上：T 每升高 10 K，速率变为三倍。", en="The temperature is not used: for every 10 K more the rates are three times as large."),
    Mistake(lambda mine, V_hold, V, t, T: clamp_current(mine, V_hold, V, t, tripled(T - 273.15)),
            zh="把摄氏度当成了开尔文：279.45 K 与 T 要用同一种温标。", en="Degrees Celsius were taken for kelvin: T and 279.45 K must be on one scale."),
    Mistake(lambda mine, V_hold, V, t, T: clamp_current(mine, V_hold, V, t, tripled(T), m_power=1),
            zh="钠通道要三扇 m 门都开：m³h。", en="A sodium channel needs three open m gates: m³h."),
    Mistake(lambda mine, V_hold, V, t, T: clamp_current(mine, V_hold, V, t, tripled(T), from_rest=False),
            zh="门不是从 m = 0、h = 1 出发的，而是从维持电压下的稳态出发。",
            en="The gates set out from their steady state at the holding voltage, not from m = 0 and h = 1.", credit=0.5),
    Mistake(lambda mine, V_hold, V, t, T: tripled(T) * clamp_current(mine, V_hold, V, t, 1),
            zh="升温使门变快，而不是使电流变大。", en="Warmth makes the gates faster, not the current larger."),
]

# The second shock --------------------------------------------------------------------------------------------------------------


def gaps(mine, chance):
    return [(some(chance, low, high, 1),) for low, high in ((5.5, 7), (8, 10), (13, 17), (35, 45))]


def fires_again(axon, gap, strength):
    shocks = [(0, 0), (2, 40), (2.5, 0), (2 + gap, strength), (2.5 + gap, 0)]
    return len(simulate(axon, gap + 22, I=shocks).spikes()) > 1


def is_edge(axon, gap, strength):
    # The task asks for 1 %; another 2 % are left for spikes that come so late, next to the edge, that a student did not wait for them.
    return 0 < strength < 10_000 and not fires_again(axon, gap, 0.97 * strength) and fires_again(axon, gap, 1.03 * strength)


def finds_the_edge(mine, cases, answers):
    axon = hodgkin_huxley.with_(g_Na=mine.g_Na, g_K=mine.g_K, T=mine.T)
    tried = [(gap, float(shaped(answer))) for (gap,), answer in zip(cases, answers)]
    missed = [(gap, strength) for gap, strength in tried if not is_edge(axon, gap, strength)]
    if not missed:
        return None
    gap, strength = missed[0]
    if len(missed) > 1 and all(is_edge(hodgkin_huxley, *one) for one in missed):
        return Wrong("这是课文里那条轴突的阈值，不是你的：电导和温度要用 mine 里的。",
                     "This is the edge of the chapter's axon, not of yours: take conductances and temperature from mine.")
    weaker = 0 < strength < 10_000 and fires_again(axon, gap, 0.97 * strength)
    zh = "更弱的刺激就已经够了。" if weaker else "这样强的刺激还不能再引起一次发放。"
    en = "a weaker shock does it already." if weaker else "a shock of this strength does not make a second spike."
    return Wrong(f"间隔 {gap} ms，答案 {strength:.4g} µA/cm²：{zh}", f"For a gap of {gap} ms the answer is {strength:.4g} µA/cm², but {en}",
                 credit=1 - len(missed) / len(tried))


MARKS = {
    "crowd": [
        # Everything is exact; 0.2 % is for rounding on the way, and lets 1 − p be 1 where p is 0.0005.
        Number(2, "fibre_length", inputs=often_open, truth=fibre_length, unit="µm", relative=2e-3, mistakes=CROWD_MISTAKES,
               zh="通道常开时的长度", en="the length if channels are often open"),
        Number(2, "fibre_length", inputs=seldom_open, truth=fibre_length, unit="µm", relative=2e-3, mistakes=CROWD_MISTAKES,
               zh="通道少开时的长度", en="the length if channels are seldom open"),
    ],
    "derivation": [
        Formula(2, "x_t", truth=x_t, domain=RATES, zh="（a）门随时间的变化", en="(a) the gate against time", mistakes=[
            Mistake(plateau - (x_0 - plateau) * sp.exp(-(alpha + beta) * t),
                    zh="第二项的符号反了：零时刻应当得到 x_0。", en="The sign of the second term is wrong: at time zero it should give x_0."),
            Mistake(plateau + (x_0 - plateau) * sp.exp(-alpha * t),
                    zh="快慢由两个速率之和决定。", en="The pace is set by the sum of both rates.", credit=0.5),
            Mistake(plateau + (x_0 - plateau) * sp.exp((alpha + beta) * t),
                    zh="指数的符号反了：门应当走向稳态。", en="The sign in the exponent is wrong: a gate goes towards its steady state."),
            Mistake(plateau * (1 - sp.exp(-(alpha + beta) * t)),
                    zh="这只对从关着出发的门成立。", en="This holds only for a gate that starts shut.", credit=0.5),
            Mistake((alpha - beta) / alpha + (x_0 - (alpha - beta) / alpha) * sp.exp(-alpha * t),
                    zh="解的是漏了 x 的方程：只有开着的门才能关。", en="This solves the equation that lost an x: only open gates can shut."),
        ]),
        Formula(2, "beta_read", truth=s * (1 - x_infty) / x_infty, domain=READINGS, zh="（b）读出的 β", en="(b) β from two readings", mistakes=[
            Mistake(s * (1 - x_infty), zh="1/τ 不等于 s：起始斜率是 x_∞/τ。", en="1/τ is not s: the first slope is x_∞/τ.", credit=0.5),
            Mistake(s, zh="那是 α：关着的门只能打开。", en="That is α: a shut gate can only open."),
            Mistake(s / x_infty, zh="那是 1/τ，即 α 与 β 之和。", en="That is 1/τ, the sum of α and β.", credit=0.5),
        ]),
        Formula(2, "t_peak", truth=t_peak, domain=PACES, zh="（c）钠电流最大的时刻", en="(c) the time of the largest sodium current", mistakes=[
            Mistake(tau_m * sp.log(1 + tau_h / tau_m), zh="是 m³，不是 m：三扇门。", en="It is m³, not m: three gates.", credit=0.5),
            Mistake(tau_m * sp.log(1 + 3 * tau_h / tau_m) / sp.log(10), zh="要用自然对数。", en="It takes the natural logarithm.", credit=0.5),
            Mistake(tau_m * sp.log(3 * tau_h / tau_m - 1), zh="对数里的符号错了：e 的指数减一，等于 3τ_h/τ_m。",
                    en="A sign in the logarithm is wrong: the exponential minus one is 3τ_h/τ_m."),
            Mistake(tau_m * sp.log(3 * tau_h / tau_m), zh="少了 1。", en="The 1 is missing.", credit=0.5),
        ]),
    ],
    "patch": [
        Behaviour(1, "patch", inputs=twice_the_same, judge=tells_histories, zh="一段由种子决定的历史", en="a history that the seed decides"),
        Behaviour(2, "patch", inputs=short_steps, judge=flickers, zh="平均值、涨落和快慢", en="mean, flicker and pace"),
        Behaviour(2, "patch", inputs=long_steps, judge=survives_long_steps, zh="很长的步", en="long steps"),
    ],
    "clamp": [
        # The formula is exact; 0.1 % is for a program that rounds on the way, as paper does.
        Number(3, "sodium_current", inputs=at_6_degrees, truth=lambda mine, V_hold, V, t, T: clamp_current(mine, V_hold, V, t, tripled(T)),
               unit="µA/cm²", relative=1e-3, mistakes=CLAMP_MISTAKES, zh="6.3 °C 的钠电流", en="the sodium current at 6.3 °C"),
        Number(2, "sodium_current", inputs=warmer, truth=lambda mine, V_hold, V, t, T: clamp_current(mine, V_hold, V, t, tripled(T)),
               unit="µA/cm²", relative=1e-3, mistakes=CLAMP_MISTAKES, zh="较暖时的钠电流", en="the sodium current in the warmth"),
        Number(1, "sodium_current", inputs=at_the_gap, truth=lambda mine, V_hold, V, t, T: clamp_current(mine, V_hold, V, t, tripled(T)),
               unit="µA/cm²", relative=1e-3, mistakes=CLAMP_MISTAKES, zh="正好 −40 mV，那里公式是 0/0",
               en="−40 mV exactly, where the formula is 0/0"),
    ],
    "refractory": [
        Behaviour(5, "least_shock", inputs=gaps, judge=finds_the_edge, unit="µA/cm²", zh="第二次刺激的最小强度",
                  en="the least strength of the second shock"),
    ],
    "explanation": Rubric(
        Item(1, zh="间隔很短：h 还远低于静息值，失活的钠通道不论怎样去极化都打不开；引用自己的数。",
             en="Short gaps: h is still far below rest, and inactivated sodium channels cannot be opened, however strong the "
                "depolarisation; quotes a number."),
        Item(1, zh="间隔稍长：h 只恢复了一部分，n 仍高于静息值，多出的外向钾电流要靠更强的刺激来压过；引用自己的数。",
             en="Longer gaps: h has recovered in part and n is still above rest; the extra outward potassium current must be "
                "outweighed; quotes a number."),
        Item(1, zh="低于静息的一段：后超极化时 h 开得比静息多，n 关得比静息多，且比电压恢复得慢（若自己的曲线没有这一段，如实说明）。",
             en="The stretch below rest: after the undershoot h is higher and n lower than at rest, and both are slower than the voltage "
                "(or says honestly that the curve has no such stretch)."),
        Item(1, zh="提出一个在模型里做得到的检验，并说明哪种结果会否定自己的解释；讲的是模型里的变量，不是“细胞累了”。",
             en="Proposes a test that can be made in the model and says which outcome would refute the explanation; "
                "speaks of variables of the model, not of a tired cell."),
    ),
}
