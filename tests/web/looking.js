// What eyes find on a page: text that stands out too little from its ground (WCAG 2.2, 1.4.3), fields without a label,
// tables without a caption, and whatever is wider than the screen.
(() => {
  const faults = [];
  const numbers = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const parsed = (colour) => {
    const values = numbers(colour);
    const scaled = colour.startsWith("color(") ? values.slice(0, 3).map((value) => value * 255) : values.slice(0, 3);
    return [...scaled, values.length > 3 ? values[3] : 1];
  };
  const over = (top, ground) => top.slice(0, 3).map((value, place) => value * top[3] + ground[place] * (1 - top[3]));
  const groundOf = (element) => {
    const chain = [];
    for (let each = element; each; each = each.parentElement) chain.push(parsed(getComputedStyle(each).backgroundColor));
    return chain.reverse().reduce((ground, top) => over(top, ground), [255, 255, 255]);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((value) => value / 255).map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [more, less] = [light(one), light(other)].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest(".hidden, .skip, script, option")) continue;
    const ground = groundOf(element);
    const found = contrast(over(parsed(getComputedStyle(element).color), ground), ground);
    if (found < 4.5) faults.push(`contrast ${found.toFixed(2)}: ${node.data.trim().slice(0, 40)}`);
  }
  for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (!field.labels.length && !field.getAttribute("aria-label")) faults.push(`no label: ${field.name}`);
  }
  for (const button of document.querySelectorAll("button, a")) {
    if (!button.textContent.trim() && !button.getAttribute("aria-label")) faults.push(`no words: ${button.outerHTML.slice(0, 60)}`);
  }
  for (const table of document.querySelectorAll("table")) if (!table.caption || !table.querySelector("th[scope]")) faults.push("a table without its words");
  for (const picture of document.images) if (!picture.hasAttribute("alt")) faults.push(`no words for ${picture.src}`);
  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  for (const id of ids.filter((each, place) => ids.indexOf(each) !== place)) faults.push(`twice: #${id}`);
  if (document.querySelectorAll("main").length !== 1 || document.querySelectorAll("h1").length !== 1) faults.push("landmarks");
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`wider than the screen: ${root.scrollWidth}`);
  root.dir = "rtl";
  if (root.scrollWidth > root.clientWidth) faults.push(`wider than the screen, turned around: ${root.scrollWidth}`);
  root.dir = "ltr";
  return faults;
})()
