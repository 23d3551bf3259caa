"""What the coursework on the Boltzmann distribution and the Nernst potential asks, and what is right.

A slip of conversion (volts undeclared, degrees Celsius where kelvin belong) keeps half of the points, since the physics is right.
A wrong sign, a missing valence or the wrong logarithm is wrong physics and keeps none.
"""

import numpy as np
import sympy as sp

from excitable import nernst
from excitable.constants import F, R
from excitable.coursework.marking import Behaviour, Formula, Item, Mistake, Number, Rubric, Wrong, shaped

# ---- 1 · potential


def kelvin(celsius):
    return celsius + 273.15


def potential(mine, z, c_out, c_in, celsius):
    return nernst(c_out, c_in, z, kelvin(celsius))


def cations(mine, chance):
    potassium = (1, round(chance.uniform(2, 12), 1), round(chance.uniform(80, 160), 1), mine.celsius)
    sodium = (1, round(chance.uniform(100, 450), 1), round(chance.uniform(5, 50), 1), round(chance.uniform(5, 38), 1))
    return [potassium, sodium]


def anions(mine, chance):
    chloride = (-1, round(chance.uniform(90, 140), 1), round(chance.uniform(4, 40), 1), mine.celsius)
    divalent = (-2, round(chance.uniform(1, 5), 2), round(chance.uniform(10, 40), 1), round(chance.uniform(5, 38), 1))
    return [chloride, divalent]


def calcium(mine, chance):
    return [(2, round(chance.uniform(1, 3), 2), round(chance.uniform(5e-5, 5e-4), 6), round(chance.uniform(5, 38), 1)) for _ in range(2)]


def cold(mine, chance):
    return [(1, round(chance.uniform(2, 12), 1), round(chance.uniform(80, 160), 1), round(chance.uniform(1, 4), 1))]


SLIPS = [
    Mistake(
        lambda mine, *ion: -potential(mine, *ion),
        zh="正负号反了：比值颠倒，或者成了膜外减膜内。问一问：阳离子想往哪儿去，哪一边要把它拉住？",
        en="The sign is reversed: the ratio is upside down, or this is outside minus inside. Ask where a cation wants to go, and which "
           "side must hold it back.",
    ),
    Mistake(
        lambda mine, z, *ion: potential(mine, 1, *ion),
        zh="漏了 1/z：电荷越大，拉住它所需的电压越小；阴离子的正负号也要反过来。",
        en="1/z is missing: the larger the charge, the smaller the voltage that holds it, and for an anion the sign turns round.",
    ),
    Mistake(
        lambda mine, z, c_out, c_in, celsius: nernst(c_out, c_in, z, celsius),
        zh="公式里的温度是绝对温度：摄氏度要加上 273.15。",
        en="The formula wants the absolute temperature: add 273.15 to degrees Celsius.",
        credit=0.5,
    ),
    Mistake(
        lambda mine, *ion: potential(mine, *ion) / np.log(10),
        zh="用了常用对数：这里是自然对数；用 log10 就要再乘 ln 10。",
        en="This has the decimal logarithm in it: the formula wants the natural one, or a factor ln 10.",
    ),
]


def nernst_criterion(points, inputs, zh, en):
    # A part in 10³ admits 273 for 273.15 (5 parts in 10⁴) and constants of four digits, 0.02 mV what is rounded to 0.01 mV besides;
    # every slip above is off by far more.
    return Number(
        points, "equilibrium_potential", potential, zh, en, inputs=inputs, unit="mV", absolute=0.02, relative=1e-3, mistakes=SLIPS,
    )


# ---- 2 · label


def bottle(z, chance):
    c_out = np.round(np.geomspace(chance.uniform(1, 3), chance.uniform(100, 200), 7), 1)
    celsius = round(chance.uniform(10, 38), 1)
    electrodes, c_in = chance.uniform(-15, 15), chance.uniform(5, 150)
    readings = nernst(c_out, c_in, z, kelvin(celsius)) + electrodes + chance.uniform(-1, 1, size=c_out.size)
    return c_out, np.round(readings, 1), celsius


