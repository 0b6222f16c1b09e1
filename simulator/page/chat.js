// The chat page: what the server's feed tells becomes the page; what people do becomes a request. Bubbles are in bubbles.js.

import { bubble, element, icon, inShort, wordsOf } from "./bubbles.js";

const $ = (id) => document.getElementById(id);

const store = { bot: { id: 0, name: "Bot" }, people: new Map(), messages: new Map(), unread: new Map(), pending: 0 };
let current = Number(sessionStorage.getItem("person")) || null;
let about = null; // the message replied to or edited: { kind: "reply" | "edit", message }
let typingEnds = 0;

/* The feed */

const feed = new EventSource("events");
feed.onmessage = (event) => {
  const change = JSON.parse(event.data);
  (hear[change.kind] ?? (() => {}))(change);
};
feed.onerror = () => showStatus("connecting …", true);

const hear = {
  state({ bot, people, messages, pending }) {
    store.bot = bot;
    store.pending = pending;
    store.messages = new Map(people.map((person) => [person.id, new Map()]));
    for (const message of messages) store.messages.get(message.chat.id).set(message.message_id, message);
    hear.person({ people });
    document.title = bot.name;
    $("bot-name").textContent = bot.name;
    $("welcome-text").textContent = bot.description || "It asks and answers in this chat. Press Start.";
    showStatus("bot");
    if (people.length === 0) join("You", navigator.language.slice(0, 2));
    else showChat();
  },
  person({ people }) {
    const before = store.people.size;
    store.people = new Map(people.map((person) => [person.id, person]));
    for (const person of people) if (!store.messages.has(person.id)) store.messages.set(person.id, new Map());
    const newcomer = before > 0 && people.length > before ? people.at(-1).id : null;
    if (newcomer || !store.people.has(current)) choose(newcomer ?? people[0]?.id);
    else { showTabs(); showFoot(); }
  },
  commands: (change) => hear.person(change),
  message({ chat, message }) {
    const known = store.messages.get(chat);
    if (!known) return; // a group
    const isNew = !known.has(message.message_id);
    known.set(message.message_id, message);
    if (isMine(message)) store.people.get(chat).started = true;
    else if (isNew && (chat !== current || document.hidden)) store.unread.set(chat, (store.unread.get(chat) ?? 0) + 1);
    if (chat === current) isNew ? appendMessage(message) : replaceMessage(message);
    if (!isMine(message)) showTyping(false);
    showTabs();
    showFoot();
  },
  deleted({ chat, message_id }) {
    store.messages.get(chat)?.delete(message_id);
    if (chat === current) showChat();
  },
  tap: ({ chat, message_id, row, column }) => { if (chat === current) keyAt(message_id, row, column)?.classList.add("busy"); },
  answer({ chat, message_id, row, column, answer }) {
    if (chat !== current) return;
    keyAt(message_id, row, column)?.classList.remove("busy");
    if (answer.url) window.open(answer.url, "_blank", "noopener");
    if (!answer.text) return;
    if (answer.alert) { $("alert-text").textContent = answer.text; $("alert").showModal(); }
    else toast(answer.text);
  },
  typing: ({ chat }) => { if (chat === current) showTyping(true); },
  confirmed({ pending }) {
    store.pending = pending;
    if (pending > 0) return;
    for (const mark of document.querySelectorAll(".mine .meta")) {
      if (mark.querySelectorAll("svg").length === 1) mark.append(icon("check"));
    }
  },
};

/* Requests */

async function act(verb, given = {}, person = current) {
  return request(`people/${person}/${verb}`, JSON.stringify(given), "application/json");
}

async function request(address, body, type) {
  try {
    const response = await fetch(address, { method: "POST", body, headers: { "Content-Type": type, "X-Simulator": "page" } });
    if (!response.ok) toast((await response.json().catch(() => ({}))).description ?? "This did not work.");
    return response.ok;
  } catch {
    toast("The simulator is not running.");
    return false;
  }
}

const join = (name, language) => request("people", JSON.stringify({ name, language }), "application/json");
const say = (text, replyTo = null) => act("say", { text, reply_to: replyTo });

