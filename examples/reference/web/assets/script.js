"use strict";

// The pages work without this script: it filters the list while one types, moves
// through it with the arrow keys, and copies constants.

const search = document.querySelector("[data-search]");
const finder = document.getElementById("finder");

if (finder) {
  setUpFinder();
}
setUpCopying();

// Ctrl+K and ⌘K go to the search field.
document.addEventListener("keydown", (event) => {
  if (search && event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

function setUpFinder() {
  const rows = [...document.querySelectorAll("#codes li")];
  const selects = [...finder.querySelectorAll("select")];
  const count = document.getElementById("count");
  const clear = document.getElementById("clear");
  const empty = document.getElementById("empty");
  let pending;

  finder.querySelector(".submit").hidden = true;
  if (/^(Mac|iP)/.test(navigator.platform)) {
    finder.querySelector("kbd").textContent = "⌘K";
  }
  read();

  search.addEventListener("input", (event) => {
    if (!event.isComposing) {
      filter();
    }
  });
  search.addEventListener("compositionend", filter);
  selects.forEach((select) => select.addEventListener("change", filter));
  finder.addEventListener("submit", (event) => {
    event.preventDefault();
    move(-1, 1);
  });
  clear.addEventListener("click", (event) => {
    event.preventDefault();
    search.value = "";
    selects.forEach((select) => { select.value = ""; });
    filter();
    search.focus();
  });
  document.addEventListener("keydown", (event) => {
    const links = shownLinks();
    const at = links.indexOf(document.activeElement);
    const inSearch = document.activeElement === search;
    if (event.key === "ArrowDown" && (inSearch || at >= 0)) {
      event.preventDefault();
      move(at, 1);
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      move(at, -1);
    } else if (event.key === "Escape" && inSearch && search.value !== "") {
      event.preventDefault();
      search.value = "";
      filter();
    }
  });
  window.addEventListener("pageshow", filter); // the browser may have restored fields

  // read takes the filter from the address.
  function read() {
    const wanted = new URLSearchParams(location.search);
    search.value = wanted.get("q") ?? "";
    selects.forEach((select) => {
      const value = wanted.get(select.name) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    });
    filter();
  }

  // filter shows the rows that match, and nothing else.
  function filter() {
    const words = split(search.value);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !(selects.every((select) => allows(select, row)) && words.every((word) => has(row, word)));
      shown += row.hidden ? 0 : 1;
    }
    for (const section of document.querySelectorAll("#codes section")) {
      const inSection = section.querySelectorAll("li:not([hidden])").length;
      section.hidden = inSection === 0;
      section.querySelector(".shown").textContent = inSection;
    }
    empty.hidden = shown > 0;
    count.textContent = finder.dataset.count.replace("{shown}", shown).replace("{total}", rows.length);
    remember();
  }

  // remember puts the filter into the link to the other language and, as browsers
  // allow it only so often, a little later into the address.
  function remember() {
    const fields = [...new FormData(finder)].filter(([, value]) => value.trim() !== "");
    const query = fields.length > 0 ? "?" + new URLSearchParams(fields) : "";
    clear.hidden = query === "";
    const other = document.querySelector("a.language");
    other.setAttribute("href", other.getAttribute("href").split("?")[0] + query);
    clearTimeout(pending);
    pending = setTimeout(() => {
      if (query !== location.search) {
        history.replaceState(null, "", location.pathname + query + location.hash);
      }
    }, 150);
  }

  function shownLinks() {
    return rows.filter((row) => !row.hidden).map((row) => row.querySelector("a"));
  }

  // move focuses the link that many steps from the one at a place; from before
  // the first one it goes back to the search field.
  function move(at, steps) {
    const links = shownLinks();
    if (at + steps < 0) {
      search.focus();
    } else {
      links[Math.min(at + steps, links.length - 1)]?.focus();
    }
  }
}

// allows reports whether a filter lets a row through.
function allows(select, row) {
  return select.value === "" || row.dataset[select.name].split("|").includes(select.value);
}

// split returns the words of a query; the server splits it in the same way.
function split(query) {
  return query.normalize("NFKC").toLowerCase().split(/[^\p{L}\p{N}.]+/u)
    .map((word) => word.replace(/^\.+|\.+$/g, "")).filter((word) => word !== "");
}

// has reports whether a word is part of a row's texts. A number has to be a whole
// word of them, or the beginning of the code's own.
function has(row, word) {
  if (/^[0-9]+(\.[0-9]+)?$/.test(word)) {
    return row.dataset.label.startsWith(word) || row.dataset.words.includes(" " + word + " ");
  }
  return row.dataset.words.includes(word);
}

function setUpCopying() {
  const announcer = document.getElementById("announcer");
  for (const button of document.querySelectorAll("button.copy")) {
    const label = button.querySelector(".copy-label");
    const before = label.textContent;
    let timer;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!(await copy(button.dataset.copy))) {
        return;
      }
      label.textContent = button.dataset.copied;
      button.classList.add("done");
      announcer.textContent = button.dataset.copied + " " + button.dataset.copy;
      clearTimeout(timer);
      timer = setTimeout(() => {
        label.textContent = before;
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
