"""Find a browser of each engine, install it where it is missing, or say how to.

Run as a module before the tests (`make test` does): no test is skipped because a browser is not there.
A browser of the system comes first; where there is none, Playwright's own build of the same engine serves.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright


@dataclass(frozen=True)
class Engine:
    """One browser engine: what Playwright calls it, the programs that drive it, the Debian packages that hold them."""

    name: str
    playwright_name: str
    programs: tuple[tuple[str, ...], ...]  # alternatives, by name or path; one of every group is needed
    packages: tuple[str, ...]

    def system_programs(self):
        """The path of one program of each group, or None where a group is not complete."""
        found = [next(filter(None, map(shutil.which, group)), None) for group in self.programs]
        return None if None in found else found

    def playwright_build(self):
        """The path of Playwright's own build of this engine, or None where it is not installed."""
        with sync_playwright() as playwright:
            path = getattr(playwright, self.playwright_name).executable_path
        return path if Path(path).exists() else None


CHROMIUM = Engine(
    "Chromium",
    "chromium",
    ((
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ),),
    ("chromium",),
)
FIREFOX = Engine(
    "Firefox",
    "firefox",
    (("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),),
    ("firefox-esr",),
)
# WebKitGTK has no headless mode, so it needs a virtual screen.
WEBKIT = Engine("WebKit", "webkit", (("WebKitWebDriver",), ("Xvfb",)), ("webkit2gtk-driver", "xvfb"))
ENGINES = (CHROMIUM, FIREFOX, WEBKIT)


def install(engine):
    """Install an engine from Debian's packages (as root) or as Playwright's build; else exit with the remedy."""
    apt = ["apt-get", "install", "--yes", "--quiet", *engine.packages]
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "--quiet"], env=environment, check=True)
        subprocess.run(apt, env=environment, check=True)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", engine.playwright_name])
    if not (engine.system_programs() or engine.playwright_build()):
        raise SystemExit(
            f"The browser tests need {engine.name}, which could be neither found nor installed. "
            f"On Debian or Ubuntu: sudo {' '.join(apt)}. "
            f"Elsewhere: {sys.executable} -m playwright install {engine.playwright_name}."
        )


def main():
    for engine in ENGINES:
        if not (engine.system_programs() or engine.playwright_build()):
            install(engine)
        print(f"{engine.name}: {engine.system_programs() or engine.playwright_build()}")


if __name__ == "__main__":
    main()