/** As the apps send pictures: as JPEG, whatever they were. What the browser cannot read goes as it is. */
async function sendPhoto(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) { await sendFile(file, "photo"); return; }
  const canvas = element("canvas", { width: picture.width, height: picture.height });
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
  await sendFile(new File([blob], "photo.jpg", { type: blob.type }), "photo");
}

/** A new message, or the file in the place of the one on an earlier message. */
async function sendFile(file, kind, inPlaceOf = null) {
  const query = new URLSearchParams({ kind, name: file.name || `${kind}.bin` });
  if (inPlaceOf) query.set("in_place_of", inPlaceOf);
  await request(`people/${current}/files?${query}`, file, file.type || "application/octet-stream");
}

/* The people */

function choose(id) {
  if (!id) return;
  current = id;
  sessionStorage.setItem("person", id);
  store.unread.delete(id);
  setAbout(null);
  showTyping(false);
  showTabs();
  showChat();
}

function showTabs() {
  const tabs = [...store.people.values()].map((person) => {
    const last = [...store.messages.get(person.id).values()].at(-1);
    const unread = store.unread.get(person.id);
    return element("button", {
      class: "tab", role: "tab", id: `tab-${person.id}`, "aria-selected": String(person.id === current), "aria-controls": "chat",
      tabIndex: person.id === current ? 0 : -1, onclick: () => choose(person.id), onkeydown: moveBetweenTabs,
    },
    element("span", { class: `avatar avatar-${person.id % 7}`, "aria-hidden": "true" }, [...person.name][0].toUpperCase()),
    element("span", { class: "tab-text" },
      element("span", { class: "tab-name", dir: "auto" }, person.name),
      element("span", { class: "tab-last", dir: "auto" }, last ? inShort(last) : "not started yet")),
    unread ? element("span", { class: "badge", "aria-label": `${unread} unread` }, String(unread)) : null);
  });
  const focused = document.activeElement?.id;
  $("tabs").replaceChildren(...tabs);
  if (focused?.startsWith("tab-")) $(focused)?.focus();
}

function moveBetweenTabs(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const ids = [...store.people.keys()];
  choose(ids[(ids.indexOf(current) + step + ids.length) % ids.length]);
  $(`tab-${current}`).focus();
}

/* The messages */

const isMine = (message) => message.from.id !== store.bot.id;
const received = () => store.pending === 0;
const nodeOf = (id) => $("messages").querySelector(`[data-id="${id}"]`);
const keyAt = (id, row, column) => nodeOf(id)?.querySelector(`[data-row="${row}"][data-column="${column}"]`);

function showChat() {
  const person = store.people.get(current);
  if (!person) return;
  const log = $("messages");
  log.setAttribute("aria-live", "off");
  log.replaceChildren();
  for (const message of store.messages.get(current).values()) place(message);
  $("welcome").hidden = log.children.length > 0;
  showFoot();
  toBottom();
  requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
}

function place(message) {
  const log = $("messages");
  const previous = log.lastElementChild;
  const day = new Date(message.date * 1000).toDateString();
  if (log.dataset.day !== day || !previous) {
    log.append(element("li", { class: "day" }, element("span", {}, dayName(message.date))));
    log.dataset.day = day;
  }
  const node = messageNode(message);
  const follows = previous?.dataset.from === node.dataset.from && log.lastElementChild === previous;
  if (follows) previous.querySelector(".bubble").classList.remove("tail");
  else node.classList.add("first");
  log.append(node);
  return node;
}

function messageNode(message, tail = true) {
  const mine = isMine(message);
  const node = element("li", { class: mine ? "message mine" : "message", dataset: { id: message.message_id, from: message.from.id } },
    bubble(message, {
      mine, received: received(), onCommand: say, onQuote: flash,
      onTap: (row, column, button) => tap(message, row, column, button),
      onAct: (event) => showActions(event.currentTarget.getBoundingClientRect(), message),
    }));
  if (tail) node.querySelector(".bubble").classList.add("tail");
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a") || String(getSelection())) return;
    event.preventDefault();
    showActions(new DOMRect(event.clientX, event.clientY, 0, 0), message);
  });
  return node;
}

function appendMessage(message) {
  const wasAtBottom = isAtBottom();
  $("welcome").hidden = true;
  place(message).classList.add("new");
  if (wasAtBottom || isMine(message)) toBottom();
  else countBelow(1);
}

