"""Somebody who reads the site in a browser, and what they notice."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page, Request

from served import Served

PHONE, SCREEN = (390, 844), (1440, 900)

_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
_MOVING = (
    "() => document.getAnimations().filter((one) => one.playState === 'running').map((one) => one.effect.target.outerHTML.slice(0, 80))"
)
_OPEN = "() => { for (const one of document.querySelectorAll('main details')) one.open = true; }"
_OUTSIDE = """() => {
  const width = document.documentElement.clientWidth, found = [];
  const cut = (one) => one && (getComputedStyle(one).clipPath !== 'none' || /auto|scroll/.test(getComputedStyle(one).overflowX) || cut(one.parentElement));
  for (const one of document.querySelectorAll('main *, header *, footer *')) {
    const { left, right, height } = one.getBoundingClientRect();
    if (!height || left === right || (left >= -1 && right <= width + 1) || cut(one)) continue;
    if (one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
      found.push(`${one.tagName} ${one.getAttribute('class')} from ${Math.round(left)} to ${Math.round(right)}: ${one.textContent.trim().slice(0, 50)}`);
    }
  }
  return found.slice(0, 5);
}"""


def failure(request: Request) -> list[str]:
    """What to complain of where a request failed: nothing if the reader went on before it was answered."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url} ({request.failure})"]


class Visitor:
    """A browser that has seen nothing yet. It notes what pages load, and what they complain of."""

    def __init__(
        self,
        chromium: Browser,
        server: Served,
        size: tuple[int, int] = PHONE,
        scheme: str = "light",
        scripts: bool = True,
        motion: str = "no-preference",
        **more: Any,
    ) -> None:
        self.address = server.address
        self._scripts = scripts
        self.loaded: list[str] = []
        self.complaints: list[str] = []
        self._context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion=motion,
            **more,
        )
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("request", lambda request: self.loaded.append(request.url))
        self.page.on("requestfailed", lambda request: self.complaints.extend(failure(request)))
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def open(self, path: str) -> Page:
        """Go to a page and wait until it is there and still."""
        self.page.goto(self.address + path)
        self.still()
        return self.page

    def still(self) -> None:
        """Wait until nothing moves. Where scripts are off, frames do not tell when they are drawn."""
        if self._scripts:
            self.page.evaluate(_FRAME)
        for _ in range(100):
            moving = self.page.evaluate(_MOVING)
            if not moving:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"it never stands still: {moving}")

    def scroll(self, by: int) -> None:
        """Turn the wheel, and wait for what follows."""
        self.page.mouse.wheel(0, by)
        self.still()

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})
        self.still()

    def see(self, scheme: str) -> None:
        """Switch the device to light or dark."""
        self.page.emulate_media(color_scheme=scheme)
        self.still()

    def open_folds(self) -> None:
        self.page.evaluate(_OPEN)

    def outside(self) -> list[str]:
        """What reaches beyond the screen, and how far the page scrolls sideways."""
        wide = self.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found: list[str] = self.page.evaluate(_OUTSIDE)
        return [*([f"scrolls sideways by {wide}"] if wide > 0 else []), *found]

    def elsewhere(self) -> list[str]:
        """What was loaded from other hosts."""
        return [url for url in self.loaded if not url.startswith(self.address)]

    def leave(self) -> None:
        self._context.close()
