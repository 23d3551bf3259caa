"""The explorers' own words. A name in braces is filled in by `describe` (Python) and describe.js (browser)."""

WORDS = {
    "en": {
        "time": "time",
        "reset": "Reset",
        "comma": ", ",
        "stop": ".",
        "colon": ": ",
        "at": "At {x} = {value}: ",
        "equal": "{y} = {value}",
        "zero": "{y} is zero at {x} = {where}",
        "nowhere": "{y} is zero nowhere in this range",
        "constant": "{y} stays at {value}",
        "change": "{y} goes from {from} to {to}",
        "lowest": " (lowest {value})",
        "highest": " (highest {value})",
    },
    "zh": {
        "time": "时间",
        "reset": "复位",
        "comma": "，",
        "stop": "。",
        "colon": "：",
        "at": "当 {x} = {value} 时，",
        "equal": "{y} = {value}",
        "zero": "{y} 在 {x} = {where} 处为零",
        "nowhere": "{y} 在此范围内没有零点",
        "constant": "{y} 保持在 {value}",
        "change": "{y} 从 {from} 变到 {to}",
        "lowest": "（最低 {value}）",
        "highest": "（最高 {value}）",
    },
}