def slope(c_out, readings):
    return np.polyfit(np.log(c_out), readings, 1)[0]  # mV for a factor e


def valence(mine, c_out, readings, celsius):
    return round(1000 * R * kelvin(celsius) / F / slope(c_out, readings))


OPPOSITE = Mistake(
    lambda mine, *bottle: -valence(mine, *bottle),
    zh="个数对了，正负号反了或者丢了：膜外越浓，读数是升还是降？",
    en="The number of charges is right, its sign is reversed or lost: does the reading rise or fall when the outside gets stronger?",
)
COLD_LABEL = Mistake(
    lambda mine, c_out, readings, celsius: round(1000 * R * celsius / F / slope(c_out, readings)),
    zh="热电压 RT/F 里用的是绝对温度吗？",
    en="Is it the absolute temperature that stands in your RT/F?",  # no credit: the answer is 0, as from somebody who did nothing
)
DECIMAL_LABEL = Mistake(
    lambda mine, c_out, readings, celsius: round(1000 * R * kelvin(celsius) / F / slope(c_out, readings) / np.log(10)),
    zh="斜率是对自然对数求的吗？若是常用对数，热电压要乘 ln 10。",
    en="Is your slope one against the natural logarithm? Against the decimal one the thermal voltage needs a factor ln 10.",
)

UNROUNDED = Mistake(
    lambda mine, c_out, readings, celsius: 1000 * R * kelvin(celsius) / F / slope(c_out, readings),
    zh="这是拟合的结果，还带着读数的误差；价数是整数，最后要取整。",
    en="This is what the fit gives, with the errors of the readings in it; a valence is a whole number, so round it.",
    credit=0.5,
)


def label_criterion(points, valences, zh, en):
    return Number(
        points, "valence", valence, zh, en, inputs=lambda mine, chance: [bottle(z, chance) for z in valences],
        absolute=1e-3,  # a valence is a whole number; this only lets UNROUNDED be recognised from rounded constants too
        mistakes=[OPPOSITE, COLD_LABEL, DECIMAL_LABEL, UNROUNDED],
    )


# ---- 3 · beaker


def reading(mine):
    return nernst(mine.weak, mine.strong, 1, kelvin(mine.celsius))


def share(mine, reading=reading):
    charge = 1e-6 * mine.area * abs(reading(mine)) / 1000  # F/cm² · cm² · V = C
    return charge / F / (mine.strong * mine.volume * 1e-6)  # mM · mL = 10⁻⁶ mol


def reading_celsius(mine):
    return nernst(mine.weak, mine.strong, 1, mine.celsius)


def reading_decimal(mine):
    return reading(mine) / np.log(10)


# A share that follows correctly from a wrong reading is not marked down a second time.
FOLLOWS = [
    Mistake(
        lambda mine, wrong=wrong: share(mine, wrong), credit=1.0,
        zh="由你的读数算出来是对的；读数错了，不再重复扣分。", en="This follows correctly from your reading; a wrong reading is not marked down twice.",
    )
    for wrong in (reading_celsius, reading_decimal)
]


def weak_wanted(mine):
    return mine.strong * np.exp(mine.target * F / (1000 * R * kelvin(mine.celsius)))


# ---- 4 · derivation

epsilon, epsilon_0 = sp.symbols("epsilon epsilon_0", real=True)
g, k, p, q, T = sp.symbols("g k p q T", positive=True)

FREE_ENERGY = p * epsilon + k * T * (p * sp.log(p / g) + (1 - p) * sp.log(1 - p))
P_OPEN = 1 / (1 + sp.exp(epsilon / (k * T)) / g)
V_HALF = (epsilon_0 - k * T * sp.log(g)) / q

# Energies up to a few kT, where all terms count; g = 1 is left out, for it would hide a forgotten g.
DOMAIN = {"p": (0.05, 0.95), "epsilon": (-3, 3), "epsilon_0": (1, 5), "g": [2, 5, 20], "k": (0.5, 2), "q": (0.5, 3), "T": (0.5, 2)}

