// Lets a reader sort a table by any of its columns; without it the table is as the file has it.
for (const table of document.querySelectorAll("[data-sortable]")) {
  const body = table.tBodies[0];
  const value = (row, at) => {
    const text = row.cells[at].textContent;
    const number = Number(text.replace(/[\s\u00a0]/g, "").replace("\u2212", "-").replace(",", "."));
    return Number.isNaN(number) ? text : number;
  };
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    const button = document.createElement("button");
    const told = document.createElement("span");
    told.className = "visually-hidden";
    told.textContent = ", sortera";
    button.append(...head.childNodes, told);
    head.append(button);
    button.onclick = () => {
      const down = head.ariaSort === "ascending";
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const known = (row) => typeof value(row, at) === "number";
      const rows = [...body.rows].sort((one, other) => {
        const [a, b] = [value(one, at), value(other, at)];
        if (known(one) !== known(other)) return known(one) ? -1 : 1; // words after numbers
        const order = known(one) ? a - b : a.localeCompare(b, "sv");
        return down ? -order : order;
      });
      body.append(...rows);
    };
  });
}
