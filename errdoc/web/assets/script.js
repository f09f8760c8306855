"use strict";

// The pages work without this script: it searches the list while one types, moves
// through it with the keyboard, and copies.

const search = document.querySelector("[data-search]");
const finder = document.getElementById("finder");
const lost = document.getElementById("suggestions");
const index = typeof errdocIndex === "undefined" ? null : readIndex(errdocIndex);

for (const hint of document.querySelectorAll(".hint")) {
  hint.hidden = false;
}
if (finder && index) {
  setUpFinder();
}
if (lost && index) {
  suggest();
}
setUpCopying();

// The slash, Ctrl+K and ⌘K go to the search field.
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("input, select, textarea");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (search && (slash || k)) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

function setUpFinder() {
  const rows = [];
  const homes = [];
  for (const row of document.querySelectorAll("#results li, #codes li")) {
    rows[row.dataset.i] = row;
  }
  const sections = [...document.querySelectorAll("#codes section")];
  index.codes.forEach((code, i) => { homes[i] = sections[code.catalog].querySelector("ul"); });
  const fields = () => [...new FormData(finder)].filter(([, value]) => value.trim() !== "");
  const results = document.getElementById("results");
  const found = document.getElementById("found");
  const clear = document.getElementById("clear");
  let pending;

  finder.querySelector(".submit").hidden = true;
  read();

  search.addEventListener("input", (event) => {
    if (!event.isComposing) {
      filter(true);
    }
  });
  search.addEventListener("compositionend", () => filter(true));
  finder.addEventListener("change", (event) => {
    if (event.target !== search) {
      filter();
      remember();
    }
  });
  finder.addEventListener("submit", (event) => {
    event.preventDefault();
    shownLinks()[0]?.click();
  });
  clear.addEventListener("click", (event) => {
    event.preventDefault();
    set(new URLSearchParams());
    remember();
    search.focus();
  });
  document.querySelector("#is-status a").addEventListener("click", (event) => {
    event.preventDefault();
    set(new URLSearchParams(event.target.search));
    remember();
  });
  document.addEventListener("keydown", (event) => {
    const links = shownLinks();
    const at = links.indexOf(document.activeElement);
    const inSearch = document.activeElement === search;
    if (event.key === "ArrowDown" && (inSearch || at >= 0)) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)]?.focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? search : links[at - 1]).focus();
    } else if (event.key === "Escape" && inSearch && search.value !== "") {
      event.preventDefault();
      search.value = "";
      filter(true);
    }
  });
  window.addEventListener("popstate", read);
  window.addEventListener("pageshow", () => filter()); // the browser may have restored fields

  // read takes the filter from the address.
  function read() {
    set(new URLSearchParams(location.search));
  }

  // set chooses what an address says.
  function set(wanted) {
    search.value = wanted.get("q") ?? "";
    for (const select of finder.querySelectorAll("select")) {
      const value = wanted.get(select.name) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
      finder.querySelector("details").open ||= select.value !== "";
    }
    const radios = [...finder.querySelectorAll("input[type=radio]")];
    const chosen = radios.find((radio) => radio.value === (wanted.get("catalog") ?? "")) ?? radios[0];
    if (chosen) {
      chosen.checked = true;
    }
    filter();
  }

  // filter shows the rows that match, and nothing else: those that a search
  // finds in its order, all others by catalog.
  function filter(typed) {
    const chosen = Object.fromEntries(fields());
    const query = search.value.trim();
    const allowed = index.codes.filter((code) => allows(chosen, code));
    const matches = query === "" ? allowed.map((code) => ({ i: code.i })) : searchCodes(query).filter((m) => allowed.includes(index.codes[m.i]));
    const shown = new Set(matches.map((match) => match.i));
    rows.forEach((row, i) => {
      row.hidden = !shown.has(i);
      homes[i].append(row);
    });
    if (query !== "") {
      results.append(...matches.map((match) => rows[match.i]));
    }
    sections.forEach((section) => {
      const here = section.querySelectorAll("li:not([hidden])").length;
      section.hidden = here === 0;
      section.querySelector(".shown").textContent = here;
    });
    found.hidden = query === "" || shown.size === 0;
    document.getElementById("nearest").hidden = !matches.some((match) => match.rank === near);
    document.getElementById("empty").hidden = shown.size > 0;
    const isStatus = document.getElementById("is-status");
    isStatus.hidden = (chosen.status ?? "") !== "" || !index.codes.some((code) => String(code.status) === query);
    isStatus.firstElementChild.textContent = finder.dataset.isStatus.replace("{status}", query);
    isStatus.lastElementChild.search = "?status=" + encodeURIComponent(query);
    document.getElementById("count").textContent = finder.dataset.count.replace("{shown}", shown.size).replace("{total}", rows.length);
    clear.hidden = fields().length === 0;
    const address = addressQuery();
    for (const other of document.querySelectorAll(".languages a")) {
      other.search = address;
    }
    highlight(results, query);
    if (typed) {
      remember(true);
    }
  }

  function addressQuery() {
    return fields().length > 0 ? "?" + new URLSearchParams(fields()) : "";
  }

  // remember puts the filter into the address. The first letter of a search and
  // each choice make an entry in the history, so that the way back leads to the
  // list as it was; browsers allow a change only so often, so that typing makes it
  // a little later.
  function remember(typed) {
    const query = addressQuery();
    clearTimeout(pending);
    const write = () => {
      if (query === location.search) {
        return;
      }
      const replace = typed && new URLSearchParams(location.search).has("q") && query !== "";
      history[replace ? "replaceState" : "pushState"](null, "", location.pathname + query + location.hash);
    };
    if (typed) {
      pending = setTimeout(write, 150);
    } else {
      write();
    }
  }

  function shownLinks() {
    return [...document.querySelectorAll("#results li:not([hidden]) a, #codes li:not([hidden]) a")];
  }
}

