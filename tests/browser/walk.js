// Write down each stop of the keyboard on a page, and what is wrong with it, until it is at its end
// or back at the first stop.
() => {
  const walk = (window.insynWalk = { stops: new Set(), faults: [], over: false });
  let before = null;
  addEventListener("keyup", () => {
    const stop = document.activeElement;
    walk.over ||= stop === document.body || (before && stop === walk.stops.values().next().value);
    if (walk.over) return;
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
    if (before && !(before.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push("comes out of order");
    before = stop;
    walk.stops.add(stop);
    if (faults.length) walk.faults.push(`${faults.join(", ")}: ${stop.outerHTML.slice(0, 120)}`);
  }, true);
}
