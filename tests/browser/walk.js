// What the keyboard's stop on a page is, and what is wrong with it.
() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const faults = [];
  const boxes = [...stop.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const seen = boxes.some((box) => {
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, innerHeight / 2));
    return at && (stop.contains(at) || at.closest("label")?.control === stop);
  });
  if (!seen) faults.push("can't be seen");
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(stop);
  const drawn = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor);
  if (!drawn) faults.push("shows no focus");
  const before = window.insynStop;
  if (before && !(before.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push("comes out of order");
  window.insynStop = stop;
  (window.insynStops ??= new Set()).add(stop);
  return faults.length ? `${faults.join(", ")}: ${stop.outerHTML.slice(0, 120)}` : "";
}
