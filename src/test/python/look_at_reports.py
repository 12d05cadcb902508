"""Opens reports in headless Chromium, as people see them, and finds what is wrong with them.

    look_at_reports.py [--keep DIRECTORY] PAGE.html ...

Each page is opened at 400, 1,000 and 1,600 pixels, in light and in dark, and laid out for paper. A page fails if it is
wider than the window, if a text leaves its drawing, if a mark of a drawing has no pixel in its colour, if a text has too
little contrast with what is behind it, if the console has an error, if anything is loaded or a dialog opens. --keep
writes the screenshots to a directory.

The script talks to Chromium through two pipes (--remote-debugging-pipe), so it needs nothing but Python.
"""

import argparse
import base64
import itertools
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile
import time

WIDTHS = (400, 1000, 1600)
SCHEMES = ("light", "dark")
SECONDS = 60  # for one answer of the browser
MOST_PIXELS = 30_000  # of the height of a screenshot

# Runs in the page. Gives a list of complaints, and the marks of drawings that must be visible.
LOOK = r"""
(() => {
  const wrong = [], marks = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    wrong.push(`the page is ${document.documentElement.scrollWidth} pixels wide`);
  }
  const shown = text => JSON.stringify(text.trim().slice(0, 40));
  const scrolls = e => e.closest('.scroll') !== null;
  const visible = e => e.getClientRects().length > 0 && e.checkVisibility();
  for (const e of document.querySelectorAll('body *')) {
    const box = e.getBoundingClientRect();
    if (visible(e) && !scrolls(e) && (box.right > width + 0.5 || box.left < -0.5)) {
      wrong.push(`<${e.tagName}> ${shown(e.textContent)} reaches from ${box.left} to ${box.right}`);
    }
  }
  const colour = text => text.match(/[\d.]+/g).map(Number);
  const over = (top, below) => {
    const a = top[3] === undefined ? 1 : top[3];
    return [0, 1, 2].map(i => a * top[i] + (1 - a) * below[i]);
  };
  const behind = e => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      layers.push(colour(getComputedStyle(at).backgroundColor));
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const light = c => {
    const [r, g, b] = c.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const texts = [...document.querySelectorAll('body *')].filter(
      e => visible(e) && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  for (const e of texts) {
    const style = getComputedStyle(e), svg = e.closest('svg');
    const ground = behind(svg || e);
    const found = contrast(over(colour(svg ? style.fill : style.color), ground), ground);
    if (found < 4.5) {
      wrong.push(`${shown(e.textContent)} has a contrast of ${found.toFixed(1)}; expected 4.5`);
    }
    if (svg) {
      const own = e.getBoundingClientRect(), all = svg.getBoundingClientRect();
      if (own.left < all.left - 1 || own.right > all.right + 1 || own.top < all.top - 1 || own.bottom > all.bottom + 1) {
        wrong.push(`${shown(e.textContent)} leaves its drawing ${shown(svg.getAttribute('aria-label') || '')}`);
      }
    }
  }
  for (const svg of document.querySelectorAll('svg')) {
    if (!visible(svg)) continue;
    const all = svg.getBoundingClientRect();
    const name = svg.getAttribute('aria-label') || 'a drawing in the text';
    if (all.width < 20 || all.height < 5) {
      wrong.push(`${shown(name)} is ${all.width} x ${all.height} pixels large`);
    }
    const ticks = [...svg.querySelectorAll('text')].map(t => [t, t.getBoundingClientRect()]);
    for (let i = 0; i < ticks.length; i++) {
      for (let j = i + 1; j < ticks.length; j++) {
        const [a, b] = [ticks[i][1], ticks[j][1]];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 3) {
          wrong.push(`${shown(ticks[i][0].textContent)} lies on ${shown(ticks[j][0].textContent)} in ${shown(name)}`);
        }
      }
    }
    const drawn = svg.querySelectorAll('path, rect, circle');
    if (svg.getAttribute('role') === 'img' && drawn.length === 0) {
      wrong.push(`${shown(name)} has no mark`);
    }
    const scroll = svg.closest('.scroll');
    const window_ = scroll ? scroll.getBoundingClientRect() : null;
    for (const e of drawn) {
      const style = getComputedStyle(e), box = e.getBoundingClientRect();
      if (style.stroke === 'none' && Math.min(box.width, box.height) < 1.5) continue;  // a very small share
      const ground = behind(svg), alpha = Number(style.opacity);
      const paint = style.fill === 'none' || style.stroke !== 'none' ? style.stroke : style.fill;
      const c = colour(paint);
      c[3] = (c[3] === undefined ? 1 : c[3]) * alpha;
      let [left, right] = [box.left - 2, box.right + 2];
      if (window_) [left, right] = [Math.max(left, window_.left), Math.min(right, window_.right)];
      if (right - left < 3) continue;  // scrolled out of sight
      marks.push({name: name.slice(0, 60), kind: e.getAttribute('class') || e.tagName, colour: over(c, ground),
        ground, box: [left, box.top - 2 + scrollY, right, box.bottom + 2 + scrollY]});
    }
  }
  for (const e of document.querySelectorAll('svg[role=img]')) {
    if (!(e.getAttribute('aria-label') || e.querySelector('title'))) wrong.push('a drawing has no text');
  }
  return JSON.stringify({wrong, marks, height: document.documentElement.scrollHeight});
})()
"""

