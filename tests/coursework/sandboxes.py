"""See that bubblewrap is there, install it where it is missing, or say how to.

Run as a module before the tests (`make test` does): no test is skipped because the sandbox is not there.
"""

import os
import shutil
import subprocess

from excitable.coursework.containment import choose


def install():
    """Install bubblewrap from Debian's packages, if this runs as root."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "--quiet"], env=environment, check=True)
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "bubblewrap"], env=environment, check=True)


def main():
    if not shutil.which("bwrap"):
        install()
    try:
        print(f"Sandbox: {choose('bubblewrap').name}")
    except RuntimeError as error:
        raise SystemExit(f"The tests of the coursework need a sandbox. {error}") from error


if __name__ == "__main__":
    main()