function replaceMessage(message) {
  const old = nodeOf(message.message_id);
  if (!old) return;
  const wasAtBottom = isAtBottom();
  const focusedKey = old.contains(document.activeElement) ? document.activeElement.dataset : null;
  const node = messageNode(message, old.querySelector(".bubble").classList.contains("tail"));
  node.classList.toggle("first", old.classList.contains("first"));
  for (const busy of old.querySelectorAll(".key.busy")) {
    node.querySelector(`[data-row="${busy.dataset.row}"][data-column="${busy.dataset.column}"]`)?.classList.add("busy");
  }
  old.replaceWith(node);
  if (focusedKey?.row) keyAt(message.message_id, focusedKey.row, focusedKey.column)?.focus();
  if (wasAtBottom) toBottom();
}

function tap(message, row, column, button) {
  if (button.url) { window.open(button.url, "_blank", "noopener"); return; }
  act("tap", { message_id: message.message_id, row, column });
  // Without an answer the spinner ends by itself, as in the apps.
  setTimeout(() => keyAt(message.message_id, row, column)?.classList.remove("busy"), 15000);
}

function flash(id) {
  const node = nodeOf(id);
  if (!node) return;
  node.scrollIntoView({ block: "center", behavior: "smooth" });
  node.classList.remove("flash");
  requestAnimationFrame(() => node.classList.add("flash"));
}

function dayName(seconds) {
  const date = new Date(seconds * 1000);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86400000);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" };
  return date.toLocaleDateString("en", { day: "numeric", month: "long", ...year });
}

/* Scrolling */

let below = 0;
const isAtBottom = () => $("scroll").scrollHeight - $("scroll").scrollTop - $("scroll").clientHeight < 60;

function toBottom(behavior = "instant") {
  $("scroll").scrollTo({ top: $("scroll").scrollHeight, behavior });
  countBelow(-below);
}

function countBelow(more) {
  below += more;
  $("unread").textContent = below;
  $("unread").hidden = below === 0;
}

$("scroll").addEventListener("scroll", () => {
  if (isAtBottom()) countBelow(-below);
  $("to-bottom").hidden = isAtBottom();
}, { passive: true });
$("to-bottom").onclick = () => toBottom("smooth");
new ResizeObserver(() => { if (below === 0 && $("to-bottom").hidden) toBottom(); }).observe($("scroll"));
$("messages").addEventListener("load", () => { if ($("to-bottom").hidden) toBottom(); }, true);

/* Status, toast */

function showStatus(text, busy = false) {
  $("status").textContent = text;
  $("status").classList.toggle("busy", busy);
}

function showTyping(on) {
  clearTimeout(typingEnds);
  if (feed.readyState !== EventSource.OPEN) return;
  showStatus(on ? "typing …" : "bot", on);
  if (on) typingEnds = setTimeout(() => showTyping(false), 5000);
}

let toastEnds = 0;
function toast(text) {
  clearTimeout(toastEnds);
  $("toast").textContent = text;
  $("toast").hidden = false;
  toastEnds = setTimeout(() => { $("toast").hidden = true; }, 4000);
}

/* The composer */

function showFoot() {
  const person = store.people.get(current);
  if (!person) return;
  const writes = person.started && !person.blocked;
  $("composer").hidden = !writes;
  $("start").hidden = writes;
  $("start").textContent = person.blocked ? "Unblock the bot" : "Start";
  $("menu").hidden = person.commands.length === 0;
}

$("start").onclick = async () => {
  if (store.people.get(current).blocked) { await act("unblock"); return; }
  // A personal link opens the page with ?start=…, as t.me does.
  const payload = new URLSearchParams(location.search).get("start");
  await say(payload ? `/start ${payload}` : "/start");
  $("text").focus();
};

function setAbout(next) {
  about = next;
  $("about").hidden = !next;
  const editing = next?.kind === "edit";
  $("send-icon").setAttribute("href", editing ? "#i-check" : "#i-send");
  $("send").setAttribute("aria-label", editing ? "Save" : "Send");
  if (next) {
    $("about-icon").firstElementChild.setAttribute("href", editing ? "#i-edit" : "#i-reply");
    $("about-title").textContent = editing ? "Edit message" : `Reply to ${next.message.from.first_name}`;
    $("about-words").textContent = inShort(next.message);
    if (editing) setText(wordsOf(next.message));
    $("text").focus();
  } else setText("");
}