# Gives the marks that a screenshot does not show: no pixel in their place has their colour.
UNSEEN = r"""
(async (png, marks) => {
  const bytes = Uint8Array.from(atob(png), c => c.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d', {willReadFrequently: true});
  context.drawImage(image, 0, 0);
  return JSON.stringify(marks.filter(mark => {
    const [left, top] = [Math.max(0, Math.floor(mark.box[0])), Math.max(0, Math.floor(mark.box[1]))];
    const [right, bottom] = [Math.min(image.width, Math.ceil(mark.box[2])), Math.ceil(mark.box[3])];
    if (bottom > image.height) return false;  // below the end of a very long screenshot
    const far = Math.max(...[0, 1, 2].map(i => Math.abs(mark.colour[i] - mark.ground[i])));
    if (far < 12 || right <= left) return true;
    // A thin line that lies between pixels is a mixture with what is behind it.
    const near = Math.max(4, 0.55 * far);
    const pixels = context.getImageData(left, top, right - left, bottom - top).data;
    for (let at = 0; at < pixels.length; at += 4) {
      if ([0, 1, 2].every(i => Math.abs(pixels[at + i] - mark.colour[i]) <= near)) return false;
    }
    return true;
  }).map(mark => `nothing is seen of ${mark.kind} in ${mark.name}`));
})
"""


class Browser:
    """Chromium without a window."""

    def __init__(self, program):
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._log = tempfile.TemporaryFile()
        self._answers = b""
        self._numbers = itertools.count(1)
        self.events = []
        command = [
            program,
            "--headless=new",
            "--no-sandbox",  # which root cannot have
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            "--remote-debugging-pipe",
            "--user-data-dir=" + self._profile.name,
            "about:blank",
        ]

        def pipes():  # the browser reads 3 and writes 4
            os.dup2(to_browser, 103)
            os.dup2(from_browser, 104)
            os.dup2(103, 3)
            os.dup2(104, 4)

        self._process = subprocess.Popen(
            command, preexec_fn=pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=self._log
        )
        os.close(to_browser)
        os.close(from_browser)

    def call(self, method, session=None, **params):
        """Sends a command and waits for its answer; events that come before it are kept."""
        number = self._send(method, session, params)
        while True:
            answer = self._next()
            if answer.get("id") != number:
                self.events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            else:
                return answer["result"]

    def _send(self, method, session, params):
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        rest = json.dumps(message).encode() + b"\0"
        while rest:
            rest = rest[os.write(self._out, rest) :]
        return number

    def wait_for(self, event):
        while not any(e.get("method") == event for e in self.events):
            self.events.append(self._next())

    def _next(self):
        end = time.monotonic() + SECONDS
        while b"\0" not in self._answers:
            ready, _, _ = select.select([self._in], [], [], max(0, end - time.monotonic()))
            read = os.read(self._in, 1 << 20) if ready else b""
            if not read:
                self._log.seek(0)
                told = self._log.read()[-2000:].decode(errors="replace")
                raise RuntimeError(f"the browser {'has ended' if ready else 'does not answer'}: {told}")
            self._answers += read
        answer, _, self._answers = self._answers.partition(b"\0")
        message = json.loads(answer)
        if message.get("method") == "Page.javascriptDialogOpening":  # or the page would wait for an answer
            self._send("Page.handleJavaScriptDialog", message["sessionId"], {"accept": True})
        return message

    def close(self):
        try:
            self.call("Browser.close")
        except RuntimeError:
            self._process.kill()
        self._process.wait(SECONDS)
        self._profile.cleanup()


