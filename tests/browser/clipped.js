// The texts of a page that are cut off, or that reach outside the window, and aren't in a part that
// scrolls by itself. Charts are looked at by faults.js.
() => {
  const cut = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const parent = text.parentElement;
    if (!text.data.trim() || parent.closest("svg, script, noscript, .visually-hidden, .skip-link")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter((box) => box.width);
    let frame = { left: -1, right: innerWidth + 1, top: -Infinity, bottom: Infinity };
    for (let around = parent; around; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (/auto|scroll/.test(overflowX + overflowY)) { frame = null; break; }
      if (/hidden|clip/.test(overflowX + overflowY)) { frame = around.getBoundingClientRect(); break; }
    }
    if (!frame) continue;
    if (boxes.some((box) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1))
      cut.push(text.data.trim().slice(0, 60));
  }
  return cut;
}