function setText(text) {
  $("text").value = text;
  $("text").dispatchEvent(new Event("input"));
}

async function submit() {
  const text = $("text").value;
  if (!text.trim()) return;
  const { kind, message } = about ?? {};
  const done = kind === "edit" ? act("edit", { message_id: message.message_id, text }) : say(text, message?.message_id);
  setAbout(null);
  if (!(await done)) setText(text);
}

$("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
$("about-cancel").onclick = () => setAbout(null);
$("text").addEventListener("input", () => {
  const box = $("text");
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
  $("send").disabled = !box.value.trim();
  const slash = /^\/\S*$/.test(box.value);
  if (slash) showCommands(box.value.slice(1)); else hideCommands();
});
$("text").addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (!$("commands").hidden && commandKey(event)) return;
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
  else if (event.key === "Escape" && about) setAbout(null);
  else if (event.key === "ArrowUp" && !$("text").value) {
    const last = [...store.messages.get(current).values()].filter((message) => isMine(message) && message.text).at(-1);
    if (last) { event.preventDefault(); setAbout({ kind: "edit", message: last }); }
  }
});
$("text").addEventListener("paste", (event) => {
  const [file] = event.clipboardData.files;
  if (file) { event.preventDefault(); file.type.startsWith("image/") ? sendPhoto(file) : sendFile(file, "document"); }
});
$("chat").addEventListener("dragover", (event) => event.preventDefault());
$("chat").addEventListener("drop", (event) => {
  event.preventDefault();
  for (const file of event.dataTransfer.files) sendFile(file, "document");
});

/* The bot's commands */

function showCommands(beginning = "") {
  const fitting = store.people.get(current).commands.filter(({ command }) => command.startsWith(beginning));
  $("commands").replaceChildren(...fitting.map(({ command, description }, index) =>
    element("button", {
      class: "command-row", type: "button", role: "option", "aria-selected": String(index === 0 && beginning !== ""),
      onclick: () => { hideCommands(); setText(""); say(`/${command}`); $("text").focus(); },
    }, element("strong", {}, `/${command}`), element("span", { dir: "auto" }, description))));
  $("commands").hidden = fitting.length === 0;
  $("menu").setAttribute("aria-expanded", String(fitting.length > 0));
}

function hideCommands() {
  $("commands").hidden = true;
  $("menu").setAttribute("aria-expanded", "false");
}

function commandKey(event) {
  const rows = [...$("commands").children];
  const chosen = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") { hideCommands(); return true; }
  if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); rows[chosen].click(); return true; }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return false;
  event.preventDefault();
  const next = (chosen + step + rows.length) % rows.length;
  rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === next)));
  rows[next].scrollIntoView({ block: "nearest" });
  return true;
}

$("menu").onclick = () => { $("commands").hidden ? showCommands() : hideCommands(); $("text").focus(); };

/* Menus */

