// The table sorts and filters; without this script it is a plain table, worst first.
(() => {
  const table = document.getElementById("rows");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const form = document.querySelector(".filters");
  const words = document.getElementById("words");
  const selects = [...form.querySelectorAll("select")];
  const count = document.getElementById("count");
  const text = (row, column) => row.cells[column].textContent.trim();
  const number = (cell) => cell === "" ? -Infinity : Number(cell.replaceAll(",", ""));

  for (const select of selects) {
    const values = new Set(rows.map((row) => text(row, select.dataset.column)));
    for (const value of [...values].filter(Boolean).sort()) select.add(new Option(value, value));
  }

  function filter() {
    const wanted = words.value.trim().toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const said = row.textContent.toLowerCase();
      const fits = wanted.every((word) => said.includes(word))
        && selects.every((one) => !one.value || text(row, one.dataset.column) === one.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown} of ${rows.length} findings`;
  }

  function sort(heading, column) {
    const descending = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const isNumber = heading.classList.contains("number");
    const key = (row) => isNumber ? number(text(row, column)) : text(row, column);
    const way = descending ? -1 : 1;
    body.append(...rows.sort((one, other) => {
      const [a, b] = [key(one), key(other)];
      return way * (a < b ? -1 : a > b ? 1 : 0);
    }));
  }

  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading, column));
    heading.append(button);
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
})();