def complaints(events, page):
    """The errors, dialogs and requests that the browser reported of a page, which should have none."""
    for event in events:
        method, params = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            yield "an exception: " + params["exceptionDetails"].get("text", "")
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            yield "an error in the console: " + params["entry"]["text"]
        elif method == "Runtime.consoleAPICalled" and params["type"] == "error":
            yield "an error in the console"
        elif method == "Page.javascriptDialogOpening":
            yield "a dialog opened: " + params["message"]
        elif method == "Network.requestWillBeSent" and params["request"]["url"] != page:
            yield "it loads " + params["request"]["url"]


def evaluate(browser, session, expression):
    """The JSON result of a script."""
    answer = browser.call("Runtime.evaluate", session, expression=expression, awaitPromise=True)
    if "value" not in answer["result"]:
        raise RuntimeError(f"a script failed: {answer}"[:500])
    return json.loads(answer["result"]["value"])


def open_page(browser):
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    return browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]


def look(browser, session, bench, path, keep):
    """Pairs of where and what is wrong with a page, at all widths. Another session's empty page examines the screenshots."""
    url = path.resolve().as_uri()
    browser.events.clear()
    browser.call("Page.navigate", session, url=url)
    browser.wait_for("Page.loadEventFired")
    found = []
    for width, scheme in itertools.product(WIDTHS, SCHEMES):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.call("Emulation.setEmulatedMedia", session, features=features)
        browser.call(
            "Emulation.setDeviceMetricsOverride",
            session,
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        page = evaluate(browser, session, LOOK)
        where = f"{width} pixels, {scheme}"
        found += [(where, text) for text in page["wrong"]]
        height = min(MOST_PIXELS, page["height"])
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shot = browser.call(
            "Page.captureScreenshot", session, format="png", captureBeyondViewport=True, clip=clip
        )
        if keep:
            (keep / f"{path.stem}-{width}-{scheme}.png").write_bytes(base64.b64decode(shot["data"]))
        expression = f"{UNSEEN}({json.dumps(shot['data'])}, {json.dumps(page['marks'])})"
        unseen = evaluate(browser, bench, expression)
        found += [(where, text) for text in unseen]
    browser.call("Emulation.setEmulatedMedia", session, media="print", features=[])
    browser.call(
        "Emulation.setDeviceMetricsOverride", session, width=700, height=900, deviceScaleFactor=1, mobile=False
    )
    page = evaluate(browser, session, LOOK)
    found += [("on paper", text) for text in page["wrong"]]
    browser.call("Emulation.setEmulatedMedia", session, media="", features=[])
    return found + [("at any width", text) for text in complaints(browser.events, url)]


def chromium():
    """The path of the program, or None if there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def look_at_all(pages, keep=None):
    """Yields each page with a dict: for each thing that is wrong, the list of places where it is wrong."""
    browser = Browser(chromium())
    try:
        bench = open_page(browser)
        session = open_page(browser)
        for domain in ("Page", "Runtime", "Log", "Network"):
            browser.call(domain + ".enable", session)
        for page in pages:
            found = {}
            for where, what in look(browser, session, bench, page, keep):
                found.setdefault(what, []).append(where)
            yield page, found
    finally:
        browser.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    if chromium() is None:
        sys.exit("there is no Chromium; install the package chromium")
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    failed, start = 0, time.monotonic()
    for page, found in look_at_all(arguments.pages, arguments.keep):
        print(f"{page.name}: {len(found) or 'nothing'} wrong")
        for what, where in found.items():
            print(f"  {what} ({', '.join(dict.fromkeys(where))})")
        failed += bool(found)
    print(f"looked at reports for {time.monotonic() - start:.1f} s")
    print(f"{len(arguments.pages) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
