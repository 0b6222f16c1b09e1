// A message of the Bot API as a bubble. Builds nodes from text only: nothing a person or a bot writes becomes HTML.

export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") node.className = value;
    else if (key === "dataset") Object.assign(node.dataset, value);
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export const wordsOf = (message) => message.text ?? message.caption ?? "";

/** One line that stands for the message: in a quotation, or below a person's name. */
export function inShort(message) {
  if (wordsOf(message)) return wordsOf(message).replace(/\s+/g, " ");
  if (message.document) return message.document.file_name;
  const named = { photo: "Photo", sticker: "Sticker", voice: "Voice message", location: "Location", contact: "Contact" };
  return named[Object.keys(named).find((kind) => message[kind])] ?? "";
}

export const timeOf = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/**
 * `mine`, `tail`, `received` say how it looks; `onCommand`, `onTap`, `onQuote`, `onAct` are called for what is done to it.
 */
export function bubble(message, { mine, received, onCommand, onTap, onQuote, onAct }) {
  const words = element("div", { class: "words", dir: "auto" });
  words.append(...formatted(wordsOf(message), message.entities ?? message.caption_entities ?? [], onCommand), meta(message, mine, received));
  const parts = [
    message.reply_to_message ? quotation(message.reply_to_message, onQuote) : null,
    attachment(message), words, element("span", { class: "end" }),
  ];
  const bare = message.sticker ? " bare" : "";
  const act = element("button", { class: "icon-button act", "aria-label": "Reply, edit, copy", "aria-haspopup": "menu", onclick: onAct }, icon("more"));
  return element("div", { class: "pair" },
    element("div", { class: `bubble${bare}` }, ...parts), act, keyboard(message, onTap));
}

function meta(message, mine, received) {
  const time = element("time", { dateTime: new Date(message.date * 1000).toISOString() }, timeOf(message.date));
  const shown = element("span", { class: "meta" }, message.edit_date ? "edited " : null, time);
  if (mine) {
    shown.append(icon("check"));
    if (received) shown.append(icon("check"));
    shown.title = received ? "The bot has received it" : "The bot has not received it yet";
  }
  return shown;
}

function quotation(message, onQuote) {
  return element("button", { class: "quote", type: "button", onclick: () => onQuote(message.message_id) },
    element("strong", {}, message.from.first_name), element("span", { dir: "auto" }, inShort(message)));
}

function keyboard(message, onTap) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return element("div", { class: "keys" }, ...rows.map((row, r) =>
    element("div", { class: "key-row" }, ...row.map((button, c) =>
      element("button", {
        class: button.url ? "key link" : "key", type: "button", dir: "auto", dataset: { row: r, column: c },
        onclick: () => onTap(r, c, button),
      }, button.text)))));
}

/* What hangs on a message */

const fileAddress = (file) => `files/${encodeURIComponent(file.file_id)}`;

function attachment(message) {
  const kinds = { document: paper, photo, sticker, voice, location: place, contact };
  const kind = Object.keys(kinds).find((name) => message[name]);
  return kind ? kinds[kind](message[kind], message) : null;
}

function paper(file) {
  const ending = file.file_name.includes(".") ? file.file_name.split(".").pop().slice(0, 4) : "file";
  return card(ending, file.file_name, sizeOf(file.file_size), { href: fileAddress(file), download: file.file_name });
}

function photo(sizes) {
  return element("img", { class: "photo", src: fileAddress(sizes.at(-1)), alt: "Photo" });
}

function sticker(file) {
  return element("img", { class: "sticker", src: fileAddress(file), alt: file.emoji ?? "Sticker" });
}

function voice(file) {
  return element("audio", { controls: true, preload: "metadata", src: fileAddress(file) });
}

function place({ latitude, longitude }) {
  return card(icon("place"), "Location", `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`);
}

function contact({ phone_number, first_name }) {
  return card(icon("person"), first_name, phone_number);
}

function card(sign, title, detail, link) {
  return element(link ? "a" : "div", { class: "document", ...link },
    element("span", { class: "document-icon", "aria-hidden": "true" }, sign),
    element("span", { class: "document-text" },
      element("span", { class: "document-name", dir: "auto" }, title), element("span", { class: "document-size" }, detail)));
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

/* Entities: offsets count UTF-16 units, as JavaScript's strings do */

function formatted(text, entities, onCommand) {
  const open = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, 0, text.length, open, onCommand);
}

function between(text, start, end, entities, onCommand) {
  const nodes = [];
  let position = start;
  let index = 0;
  while (index < entities.length) {
    const outer = entities[index];
    const outerEnd = Math.min(outer.offset + outer.length, end);
    const inner = [];
    for (index += 1; index < entities.length && entities[index].offset < outerEnd; index += 1) inner.push(entities[index]);
    if (outer.offset > position) nodes.push(text.slice(position, outer.offset));
    const marked = text.slice(outer.offset, outerEnd);
    nodes.push(wrapped(outer, marked, between(text, outer.offset, outerEnd, inner, onCommand), onCommand));
    position = outerEnd;
  }
  if (position < end) nodes.push(text.slice(position, end));
  return nodes;
}

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };

function wrapped(entity, text, children, onCommand) {
  if (TAGS[entity.type]) return element(TAGS[entity.type], {}, ...children);
  if (entity.type === "spoiler") {
    return element("span", { class: "spoiler", onclick: (event) => event.currentTarget.classList.add("shown") }, ...children);
  }
  if (entity.type === "bot_command") {
    return element("span", {
      class: "command", role: "link", tabIndex: 0, onclick: () => onCommand(text),
      onkeydown: (event) => { if (event.key === "Enter") onCommand(text); },
    }, ...children);
  }
  const address = linkOf(entity, text);
  return address ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children) : element("span", {}, ...children);
}

/** Only addresses that cannot run anything in this page. */
export function linkOf(entity, text) {
  const given = { text_link: entity.url, url: /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`, email: `mailto:${text}` }[entity.type];
  if (!given || !URL.canParse(given)) return null;
  return ["http:", "https:", "mailto:"].includes(new URL(given).protocol) ? given : null;
}