function popup(place, entries, opener = null) {
  const menu = $("popup");
  menu.replaceChildren(...entries.filter(Boolean).map(([sign, caption, action, danger]) =>
    element("button", { type: "button", role: "menuitem", class: danger ? "danger" : "", onclick: () => { closePopup(); action(); } }, icon(sign), caption)));
  menu.hidden = false;
  const { width, height } = menu.getBoundingClientRect();
  const left = place.left + width + 8 > innerWidth ? place.right - width : place.left;
  const top = place.bottom + height + 8 > innerHeight ? place.top - height - 4 : place.bottom + 4;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, top)}px`;
  opener?.setAttribute("aria-expanded", "true");
  menu.dataset.opener = opener?.id ?? "";
  menu.firstElementChild.focus({ focusVisible: false });
}

function closePopup() {
  if ($("popup").hidden) return;
  $("popup").hidden = true;
  const opener = $($("popup").dataset.opener);
  opener?.setAttribute("aria-expanded", "false");
  opener?.focus({ focusVisible: false });
}

$("popup").addEventListener("keydown", (event) => {
  const items = [...$("popup").children];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") closePopup();
  else if (step) {
    event.preventDefault();
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  }
});
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest("#popup, #more, #attach, .act")) closePopup();
  if (!event.target.closest("#commands, #menu, #text")) hideCommands();
});

function showActions(place, message) {
  const words = wordsOf(message);
  popup(place, [
    ["reply", "Reply", () => setAbout({ kind: "reply", message })],
    isMine(message) && words ? ["edit", "Edit", () => setAbout({ kind: "edit", message })] : null,
    isMine(message) && (message.document || message.photo) ? ["file", "Replace file", () => pickInPlaceOf(message)] : null,
    words ? ["copy", "Copy text", () => navigator.clipboard?.writeText(words)] : null,
  ]);
}

$("more").onclick = () => popup($("more").getBoundingClientRect(), [
  ["save", "Save chat", () => { element("a", { href: `people/${current}/chat.md`, download: "chat.md" }).click(); }],
  ["theme", theme() === "dark" ? "Light colours" : "Dark colours", () => setTheme(theme() === "dark" ? "light" : "dark")],
  ["add-person", "Add a person", openNewPerson],
  store.people.get(current)?.blocked
    ? ["block", "Unblock the bot", () => act("unblock")]
    : ["block", "Block the bot", () => act("block"), true],
], $("more"));

$("attach").onclick = () => popup($("attach").getBoundingClientRect(), [
  ["photo", "Photo", () => $("pick-photo").click()],
  ["file", "File", () => $("pick-file").click()],
  ["smile", "Sticker", sendSticker],
  ["place", "Location", () => act("location", { latitude: 33.7294, longitude: 73.0931 })],
  ["person", "My contact", () => act("contact", { phone_number: "+92519206136", first_name: store.people.get(current).name })],
], $("attach"));

function pickInPlaceOf(message) {
  $("pick-other").onchange = () => {
    for (const file of $("pick-other").files) sendFile(file, "document", message.message_id);
    $("pick-other").value = "";
  };
  $("pick-other").click();
}

const senders = { "pick-file": (file) => sendFile(file, "document"), "pick-photo": sendPhoto };
for (const [picker, sendIt] of Object.entries(senders)) {
  $(picker).addEventListener("change", () => { for (const file of $(picker).files) sendIt(file); $(picker).value = ""; });
}

/** A thumbs-up drawn here: the project ships no stickers. */
function sendSticker() {
  const canvas = element("canvas", { width: 320, height: 320 });
  const pen = canvas.getContext("2d");
  pen.font = "240px 'Noto Color Emoji', 'Apple Color Emoji', 'Segoe UI Emoji', sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText("👍", 160, 175);
  canvas.toBlob((blob) => sendFile(new File([blob], "sticker.webp", { type: blob.type }), "sticker"), "image/webp");
}

function openNewPerson() {
  $("new-person-form").reset();
  $("new-person").returnValue = "";
  $("new-person").showModal();
}
$("add-person").onclick = openNewPerson;
$("new-person").addEventListener("close", () => {
  const { name, language } = Object.fromEntries(new FormData($("new-person-form")));
  if ($("new-person").returnValue === "add" && name.trim()) join(name.trim(), language);
});

/* Long press on a phone: what a right click is on a desktop. iOS sends no contextmenu. */

let press = 0;
$("messages").addEventListener("touchstart", (event) => {
  const bubbleNode = event.target.closest(".bubble");
  if (!bubbleNode) return;
  const { clientX, clientY } = event.touches[0];
  const id = Number(bubbleNode.closest(".message").dataset.id);
  press = setTimeout(() => showActions(new DOMRect(clientX, clientY, 0, 0), store.messages.get(current).get(id)), 500);
}, { passive: true });
for (const end of ["touchend", "touchmove", "touchcancel"]) {
  $("messages").addEventListener(end, () => clearTimeout(press), { passive: true });
}

/* Colours */

const theme = () => document.documentElement.dataset.theme;

function setTheme(name, remember = true) {
  document.documentElement.dataset.theme = name;
  if (remember) localStorage.setItem("theme", name);
}

const darkPreferred = matchMedia("(prefers-color-scheme: dark)");
const followSystem = () => setTheme(localStorage.getItem("theme") ?? (darkPreferred.matches ? "dark" : "light"), false);
darkPreferred.addEventListener("change", followSystem);
followSystem();

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && store.unread.delete(current)) showTabs();
});
$("send").disabled = true;
