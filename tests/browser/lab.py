"""JupyterLab as a reader runs it, for the tests that open a notebook in it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

INDICATOR = ".jp-Notebook-ExecutionIndicator"


@contextlib.contextmanager
def jupyterlab(folder, settings):
    """The address of a JupyterLab that shows `folder`, with the settings that the folder `settings` overrides."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (settings / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", f"--port={port}", "--ServerApp.ip=127.0.0.1",
             f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=", f"--LabApp.app_settings_dir={settings}",
             # The listing of extensions comes from the network.
             "--LabApp.extension_manager=readonly"],
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )
        address = f"http://127.0.0.1:{port}/"
        try:
            for _ in range(240):
                try:
                    urllib.request.urlopen(f"{address}api").close()
                    break
                except OSError:
                    time.sleep(0.25)
            else:
                pytest.fail((settings / "log").read_text())
            yield address
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                pass  # asked to stop while a kernel starts, it waits for ever
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)  # and its kernels
            server.wait()


def run_all_cells(page):
    wait_until_idle(page)  # a command given while the kernel is still connecting is dropped
    page.click("li.lm-MenuBar-item:has-text('Run')")
    page.click("li.lm-Menu-item:has-text('Run All Cells') >> nth=0")
    page.wait_for_selector(f"{INDICATOR}[data-status=busy]", state="attached")


def wait_until_idle(page):
    """Until the kernel has run all cells: it has been idle for a while and no prompt shows a star."""
    page.wait_for_function(
        """() => {
          const idle = document.querySelector(".jp-Notebook-ExecutionIndicator")?.dataset.status === "idle"
            && ![...document.querySelectorAll(".jp-InputPrompt")].some(prompt => prompt.textContent.includes("*"));
          window.idleSince = idle ? window.idleSince ?? performance.now() : undefined;
          return idle && performance.now() - window.idleSince > 3000;
        }""",
        timeout=180_000,
    )
