// Steps through a chart: tells the row of its table and marks the place.
for (const input of document.querySelectorAll(".figure__reader input")) {
  const figure = input.closest("figure");
  const rows = figure.querySelectorAll("tr");
  const charts = figure.querySelectorAll("[data-stops]");
  const stops = (svg) => JSON.parse(svg.dataset.stops);
  input.onfocus = input.oninput = () => {
    const told = [...rows[+input.value + 1].cells].map((cell, n) => (n ? rows[0].cells[n].textContent + ": " : "") + cell.textContent);
    input.ariaValueText = input.parentNode.nextSibling.textContent = told.join(" · ");
    for (const svg of charts) svg.firstChild.setAttribute("transform", `translate(${stops(svg)[input.value]})`);
  };
  for (const svg of charts) {
    svg.onpointermove = svg.onpointerdown = (event) => {
      const at = new DOMPoint(event.x, event.y).matrixTransform(svg.getScreenCTM().inverse());
      const far = stops(svg).map(([x, y]) => Math.abs(x ? x - at.x : y - at.y));
      input.value = far.indexOf(Math.min(...far));
      input.oninput();
    };
  }
  input.parentNode.hidden = false;
}
