"""Somebody who uses the keyboard alone: every stop must show that it has the focus, and be there to see."""

from typing import Any

from playwright.sync_api import Page

FAR = 80  # stops after which a thing counts as out of reach
# Where the focus is now; and whether the stop before looked any different while it was there.
STOP = """() => {
  const lookOf = (part, pseudo) => {
    const {outline, boxShadow, backgroundColor, borderColor, color} = getComputedStyle(part, pseudo)
    return [outline, boxShadow, backgroundColor, borderColor, color].join()
  }
  const looksOf = (each) => [each, ...(each.labels ?? [])]
    .flatMap((part) => [null, "::before", "::after"].map((pseudo) => lookOf(part, pseudo))).join("|")
  const isOn = (each, other) => each.contains(other) || other.contains(each)
  const now = document.activeElement, last = window.lastStop
  const words = now.getAttribute("aria-label") ?? [...(now.labels ?? [])].map((label) => label.textContent).join(" ")
  if (now === document.body) return {name: "", isHidden: false, lastWasUnmarked: false}
  const {left, top, width, height} = now.getClientRects()[0] ?? {left: 0, top: 0, width: 0, height: 0}
  const seen = document.elementFromPoint(left + width / 2, top + height / 2)
  const stop = {
    name: (words || now.textContent || now.id).trim().replace(/\\s+/g, " ").slice(0, 200),
    isHidden: !seen || ![now, ...(now.labels ?? [])].some((each) => isOn(each, seen)),
    lastWasUnmarked: Boolean(last) && last.each !== now && last.each.isConnected && looksOf(last.each) === last.looks,
  }
  window.lastStop = {each: now, looks: looksOf(now)}
  return stop
}"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str) -> None:
        """Go forward to what has these words in its name."""
        self.page.wait_for_load_state()
        passed: list[str] = []
        while len(passed) < FAR:
            self.page.keyboard.press("Tab")
            stop = self._stop()
            if stop["lastWasUnmarked"]:
                raise AssertionError(f"{self.page.url}: nothing shows the focus at “{passed[-1]}”")
            if stop["isHidden"]:
                raise AssertionError(f"{self.page.url}: “{stop['name']}” has the focus and is covered")
            passed.append(stop["name"])
            if name in stop["name"]:
                return
        raise AssertionError(f"{self.page.url}: “{name}” is out of reach, after {passed}")

    def write(self, name: str, words: str) -> None:
        """In a text box or, by the first letters of an option, in a list."""
        self.to(name)
        self.page.keyboard.type(words)

    def press(self, name: str, key: str = "Enter") -> None:
        self.to(name)
        self.page.keyboard.press(key)

    def choose(self, first: str, *, steps: int) -> None:
        """One of several radios: Tab leads to the group, the arrows to the choice."""
        self.press(first, "Space")
        for _ in range(steps):
            self.page.keyboard.press("ArrowDown")

    def _stop(self) -> dict[str, Any]:
        stop: dict[str, Any] = self.page.evaluate(STOP)
        return stop