NO_DEGENERACY = {
    "zh": "漏了简并度 g：开放构象有 g 种，每一种的概率是 p/g。",
    "en": "The degeneracy g is missing: there are g open conformations, each with the probability p/g.",
}

# ---- 5 · walk

STEPS = 20_000


def roads(mine, chance):
    """Three rows of places whose order and heights are random, no two alike."""
    heights = [chance.permutation([0.0, 0.7, 1.4, 2.1]) + chance.uniform(-0.2, 0.2, size=4) for _ in range(3)]
    return [(np.round(one - one.min(), 2), STEPS, int(chance.integers(10_000))) for one in heights]


def level_road(mine, chance):
    return [(np.zeros(4), STEPS, int(chance.integers(10_000)))]


def short_roads(mine, chance):
    return [(np.array([0.0, mine.hill, 0.5]), 300, 1), (np.array([1.0, 0.0, 0.5, 1.5, 0.2]), 300, 2)]


def path(case, answer):
    """The places of one walk, or what is wrong with them."""
    energy, steps, _ = case
    places = shaped(answer, steps + 1)
    if places[0] != 0:
        raise Wrong("应当从位置 0 出发，出发点也要记下来。", "The walk begins at place 0, and that place is the first to be noted.")
    if not np.isin(places, np.arange(len(energy))).all():
        raise Wrong("走到了这一排位置之外。", "The walk leaves the row of places.")
    if np.abs(np.diff(places)).max() > 1:
        raise Wrong("有一步跨了不止一格。", "A step goes further than to a neighbour.")
    return places.astype(int)


def walks(mine, cases, answers):
    moved = [path(case, answer).any() for case, answer in zip(cases, answers)]  # a list, so that every walk is looked at
    if not any(moved):
        return Wrong("离子一直没有动过。", "The ion never moves.")
    return None


def boltzmann(energy):
    weight = np.exp(-energy)
    return weight / weight.sum()


def follows_boltzmann(mine, cases, answers):
    """The time at each place, within what the length of the walk allows."""
    for case, answer in zip(cases, answers):
        energy, expected = case[0], boltzmann(case[0])
        here = path(case, answer)[1:, None] == np.arange(len(energy))
        found = here.mean(0)
        # The error of the mean, from the scatter of 20 stretches of 1000 steps (a step is forgotten after some 50). Six of them, for a
        # fair walk must not fail by chance in a class of any size; at most 0.08, so that an odd walk cannot buy itself room.
        scatter = here.reshape(20, -1, len(energy)).mean(1).std(0, ddof=1) / np.sqrt(20)
        if np.any(np.abs(found - expected) > np.minimum(6 * scatter + 0.01, 0.08)):
            return wrong_times(energy, found, expected)
    return None


def wrong_times(energy, found, expected):
    """Why the time at each place is not that of the Boltzmann distribution, if the reason shows."""
    shown = f"{np.round(found, 2).tolist()}", f"{np.round(expected, 2).tolist()}"
    zh = f"能量为 {energy.tolist()} kT 的各处，时间占 {shown[0]}，应为 {shown[1]}。"
    en = f"Over places of {energy.tolist()} kT the time is shared as {shown[0]}, and should be as {shown[1]}. "
    inward = expected * np.r_[0.5, np.ones(len(energy) - 2), 0.5]  # ends whose every try goes inwards are left twice as readily
    if np.abs(found - inward / inward.sum()).max() < 0.03:
        return Wrong(zh + "两端少了一半：走不出去的那一步也要算，离子留在原处。",
                     en + "The ends get half their due: a step that would leave the row counts too, and the ion stays.", credit=0.5)
    if not energy.any():
        return Wrong(zh + "平地上没有坡，往左往右没有分别。", en + "Level ground has no slope: left and right are alike.")
    if np.abs(found - boltzmann(-energy)).max() < 0.06:
        return Wrong(zh + "正负号反了：离子全往高处去了。", en + "The sign is reversed: the ion climbs.")
    if np.abs(found - 1 / len(energy)).max() < 0.06:
        return Wrong(zh + "各处一样长：坡度没有起作用。", en + "All places get the same: the slope has no effect.")
    if np.any(found == 0):
        return Wrong(zh + "有的地方从来没去过：高处去得少，不等于去不了。", en + "Some places are never visited: high is rare, not forbidden.")
    if np.abs(found - boltzmann(2 * energy)).max() < 0.05 or np.abs(found - boltzmann(energy / 2)).max() < 0.04:
        return Wrong(zh + "差了一个二倍：往上的概率除以往下的概率，应当正好是 e 的 −ΔE/kT 次方。",
                     en + "A factor of two is lost: the chance of a move up over that of the move down must be exp(−ΔE/kT).", credit=0.5)
    return Wrong(zh + "写出平衡时两个方向的次数：停留时间乘以挪成的概率，应当相等。",
                 en + "Write down the moves each way in equilibrium: time spent × chance of success must be equal.")