// allows reports whether the choices let a code through.
function allows(chosen, code) {
  return (!chosen.catalog || chosen.catalog === index.catalogs[code.catalog].name) &&
    (!chosen.kind || chosen.kind === index.kinds[code.kind]) &&
    (!chosen.status || chosen.status === String(code.status)) &&
    (!chosen.operation || code.operations.includes(index.operations.indexOf(chosen.operation)));
}

// suggest lists, on the page for a missing address of an exported site, what its
// last elements may have meant.
function suggest() {
  const wanted = location.pathname.split("/").filter((part) => part !== "").slice(-2).join(" ");
  const list = lost.querySelector("ul");
  if (list.children.length > 0 || !wanted) {
    return;
  }
  const home = document.querySelector(".brand").getAttribute("href");
  for (const match of searchCodes(decodeURIComponent(wanted)).slice(0, 5)) {
    const code = index.codes[match.i];
    const link = document.createElement("a");
    link.href = home + index.catalogs[code.catalog].name + "/" + code.label + "/";
    for (const [className, text] of [["number", code.label], ["name", code.name], ["from", index.catalogs[code.catalog].name], ["status s" + String(code.status)[0] + "xx", code.status]]) {
      const part = document.createElement("span");
      part.className = className;
      part.textContent = text;
      link.append(part, " ");
    }
    const row = document.createElement("li");
    row.append(link);
    list.append(row);
  }
  lost.hidden = list.children.length === 0;
}

// highlight marks the words of a query in the rows that it found.
function highlight(list, query) {
  if (!CSS.highlights || typeof Highlight === "undefined") {
    return;
  }
  const ranges = [];
  const wanted = terms(query).filter((word) => word.length > 1 || isWide(word));
  if (wanted.length > 0 && !query.startsWith("{")) {
    for (const element of list.querySelectorAll(".number, .name, .says")) {
      ranges.push(...rangesOf(element, wanted));
    }
  }
  CSS.highlights.set("match", new Highlight(...ranges));
}

// rangesOf finds words in an element, whose text may have breaks in it.
function rangesOf(element, wanted) {
  const nodes = [];
  let text = "";
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, start: text.length });
    text += node.data;
  }
  const place = (offset) => {
    const { node, start } = nodes.findLast((n) => n.start <= offset);
    return [node, offset - start];
  };
  const lower = text.toLowerCase();
  const ranges = [];
  for (const word of lower.length === text.length ? wanted : []) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      const range = document.createRange();
      range.setStart(...place(at));
      const [last, offset] = place(at + word.length - 1);
      range.setEnd(last, offset + 1);
      ranges.push(range);
    }
  }
  return ranges;
}

function setUpCopying() {
  const announcer = document.getElementById("announcer");
  for (const button of document.querySelectorAll("button.copy")) {
    const before = button.textContent;
    const label = button.getAttribute("aria-label");
    let timer;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!(await copy(button.dataset.copy))) {
        return;
      }
      button.textContent = button.dataset.copied;
      button.classList.add("done");
      announcer.textContent = button.dataset.copied + label.slice(before.length);
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = before;
        button.classList.remove("done");
        announcer.textContent = "";
      }, 2000);
    });
  }
}

// copy puts a text on the clipboard. Browsers have navigator.clipboard only for
// pages that come over HTTPS or from this machine.
async function copy(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not permitted; the old way may be.
    }
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return copied;
}
