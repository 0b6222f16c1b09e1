// What makes the pages handier. Everything works without it.

for (const form of document.querySelectorAll("form[data-auto]")) {
  for (const select of form.querySelectorAll("select")) select.addEventListener("change", () => form.requestSubmit());
}

for (const form of document.querySelectorAll("form[data-sure]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.sure)) event.preventDefault();
  });
}

// A second press on a button must not do a thing twice.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || form.dataset.sent) return event.preventDefault();
    if (!form.hasAttribute("data-stays")) form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const caption = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = caption; }, 2000);
  });
}

for (const field of document.querySelectorAll("input[data-select]")) field.addEventListener("focus", () => field.select());

// A table as a file: the links on the page are nowhere else, so it is made here.
for (const button of document.querySelectorAll("button[data-download]")) {
  button.addEventListener("click", () => {
    const rows = [...document.getElementById(button.dataset.table).rows].map((row) => [...row.cells].map(written).map(quoted).join(","));
    const address = URL.createObjectURL(new Blob(["\ufeff" + rows.join("\r\n") + "\r\n"], { type: "text/csv" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: button.dataset.download });
    link.click();
    URL.revokeObjectURL(address);
  });
}

function written(cell) {
  const field = cell.querySelector("input");
  return (field ? field.value : cell.textContent).replace(/\s+/g, " ").trim();
}

function quoted(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return '"' + safe.replaceAll('"', '""') + '"';
}

for (const box of document.querySelectorAll("input[data-all]")) {
  box.addEventListener("change", () => {
    for (const each of document.querySelectorAll(`input[name="${box.dataset.all}"]`)) each.checked = box.checked;
  });
}

// The menu of a narrow page closes when somebody presses elsewhere, or Escape.
const menu = document.querySelector("details.menu");
if (menu) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
  });
}
