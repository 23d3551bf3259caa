"""Fetch a release of KaTeX from npm and lay it out as README.md says: ``python renew.py 0.19.1``."""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def main(version):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"katex@{version}"], cwd=folder, check=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
        dist = Path(folder) / "package" / "dist"
        for script in (dist / "katex.min.js", dist / "contrib" / "mhchem.min.js"):
            shutil.copyfile(script, HERE / "engine" / script.name)
        shutil.copyfile(dist.parent / "LICENSE", HERE / "LICENSE")
        for font in (dist / "fonts").glob("*.woff2"):
            shutil.copyfile(font, HERE / "served" / "katex" / "fonts" / font.name)
        css = (dist / "katex.min.css").read_text("utf-8")
        css = re.sub(r',url\(fonts/[^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)', "", css)
        (HERE / "served" / "katex" / "katex.css").write_text(css, "utf-8")
    files = sorted([*HERE.glob("engine/*"), *HERE.glob("served/**/*.*")])
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(HERE).as_posix()}" for file in files]
    (HERE / "SHA256SUMS").write_text("\n".join(sums) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
