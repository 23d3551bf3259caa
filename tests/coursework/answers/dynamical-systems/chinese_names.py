# %% expected
"""变量名和函数名用中文。 / Names in Chinese."""
expected = {}

# %% statics-solution
def 开放比例(电压, 半开, 跨度):
    return (1 + np.tanh((电压 - 半开) / 跨度)) / 2


def 离子电流(电压, 门):
    钙 = mine.g_Ca * 开放比例(电压, V_1, V_2) * (电压 - E_Ca)
    钾 = g_K * 门 * (电压 - E_K)
    漏 = g_L * (电压 - E_L)
    return 钙 + 钾 + 漏


def holding_current(电压):
    return 离子电流(电压, 开放比例(电压, mine.V_3, mine.V_4))


# %% count-solution
def count_points(电流):
    差 = holding_current(np.linspace(-95.0, 45.0, 14001)) - 电流
    变号 = 差[:-1] * 差[1:] < 0
    return int(变号.sum())


# %% derivation-solution
门的斜率, 电压的斜率 = s_n, s_V
推力 = S.g_K * (V - S.E_K) / S.C
松弛 = S.phi / S.tau_n
n_V = (I - S.g_Ca * m_infty * (V - S.E_Ca) - S.g_L * (V - S.E_L)) / (S.g_K * (V - S.E_K))
trace = 推力 * 电压的斜率 - 松弛
determinant = 推力 * 松弛 * (门的斜率 - 电压的斜率)
s_max = 松弛 / 推力

# %% verdict-solution
def 斜率(函数, 电压, 步=1e-4):
    return (函数(电压 + 步) - 函数(电压 - 步)) / (2 * 步)


def 固定门的斜率(电压):
    门 = 开放比例(电压, mine.V_3, mine.V_4)
    return 斜率(lambda 别处: 离子电流(别处, 门), 电压)


def verdict(电压):
    if 斜率(holding_current, 电压) < 0:
        return "never"
    return "always" if 固定门的斜率(电压) >= 0 else "pace"


# %% pace-solution
def critical_pace(电压):
    return -固定门的斜率(电压) / C / np.cosh((电压 - mine.V_3) / (2 * mine.V_4))


# %% ringing-solution
def ringing_period(电压):
    return 2 * np.pi * C / np.sqrt(-固定门的斜率(电压) * 斜率(holding_current, 电压))


# %% simulation-solution
def voltage(起点, 门的起点, 电流, 快慢, 时长):
    步, 电压, 门, 记录 = 0.1, 起点, 门的起点, [起点]
    for _ in range(int(时长)):
        for _ in range(10):
            电压的速度 = (电流 - 离子电流(电压, 门)) / C
            门的速度 = 快慢 * np.cosh((电压 - mine.V_3) / (2 * mine.V_4)) * (开放比例(电压, mine.V_3, mine.V_4) - 门)
            电压, 门 = 电压 + 步 * 电压的速度, 门 + 步 * 门的速度
        记录.append(电压)
    return 记录


# %% memory-solution
from excitable import equilibria, morris_lecar_snic, simulate

我的纤维 = morris_lecar_snic.with_(g_Ca=mine.g_Ca, V_3=mine.V_3, V_4=mine.V_4)
膝 = float(holding_current(np.linspace(-45.0, -20.0, 2501)).max())


def 起伏(台阶, 快慢, 从, 到):
    静息 = equilibria(我的纤维, I=台阶[0][1], phi=快慢)[0].state
    轨线 = simulate(我的纤维, 到, start=静息, I=台阶, phi=快慢)
    return np.ptp(轨线.at(np.arange(从, 到, 0.5))["V"])


def 寻找():
    for 快慢 in (0.23, 0.25, 0.21):
        for 电流 in (膝 - 0.5, 膝 - 1, 膝 - 2):
            for 强度, 时长 in ((40, 5), (60, 5), (80, 5), (40, 10)):
                开 = [(0, 电流), (50, 电流 + 强度), (50 + 时长, 电流)]
                if 起伏(开, 快慢, 400, 600) > 20:
                    for 时刻 in range(200, 240, 2):
                        if 起伏([*开, (时刻, 电流 - 60), (时刻 + 5, 电流)], 快慢, 800, 1000) < 1:
                            return {"phi": 快慢, "I": 电流, "on": (强度, 时长), "off": (时刻, -60, 5)}


memory = 寻找()

# %% [markdown] explanation
# 篱笆是进入鞍点的轨线；脉冲只是把点送过去，落在哪一侧，结局就是哪一种。