MARKS = {
    "potential": [
        nernst_criterion(2, cations, "一价阳离子", "cations of one charge"),
        nernst_criterion(1, anions, "阴离子", "anions"),
        nernst_criterion(1, calcium, "二价阳离子，浓度相差好几个十倍", "a divalent cation, at a ratio of several powers of ten"),
        nernst_criterion(1, cold, "冰点附近", "near the freezing point"),
    ],
    "label": [
        label_criterion(2, (1, 2), "阳离子", "cations"),
        label_criterion(2, (-1, -2), "阴离子", "anions"),
    ],
    "beaker": [
        Number(
            1, "reading", reading, "读数", "the reading", unit="mV",
            absolute=0.02, relative=1e-3,  # as for the potential
            mistakes=[
                Mistake(lambda mine: -reading(mine), zh="题目要浓的一边减稀的一边。", en="The task asks for the strong side minus the weak side."),
                Mistake(reading_celsius, zh="温度要用开尔文。", en="The temperature must be in kelvin.", credit=0.5),
                Mistake(reading_decimal, zh="这里要用自然对数。", en="The natural logarithm belongs here."),
            ],
        ),
        Number(
            2, "share", share, "越过膜的比例", "the share that has crossed", unit="1",
            relative=2e-3,  # rounded constants; a slip of units is off by powers of ten
            mistakes=[
                *FOLLOWS,
                Mistake(lambda mine: -share(mine), zh="大小对了；比例总是正的。", en="The size is right; a share is positive.", credit=0.5),
                Mistake(lambda mine: share(mine) * mine.strong / mine.weak, zh="除的是稀的一边的离子，题目问的是浓的一边。",
                        en="This is a share of the ions of the weak side; the task asks about the strong side.", credit=0.5),
            ],
        ),
        Number(
            2, "weak_wanted", weak_wanted, "要换成的浓度", "the concentration wanted", unit="mM",
            relative=5e-3,  # the exponential turns a rounding of 0.1 % in the exponent, which is 1 to 4, into 0.4 %
            mistakes=[
                Mistake(lambda mine: mine.strong**2 / weak_wanted(mine), zh="正负号：目标是负的，浓的一边要保持更浓。",
                        en="The sign: the wanted reading is negative, so the strong side must stay the stronger."),
                Mistake(lambda mine: mine.strong * np.exp(mine.target * F / (1000 * R * mine.celsius)), zh="温度要用开尔文。",
                        en="The temperature must be in kelvin.", credit=0.5),
                Mistake(lambda mine: mine.strong * 10 ** (mine.target * F / (1000 * R * kelvin(mine.celsius))),
                        zh="自然对数的反函数是 e 的乘方，不是 10 的乘方。",
                        en="The inverse of the natural logarithm is a power of e, not of 10."),
            ],
        ),
    ],
    "derivation": [
        Formula(
            2, "free_energy", FREE_ENERGY, "自由能", "the free energy", DOMAIN,
            mistakes=[
                Mistake(FREE_ENERGY + k * T * p * sp.log(g), **NO_DEGENERACY, credit=0.5),
                Mistake(2 * p * epsilon - FREE_ENERGY, zh="熵的符号反了：F = U − TS，而 S 自己带一个负号。",
                        en="The entropy has the wrong sign: F = U − TS, and S has a minus of its own."),
                Mistake(FREE_ENERGY + (g - 1) * p * epsilon, zh="平均能量是 pε：p 已经是 g 种开放构象概率之和。",
                        en="The mean energy is pε: p is already the sum over the g open conformations.", credit=0.5),
            ],
        ),
        Formula(
            2, "p_open", P_OPEN, "开放的概率", "the probability of being open", DOMAIN,
            mistakes=[
                Mistake(1 / (1 + sp.exp(epsilon / (k * T))), **NO_DEGENERACY, credit=0.5),
                Mistake(1 / (1 + sp.exp(-epsilon / (k * T)) / g), zh="指数的符号反了：开放要花能量，能量越高，开得越少。",
                        en="The sign in the exponent is reversed: opening costs energy, and the more it costs, the rarer it is."),
                Mistake(1 - P_OPEN, zh="这是关闭的概率。", en="This is the probability of being closed."),
                Mistake(g * sp.exp(-epsilon / (k * T)), zh="这是权重，不是概率：还要除以配分函数。",
                        en="This is a weight and no probability yet: divide by the partition function.", credit=0.5),
            ],
        ),
        Formula(
            2, "V_half", V_HALF, "开关机会均等的膜电位", "the membrane potential at which open and closed are equally likely", DOMAIN,
            mistakes=[
                Mistake(epsilon_0 / q, **NO_DEGENERACY, credit=0.5),
                Mistake(-V_HALF, zh="正负号反了：膜电位升高，ε 降低。", en="The sign is reversed: ε falls as the membrane potential rises."),
                Mistake((epsilon_0 + k * T * sp.log(g)) / q, zh="开放的花样多，不必升到 ε = 0 就已经开了一半；kT ln g 的符号反了。",
                        en="Having many ways to be open makes it easier: half are open before ε is zero. The sign of kT ln g is reversed."),
            ],
        ),
    ],
    "walk": [
        Behaviour(1, "walk", walks, "一步一格，不出边界", "one place at a step, and never out of the row", inputs=short_roads),
        Behaviour(1, "walk", follows_boltzmann, "平地上各处时间相同", "equal times on level ground", inputs=level_road),
        Behaviour(3, "walk", follows_boltzmann, "停留时间服从玻尔兹曼分布", "times that follow the Boltzmann distribution", inputs=roads),
    ],
    "explanation": Rubric(
        Item(1, zh="第一句：停止的是净流动。来往的离子不停，只是去多少、回多少。（只说“达到平衡”而不说来往，不给分。）",
             en="First sentence: the net flow has stopped. Ions go on crossing, as many one way as the other. (“Equilibrium” without the "
                "traffic earns nothing.)"),
        Item(1, zh="说出理由：漂移与扩散，即电场的拉力与浓度差造成的散开，大小相等、方向相反。",
             en="The reason: drift and diffusion, the pull of the field and the spreading out of the crowd, are equal and opposite."),
        Item(1, zh="第二句：引用自己的 share（约十亿分之几，随各人的数值可差十倍，应与 beaker 一题相符），并说明浓度因此可以当作不变。常见误解：把平衡当作浓度相等。",
             en="Second sentence: the student's own share (some parts in 10⁹, for some students ten times more or less; it must agree with "
                "the beaker), and that concentrations may therefore be taken as given. Typical misunderstanding: equilibrium means "
                "equal concentrations."),
        Item(1, zh="第三句：高处只是去得少；引用自己的数，接近 e^(−h)/(2 + e^(−h))，h 为 mine.hill（一成上下到百分之二三）。",
             en="Third sentence: high is rare, not forbidden; the student's own number, near exp(−h)/(2 + exp(−h)) with h = mine.hill "
                "(from a tenth down to a few per cent)."),
        Item(1, zh="实验能把来往与静止分开：例如在一边加少量放射性或稳定同位素的钾，读数不变，另一边却逐渐测到它。只测电压、浓度的实验不给分。",
             en="An experiment that tells traffic from rest: for instance a trace of radioactive or heavy potassium on one side, found on "
                "the other in time while the reading stays. Measuring only voltage or concentration earns nothing."),
    ),
}
