"""look_at_reports.py finds each kind of fault, and nothing in a page without faults."""

import os

import pytest

import look_at_reports

pytestmark = pytest.mark.skipif(
    look_at_reports.chromium() is None and os.environ.get("CI") != "true", reason="there is no Chromium"
)

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>t</title><style>
@media (prefers-color-scheme: dark) {{ body {{ background: #000; color: #fff }} }} svg {{ width: 300px }}
path {{ stroke: #07c; fill: none; stroke-width: 2 }} text {{ fill: #777 }} .scroll {{ overflow-x: auto }}
</style></head><body>{}</body></html>"""

SOUND = """<p>text</p><svg viewBox="0 0 300 100" role="img" aria-label="sound"><path d="M10 90L290 10"/></svg>
<div class="scroll"><p style="width: 3000px">wide, but within what scrolls</p></div>"""

WRONG = {
    "wide": ('<p style="width: 1700px">wide</p>', "the page is 17"),
    "outside": ('<p style="margin-left: -9px; width: 9px">x</p>', "reaches from"),
    "blank": (SOUND + '<svg role="img" aria-label="of nothing" viewBox="0 0 9 9"></svg>', "has no mark"),
    "unseen": (
        '<svg viewBox="0 0 300 100" role="img" aria-label="hidden"><path d="M10 90L290 10"/>'
        '<rect width="300" height="100" fill="#888"/></svg>',
        "nothing is seen of path in hidden",
    ),
    "colour": (
        '<svg viewBox="0 0 300 100" role="img" aria-label="faint"><rect width="300" height="90" fill="#fff"/></svg>',
        "nothing is seen of rect in faint",
    ),
    "cut": (
        '<svg viewBox="0 0 300 100" role="img" aria-label="cut"><path d="M10 90L290 10"/>'
        '<text x="280" y="50">leaves it</text></svg>',
        '"leaves it" leaves its drawing',
    ),
    "overlap": (
        '<svg viewBox="0 0 300 100" role="img" aria-label="both"><path d="M10 90L290 80"/>'
        '<text x="50" y="50">one</text><text x="55" y="50">two</text></svg>',
        '"one" lies on "two"',
    ),
    "faint": ('<p style="color: #bbb; background: #fff">faint</p>', '"faint" has a contrast of 1.9'),
    "unnamed": ('<svg viewBox="0 0 300 99" role="img"><path d="M10 90L290 10"/></svg>', "a drawing has no text"),
    "console": ('<script>console.error("x")</script>', "an error in the console"),
    "thrown": ("<script>throw new Error('x')</script>", "an exception"),
    "dialog": ("<script>setTimeout(() => alert(1))</script>", "a dialog opened: 1"),
    "loads": ('<img src="other.png" alt="" width="9" height="9">', "it loads file:"),
}


def test_each_fault_is_found_and_nothing_else(tmp_path):
    bodies = {"sound": (SOUND, "")} | WRONG
    pages = []
    for name, (body, _) in bodies.items():
        pages.append(tmp_path / f"{name}.html")
        pages[-1].write_text(PAGE.format(body), encoding="utf-8")
    screenshots = tmp_path / "screenshots"
    screenshots.mkdir()
    found = {page.stem: list(what) for page, what in look_at_reports.look_at_all(pages, screenshots)}
    assert found.pop("sound") == []
    for name, (_, expected) in WRONG.items():
        assert any(expected in what for what in found[name]), (name, found[name])
    assert len(list(screenshots.iterdir())) == 6 * len(pages)
