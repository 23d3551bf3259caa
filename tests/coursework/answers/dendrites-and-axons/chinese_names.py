# %% expected
"""变量和自己的函数都用中文名。 / Variables and functions of the student's own have Chinese names."""
expected = {}

# %% slowest-solution
def 后半段直线(时间, 电压):
    后半段 = 时间 > 时间[-1] / 2
    斜率, 截距 = np.polyfit(时间[后半段], np.log(电压[后半段]), 1)
    return -1 / 斜率, np.exp(截距)


def slowest(时间, 电压):
    return 后半段直线(时间, 电压)[0]

# %% length-solution
def electrotonic_length(时间, 电压):
    慢, 高度 = 后半段直线(时间, 电压)
    余下 = 电压 - 高度 * np.exp(-时间 / 慢)
    只剩一个 = (余下 < 0.3 * 高度) & (余下 > 0.01 * 高度) & (时间 < 时间[-1] / 2)
    快 = -1 / np.polyfit(时间[只剩一个], np.log(余下[只剩一个]), 1)[0]
    return np.pi / np.sqrt(慢 / 快 - 1)

# %% resistance-solution
def 一段(直径, 长, 膜电阻, 轴向):
    空间常数 = np.sqrt(1e3 * 膜电阻 * 直径 * 1e-4 / (4 * 轴向)) * 1e4
    return 1e6 * np.pi * (直径 * 1e-4) ** 2 / (4 * 轴向 * 空间常数 * 1e-4), 长 / 空间常数


def 隔着看(一段的, 负载):
    电导, 长度 = 一段的
    return 电导 * (负载 + 电导 * np.tanh(长度)) / (电导 + 负载 * np.tanh(长度))


def 球(直径, 膜电阻):
    return 1e6 * np.pi * (直径 * 1e-4) ** 2 / (1e3 * 膜电阻)


def input_resistance(s, d, l, R_m, rho):
    主干, 小枝一, 小枝二 = (一段(直径, 长, R_m, rho) for 直径, 长 in zip(d, l))
    return 1 / (球(s, R_m) + 隔着看(主干, 隔着看(小枝一, 0) + 隔着看(小枝二, 0)))

# %% tip-solution
主干, 小枝一, 小枝二 = (一段(直径, 长, mine.R_m, mine.rho)
                   for 直径, 长 in ((mine.d_0, mine.l_0), (mine.d_1, mine.l_1), (mine.d_2, mine.l_2)))
从末梢看 = 隔着看(小枝一, 隔着看(主干, 球(mine.s, mine.R_m)) + 隔着看(小枝二, 0))
两根小枝 = 隔着看(小枝一, 0) + 隔着看(小枝二, 0)
分叉处 = 1 / (np.cosh(主干[1]) + 两根小枝 / 主干[0] * np.sinh(主干[1]))
I_tip = mine.I * np.cosh(小枝一[1]) / 分叉处
V_tip = 1e-3 * I_tip / 从末梢看

# %% [markdown] explanation
# 健康的时候，最后一个结只需给很短的一个结和电容极小的结间段充电。
# 剥去髓鞘以后，前面是一段裸膜，电容是髓鞘的上百倍，漏电也多得多，所以电压升得慢、升得低。
# 枪乌贼的裸轴突处处能再生脉冲，这里却几乎没有 Na⁺ 通道，只添负担，不出力。
# 下一个结如果还能达到阈值，脉冲就晚到；达不到，传导就失败。
# 凉下来，通道的门变慢，每个脉冲的 Na⁺ 电流持续更久，送出的电荷更多，要充的电容却没变，所以又能传过去。
# 模型略去了髓鞘下面轴突自己的 K⁺ 通道：它们露出来，会拉住电压。
