// Says which texts of the shown charts are small, outside, on another or struck through.
({ outside, crossed }) => {
  const faults = [];
  for (const svg of document.querySelectorAll("figure svg[role]")) {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) continue;
    const scale = frame.width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll("text")];
    const boxes = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
    for (const text of texts)
      if (parseFloat(getComputedStyle(text).fontSize) * scale < 11.99) faults.push(`small: ${text.textContent}`);
    boxes.forEach(([name, a], index) => {
      if (a.left < frame.left - outside || a.right > frame.right + outside
        || a.top < frame.top - outside - 1 || a.bottom > frame.bottom + outside + 1)
        faults.push(`outside: ${name}`);
      for (const [other, b] of outside > 1 ? [] : boxes.slice(index + 1)) {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 4) faults.push(`${name} meets ${other}`);
      }
    });
    if (!crossed) continue;
    // A text with a halo of its own is read over any line.
    const bare = texts.filter((text) => getComputedStyle(text).strokeWidth !== "4px");
    for (const line of svg.querySelectorAll("line")) {
      const b = line.getBoundingClientRect();
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
