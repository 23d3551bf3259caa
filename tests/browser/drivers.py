"""One small page object for every engine: go to an address, run a function there.

Playwright drives Chromium (and its own builds of the others). Firefox of the system speaks WebDriver BiDi itself, so
a web socket is all it needs; WebKitGTK comes with a WebDriver, which selenium drives under a virtual screen.
"""

import json
import os
import re
import subprocess
import tempfile
from contextlib import closing, contextmanager

import websocket
from playwright.sync_api import sync_playwright
from selenium import webdriver

from .engines import CHROMIUM, FIREFOX

# No call home from a test: a refused connection is noise in the log and a request we did not mean.
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
# Chromium's sandbox cannot start as root, which is what most CI machines run as.
NO_SANDBOX = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


@contextmanager
def chromium():
    """A Playwright browser: the system's Chromium, or Playwright's own build."""
    with sync_playwright() as playwright:
        programs = CHROMIUM.system_programs()
        browser = playwright.chromium.launch(executable_path=programs and programs[0], args=QUIET + NO_SANDBOX)
        yield browser
        browser.close()


class PlaywrightPage:
    """A page of one of Playwright's own browser builds."""

    def __init__(self, page):
        self._page = page

    def open(self, address):
        self._page.goto(address, wait_until="load")

    def run(self, function):
        return self._page.evaluate(function)


class BidiPage:
    """A page of the system's Firefox, over WebDriver BiDi."""

    def __init__(self, socket):
        self._socket, self._sent = socket, 0
        self._call("session.new", capabilities={})
        self._context = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def _call(self, method, **params):
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv())).get("id") != self._sent:
            pass
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]

    def open(self, address):
        self._call("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def run(self, function):
        answer = self._call(
            "script.callFunction",
            functionDeclaration=f"async () => JSON.stringify(await ({function})())",
            awaitPromise=True,
            target={"context": self._context},
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])


class WebDriverPage:
    """A page of WebKitGTK, over its WebDriver."""

    def __init__(self, driver):
        self._driver = driver
        driver.set_script_timeout(60)

    def open(self, address):
        self._driver.get(address)

    def run(self, function):
        answer = self._driver.execute_async_script(
            f"const done = arguments[0]; ({function})().then("
            "value => done(JSON.stringify({value})), error => done(JSON.stringify({error: String(error)})))"
        )
        answer = json.loads(answer)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]


@contextmanager
def _firefox():
    with tempfile.TemporaryDirectory() as profile:
        process = subprocess.Popen(
            [FIREFOX.system_programs()[0], "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        try:
            address = next(found[0] for line in process.stderr if (found := re.search(r"ws://\S+", line)))
            with closing(websocket.create_connection(f"{address}/session", timeout=60, suppress_origin=True)) as socket:
                yield BidiPage(socket)
        finally:
            process.terminate()
            process.communicate()


@contextmanager
def _webkit():
    # Xvfb chooses a free display itself and writes its number to the pipe.
    read, write = os.pipe()
    screen = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
                              pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as display:
        number = display.readline().strip()
    environment = {**os.environ, "DISPLAY": f":{number}", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1" if NO_SANDBOX else "0"}
    try:
        service = webdriver.WebKitGTKService(env=environment)
        driver = webdriver.WebKitGTK(options=webdriver.WebKitGTKOptions(), service=service)
        try:
            yield WebDriverPage(driver)
        finally:
            driver.quit()
    finally:
        screen.terminate()
        screen.wait()


@contextmanager
def _playwright(engine):
    with sync_playwright() as playwright:
        browser = getattr(playwright, engine.playwright_name).launch()
        yield PlaywrightPage(browser.new_page())
        browser.close()


def page(engine):
    """A context manager that yields a page of Firefox or WebKit: the system's, or else Playwright's build."""
    if not engine.system_programs():
        return _playwright(engine)
    return _firefox() if engine is FIREFOX else _webkit()
