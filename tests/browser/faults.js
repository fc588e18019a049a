// Says which texts of the shown charts are small, outside, on another or struck through.
({ outside, crossed, small = true }) => {
  const faults = [];
  // Straight lines of one look are one path: M12,30v55M12,112v55.
  const lines = (svg) =>
    [...svg.querySelectorAll("path:not(.figure__mark)")].flatMap((path) => {
      const place = path.getScreenCTM();
      return [...path.getAttribute("d").matchAll(/M([-\d.]+),([-\d.]+)([hv])([-\d.]+)(?=M|$)/g)].map(([, x, y, way, far]) => {
        const from = new DOMPoint(x, y).matrixTransform(place);
        const to = new DOMPoint(+x + (way === "h" ? +far : 0), +y + (way === "v" ? +far : 0)).matrixTransform(place);
        return DOMRect.fromRect({
          x: Math.min(from.x, to.x), y: Math.min(from.y, to.y),
          width: Math.abs(to.x - from.x) || 1, height: Math.abs(to.y - from.y) || 1,
        });
      });
    });
  for (const svg of document.querySelectorAll("figure svg[role]")) {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) continue;
    const scale = frame.width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll("text")];
    const boxes = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
    for (const text of small ? texts : [])
      if (parseFloat(getComputedStyle(text).fontSize) * scale < 11.99) faults.push(`small: ${text.textContent}`);
    const reach = outside * Math.max(1, scale);
    boxes.forEach(([name, a], index) => {
      // A box is as high as its font says, more than its letters are.
      const high = reach + 0.1 * a.height;
      if (a.left < frame.left - reach || a.right > frame.right + reach
        || a.top < frame.top - high || a.bottom > frame.bottom + high)
        faults.push(`outside: ${name}`);
      for (const [other, b] of small ? boxes.slice(index + 1) : []) {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const both = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && both > 4) faults.push(`${name} meets ${other}`);
      }
    });
    if (!crossed) continue;
    // A text with a halo of its own is read over any line.
    const bare = texts.filter((text) => getComputedStyle(text).strokeWidth !== "4px");
    for (const b of lines(svg)) {
      for (const text of bare) {
        const a = text.getBoundingClientRect();
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // The box is a line high; letters have a middle of about half of it.
        const upright = b.width < b.height && high > 4 && b.left > a.left + 1 && b.right < a.right - 1;
        const level = b.width > b.height && wide > 4 && b.top > a.top + 4 && b.bottom < a.bottom - 4;
        if (upright || level) faults.push(`struck through: ${text.textContent}`);
      }
    }
  }
  return faults;
}
