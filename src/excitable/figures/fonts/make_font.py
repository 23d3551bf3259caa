"""Make ExcitableSans-Regular.otf, the book's figure font, from Noto Sans CJK.

    apt-get download fonts-noto-cjk && dpkg-deb -x fonts-noto-cjk_*.deb /tmp/noto
    python src/excitable/figures/fonts/make_font.py /tmp/noto/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

Run it from the root of the repository when the test of glyphs says that a character is missing.
It needs fontTools, which comes with matplotlib.
"""

import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTCollection

FAMILY = "Excitable Sans"  # not "Noto": the licence lets nobody else's version carry a reserved or trademarked name
HERE = Path(__file__).parent
ROOT = HERE.parents[3]
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
GREEK = [*range(0x391, 0x3AA), *range(0x3B1, 0x3CA)]
SIGNS = [ord(c) for c in "–—‘’“”…′″←↑→↓↔⇌⇄−×÷±≈≠≤≥∞∂∑√∝·•✓℃‰①②③④⑤、。《》〈〉「」【】（）！，．：；？％～"]
# Noto Sans CJK lacks most of these; each is drawn from its full-sized character.
RAISED, LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₒₓₘₙₚₛₜᵢ"


def level_one():
    """The 3755 characters of GB 2312 level 1: rows 16–55 of the table, the characters in daily use."""
    cells = ((row, cell) for row in range(16, 56) for cell in range(1, 95))
    return [ord(text) for row, cell in cells if (text := bytes([row + 0xA0, cell + 0xA0]).decode("gb2312", "ignore"))]


def written():
    """Every character above Latin that the book's pages, terms and library contain."""
    files = [path for pattern in ("book/**/*.md", "book/*.yml", "src/**/*.py", "src/**/*.js") for path in ROOT.glob(pattern)]
    return [ord(c) for path in files for c in set(path.read_text("utf-8")) if ord(c) > 0x2E7F]


def add_small(font, character, shift, scale=0.62):
    """Add `character`, a superscript or subscript, as its base character made small and moved up by `shift` units."""
    base = chr(int(unicodedata.decomposition(character).split()[1], 16))
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    if ord(character) in cmap:
        return
    width = round(glyphs[cmap[ord(base)]].width * scale)
    top = font["CFF "].cff.topDictIndex[0]
    strings = top.CharStrings
    part = top.FDSelect[font.getGlyphID(cmap[ord(base)])]
    private = top.FDArray[part].Private
    pen = T2CharStringPen(width - private.nominalWidthX, glyphs)
    glyphs[cmap[ord(base)]].draw(TransformPen(pen, (scale, 0, 0, scale, 0, shift)))
    name = next(name for number in range(60000, 65535) if (name := f"cid{number}") not in strings.charStrings)
    strings.charStringsIndex.append(pen.getCharString(private, top.GlobalSubrs))
    strings.charStrings[name] = len(strings.charStringsIndex) - 1
    top.charset.append(name)
    top.FDSelect.gidArray.append(part)
    font.setGlyphOrder(top.charset)
    font["hmtx"][name] = (width, 0)
    font["maxp"].numGlyphs += 1
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(character)] = name


def main(source):
    font = next(f for f in TTCollection(source).fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC")
    options = subset.Options(
        layout_features=["kern"], hinting=False, desubroutinize=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 13, 14], notdef_outline=True
    )
    options.drop_tables += ["vhea", "vmtx", "VORG"]  # nothing is set vertically
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[*LATIN, *GREEK, *SIGNS, *map(ord, RAISED + LOWERED), *level_one(), *written()])
    cut.subset(font)
    for character in RAISED:
        add_small(font, character, shift=330)
    for character in LOWERED:
        add_small(font, character, shift=-160)
    postscript = FAMILY.replace(" ", "") + "-Regular"
    version = font["name"].getDebugName(5).split(";")[0]
    names = {1: FAMILY, 3: f"{version};{postscript}", 4: FAMILY, 5: f"{version}; subset", 6: postscript}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    top = font["CFF "].cff.topDictIndex[0]
    font["CFF "].cff.fontNames[0] = postscript
    top.FullName = top.FamilyName = FAMILY
    font["head"].modified = font["head"].created  # the same file from the same input
    font.recalcTimestamp = False
    font.flavor = None
    font.save(HERE / f"{postscript}.otf")


if __name__ == "__main__":
    main(sys.argv[1])
