"""The boxes of all texts and controls that can be seen, and which of them overlap.

A box is cut off where its surroundings cut it off: by a part that scrolls, by the window, and
for what is on the page by the sheet that lies over it on small screens. What scrolls under
a part that sticks does not count.
"""

from typing import Any, NamedTuple

from playwright.sync_api import Page

BOXES = """() => {
    const sheet = document.querySelector('.drawer');
    const fixed = getComputedStyle(sheet).position === 'fixed' ? sheet.getBoundingClientRect() : null;
    const cut = (box, other) => ({
        left: Math.max(box.left, other.left), right: Math.min(box.right, other.right),
        top: Math.max(box.top, other.top), bottom: Math.min(box.bottom, other.bottom),
    });
    const seenOf = (box, element) => {
        let seen = cut(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
        for (let at = element; at && at !== document.body; at = at.parentElement) {
            const style = getComputedStyle(at);
            if (style.clipPath !== 'none' || style.opacity === '0') return null;
            if (at !== element && style.overflow !== 'visible') seen = cut(seen, at.getBoundingClientRect());
            if (style.position === 'fixed') return seen;
        }
        if (!fixed) return seen;
        return fixed.left > 0 ? cut(seen, { ...seen, right: fixed.left }) : cut(seen, { ...seen, bottom: fixed.top });
    };
    const found = [];
    const note = (box, element, name) => {
        const seen = seenOf(box, element);
        if (!seen || seen.right - seen.left < 2 || seen.bottom - seen.top < 4) return;
        found.push({ name, element, ...seen });
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode;
        const element = text.parentElement;
        if (!text.nodeValue.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (element.closest('option, script, style, math')) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) note(box, element, text.nodeValue.trim().slice(0, 40));
    }
    for (const control of document.querySelectorAll('button, select, input:not([type=radio]), a')) {
        if (control.checkVisibility({ visibilityProperty: true })) {
            for (const box of control.getClientRects()) note(box, control, `<${control.tagName}> ${control.ariaLabel ?? control.textContent.trim()}`.slice(0, 50));
        }
    }
    const sticky = (element) => {
        for (let at = element; at; at = at.parentElement) {
            if (getComputedStyle(at).position === 'sticky') return true;
        }
        return false;
    };
    const within = (a, b) => a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element);
    const overlaps = [];
    found.forEach((a, i) => found.slice(i + 1).forEach((b) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across <= 1 || down <= 3 || within(a, b)) return;
        // What sticks while others scroll under it has a ground of its own.
        if (sticky(a.element) === sticky(b.element)) overlaps.push([a.name, b.name, across, down]);
    }));
    return { seen: found.length, overlaps };
}"""


class Boxes(NamedTuple):
    """How many boxes are seen, and every two of them that overlap, with by how many pixels."""

    seen: int
    overlaps: list[Any]


def boxes_of(page: Page) -> Boxes:
    """Measure a page as it is now."""
    found = page.evaluate(BOXES)
    return Boxes(found["seen"], found["overlaps"])
