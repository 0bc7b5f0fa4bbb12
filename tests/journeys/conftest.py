"""A real service on a loopback port and a real Chromium in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parents[2]
# A busy machine is no fault: five seconds, as usual, are few for one.
expect.set_options(timeout=30_000)
# Chromium starts faster and stays quiet without its own calls home, which this suite forbids.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Service:
    """A running `fourfold serve` with its address and its data folder."""

    address: str
    data: Path
    process: subprocess.Popen[bytes]

    def url(self, path: str) -> str:
        return self.address + path


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start_service(data: Path, **settings: str) -> Service:
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if "FOURFOLD" not in name}
    process = subprocess.Popen(
        [sys.executable, "-m", "fourfold.cli.main", "serve", "--port", str(port), "--data", data],
        env=environment | settings,
        cwd=ROOT,
    )
    service = Service(f"http://localhost:{port}", data, process)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return service
    raise AssertionError("the service did not start")


def stop_service(service: Service) -> None:
    service.process.terminate()
    service.process.wait(20)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    running = start_service(tmp_path_factory.mktemp("service") / "data")
    yield running
    stop_service(running)


# For one file at a time: Django refuses its database while a loop runs in this process.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


def chromium_path() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail("needs chromium") if os.environ.get("FOURFOLD_NO_SKIPS") else pytest.skip(
            "needs chromium: run `make programs` as root on Debian"
        )
    return str(found)


@pytest.fixture(scope="module")
def browsers(playwright: Playwright) -> Iterator[list[Browser]]:
    """Those started for this file: one, unless it died."""
    started: list[Browser] = []
    yield started
    for each in started:
        each.close()


@pytest.fixture
def browser(playwright: Playwright, browsers: list[Browser]) -> Browser:
    """The one of this file. Once in a few thousand starts Chromium ends by itself: then another."""
    if not browsers or not browsers[-1].is_connected():
        browsers.append(launch(playwright))
    return browsers[-1]


def launch(playwright: Playwright) -> Browser:
    """A Chromium for somebody who closes it."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(QUIET))


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def has_script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(browser: Browser, service: Service, has_script: bool) -> Iterator[Page]:
    """A page at phone width, in a fresh context."""
    context = browser.new_context(
        java_script_enabled=has_script,
        base_url=service.address,
        viewport={"width": 360, "height": 740},
        accept_downloads=True,
    )
    yield context.new_page()
    context.close()


def lasting_context(
    playwright: Playwright, profile: Path, has_script: bool, *switches: str
) -> BrowserContext:
    """A context with a profile on disk and the back/forward cache as people have it: on."""
    return playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=chromium_path(),
        args=[*QUIET, *switches],
        ignore_default_args=["--disable-back-forward-cache"],
        ignore_https_errors=True,
        java_script_enabled=has_script,
        viewport={"width": 360, "height": 740},
    )
