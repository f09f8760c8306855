"use strict";

// The search of search.go, function by function, over the index that the server
// makes. A test runs both on the same queries.

const near = 1, words = 2, exact = 3; // ranks
const maxNear = 8, maxTypos = 64, maxWords = 32, maxQuery = 65536;
const numberNames = " code errorcode errcode 误码 "; // of keywords.go
const weightName = 12, weightMessage = 8, fitSame = 10, fitForm = 6;
const pointsTop = fitSame * weightName * (maxWords + 1);

function readIndex(data) {
  const decoded = { ...data };
  decoded.codes = data.codes.map(([catalog, label, name, status, kind, operations, message], i) => {
    const prefix = data.catalogs[catalog].prefix;
    return {
      i, catalog, label, name, status, kind, operations, message, digits: label.split(".")[0],
      folded: fold(name), constant: fold(prefix + name), withCatalog: fold(data.catalogs[catalog].name) + fold(name),
    };
  });
  decoded.terms = Object.entries(data.terms).map(([term, postings]) => {
    let at = 0;
    return [term, postings.split(" ").map((difference) => {
      at += parseInt(difference, 36);
      return [at >> 4, at & 15];
    })];
  });
  return decoded;
}

// searchCodes returns the codes that a query means, the likeliest first: their
// positions, with the rank. If none fits, they are those that come near.
function searchCodes(text) {
  const query = text.slice(0, maxQuery).trim();
  const inBody = findInBody(query);
  if (inBody.length > 0) {
    return inBody;
  }
  const asked = cutRequest(query);
  const points = new Map();
  const keep = (i, rank, n) => {
    const old = points.get(i);
    if (!old || rank > old.rank || rank === old.rank && n > old.points) {
      points.set(i, { i, rank, points: n });
    }
  };
  const q = parseQuery(asked);
  if (q.numbers.length > 0) {
    byNumber(q, keep);
  } else {
    byName(asked, keep);
    byWords(q, keep);
  }
  return best(points);
}

function cutRequest(text) {
  return text.split(/ \[[0-9]{3} [A-Z]+ [^ \]]+\]/, 1)[0];
}

function best(points) {
  const all = [...points.values()].sort((a, b) => b.rank - a.rank || b.points - a.points || a.i - b.i);
  const good = all.findIndex((result) => result.rank === near);
  return good > 0 ? all.slice(0, good) : good === 0 ? all.slice(0, maxNear) : all;
}

// findInBody finds the codes of the first error body in a text.
function findInBody(text) {
  for (let i = 0, tries = 0; i < text.length && tries < 100; i++) {
    if (text[i] !== "{" && (text[i] !== "[" || i > 0)) {
      continue;
    }
    tries++;
    const body = cutJSON(text.slice(i));
    const found = body === undefined ? [] : readBody(body);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

// cutJSON returns the JSON value at the head of a text, whose quotes may be
// escaped.
function cutJSON(text) {
  const closing = text[0] === "{" ? "}" : "]";
  for (let end = text.indexOf(closing); end >= 0; end = text.indexOf(closing, end + 1)) {
    const part = text.slice(0, end + 1);
    for (const read of [() => JSON.parse(part), () => JSON.parse(JSON.parse('"' + part + '"'))]) {
      try {
        return read();
      } catch {
        // It goes on, or is not JSON.
      }
    }
  }
  return undefined;
}

// readBody finds the codes of a body, and after them the other rows of their
// numbers.
function readBody(body) {
  const found = [];
  const add = (code, rank) => {
    if (!found.some((result) => result.i === code.i)) {
      found.push({ i: code.i, rank, points: 100 });
    }
  };
  for (const item of Array.isArray(body) ? body.map((entry) => entry?.error ?? entry) : [body]) {
    if (item === null || typeof item !== "object") {
      continue;
    }
    const [, catalog, label] = /([a-z][a-z0-9-]*)\/(-?\d+(?:\.\d+)?)$/.exec(item.type ?? "") ?? [];
    index.catalogs.forEach(({ name, key }, at) => {
      const here = index.codes.filter((code) => code.catalog === at);
      const rows = here.filter((code) => catalog === undefined && (item.catalog ?? name) === name && String(item[key]) === code.digits);
      const told = [item.error, item.message, item.detail];
      const row = here.find((code) => name === catalog && code.label === label) ??
        rows.find((code) => code.label !== code.digits && told.includes(code.message)) ?? rows[0];
      if (row) {
        add(row, exact);
      }
    });
  }
  for (const result of [...found]) {
    const { catalog, digits } = index.codes[result.i];
    index.codes.filter((code) => code.catalog === catalog && code.digits === digits).forEach((code) => add(code, words));
  }
  return found;
}

function parseQuery(text) {
  const q = { catalog: "", numbers: [], words: [] };
  const stops = [], named = [];
  let before = "";
  let negative = text.startsWith("-");
  for (const { name } of index.catalogs) {
    const rest = cutName(text, name);
    if (rest !== undefined) {
      q.catalog = name;
      text = rest;
      const number = rest.replace(/^[ /]+/, "");
      negative = number !== rest && number.startsWith("-");
      break;
    }
  }
  for (const word of terms(text.replaceAll("_", " ")).slice(0, maxWords)) {
    if (isNumber(word)) {
      q.numbers.push(trimZeros(word));
      if (index.catalogs.some((catalog) => catalog.name === before) || numberNames.includes(" " + before + " ")) {
        named.push(trimZeros(word));
      }
    } else if (index.catalogs.some((catalog) => catalog.name === word)) {
      q.catalog = word;
    } else if (index.stopWords.includes(" " + word + " ")) {
      stops.push(word);
    } else {
      q.words.push(word);
    }
    before = word;
  }
  if (named.length > 0) {
    q.numbers = named;
  } else if (q.numbers.length === 1 && negative) {
    q.numbers[0] = "-" + q.numbers[0];
  }
  if (q.words.length === 0 && q.numbers.length === 0 && q.catalog === "") {
    q.words = stops;
  }
  return q;
}

function cutName(text, name) {
  if (text.slice(0, name.length).toLowerCase() !== name) {
    return undefined;
  }
  const rest = text.slice(name.length);
  return rest === "" || !/^[\p{L}\p{N}]/u.test(rest) ? rest : undefined;
}

function isNumber(word) {
  return /^[0-9]+(\.[0-9]+)?$/.test(word);
}

function trimZeros(number) {
  const trimmed = number.replace(/^0+/, "");
  return trimmed === "" || trimmed[0] === "." ? "0" + trimmed : trimmed;
}

function byNumber(q, keep) {
  for (const code of index.codes) {
    const here = q.catalog === "" || q.catalog === index.catalogs[code.catalog].name;
    const close = here ? 150 : 100;
    for (const n of q.numbers) {
      if (n === code.label || n === code.digits) {
        keep(code.i, here ? exact : near, here ? 100 : 400);
      } else if (n === String(code.status) && here) {
        keep(code.i, words, 10);
      } else if (code.label.startsWith(n)) {
        keep(code.i, near, close + 50);
      } else if (n.length > 1 && typos(n, code.digits) === 1) {
        keep(code.i, near, close - Math.min(99, distance(n, code.digits)));
      }
    }
  }
}

function distance(a, b) {
  const whole = (s) => /^-?\d+$/.test(s) ? Number(s) : 0;
  return Math.abs(whole(a) - whole(b));
}

function byName(text, keep) {
  const want = fold(text.trim().replace(/^errcode\./, ""));
  const n = [...want].length;
  if (n === 0) {
    return;
  }
  const inName = pointsTop + fitSame * weightName * terms(text).length;
  for (const { i, folded, constant, withCatalog } of index.codes) {
    if (want === folded || want === constant || want === withCatalog) {
      keep(i, exact, 1000);
    } else if (folded.startsWith(want) || constant.startsWith(want)) {
      keep(i, words, inName + 100);
    } else if (n > 2 && folded.includes(want)) {
      keep(i, words, inName);
    } else if (n > 4) {
      const d = Math.min(typos(want, folded), typos(want, constant));
      if (d <= 1 + Math.floor(n / 6)) {
        keep(i, near, 500 - 100 * d);
      }
    }
  }
}

function byWords(q, keep) {
  const asked = q.catalog === "" ? q.words : [...q.words, q.catalog];
  if (asked.length === 0) {
    return;
  }
  const total = index.codes.map(() => 0);
  const hits = index.codes.map(() => 0);
  const top = index.codes.map(() => 0);
  const misspelled = index.codes.map(() => false);
  for (const word of asked) {
    const { scores, typo } = byWord(word);
    scores.forEach((score, i) => {
      if (score.points > 0) {
        total[i] += score.points;
        hits[i]++;
        top[i] += score.top ? 1 : 0;
        misspelled[i] ||= typo;
      }
    });
  }
  index.codes.forEach((_, i) => {
    if (hits[i] === asked.length && !misspelled[i]) {
      keep(i, words, total[i] + (top[i] >= q.words.length ? pointsTop : 0));
    } else if (hits[i] === asked.length) {
      keep(i, near, 100 + total[i]);
    } else if (hits[i] * 2 >= asked.length) {
      keep(i, near, Math.floor(Math.floor(total[i] * hits[i] / asked.length) / 2));
    }
  });
}

function byWord(word) {
  const scores = index.codes.map(() => ({ points: 0, top: false }));
  let found = false;
  const collect = (fit) => {
    for (const [term, postings] of index.terms) {
      const n = fit(word, term);
      if (n > 0) {
        found = true;
        for (const [i, weight] of postings) {
          scores[i].points = Math.max(scores[i].points, n * weight);
          scores[i].top ||= n >= fitForm && weight >= weightMessage;
        }
      }
    }
  };
  collect(fits);
  const typo = !found;
  if (typo) {
    collect(nearlyFits);
  }
  return { scores, typo };
}

function fits(word, term) {
  if (word === term) {
    return fitSame;
  }
  if (term.startsWith(word)) {
    return 7;
  }
  if ([...term].length > 3 && [...word].length - [...term].length <= 2 && word.startsWith(term)) {
    return fitForm;
  }
  return [...word].length > 2 && term.includes(word) ? 4 : 0;
}

function nearlyFits(word, term) {
  const n = [...word].length, m = [...term].length;
  const limit = n > 7 ? 2 : 1;
  if (n < 3 || m < 3 || Math.abs(n - m) > limit || n < 5 && word[0] !== term[0]) {
    return 0;
  }
  const count = typos(word, term);
  return count === 1 ? 3 : count === 2 && limit === 2 ? 2 : 0;
}

function typos(a, b) {
  const from = [...a], to = [...b];
  if (from.length > maxTypos || to.length > maxTypos) {
    return maxTypos;
  }
  let before = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  from.forEach((character, i) => {
    const row = [i + 1];
    to.forEach((other, j) => {
      row[j + 1] = Math.min(last[j] + (character === other ? 0 : 1), last[j + 1] + 1, row[j] + 1);
      if (i > 0 && j > 0 && character === to[j - 1] && from[i - 1] === other) {
        row[j + 1] = Math.min(row[j + 1], before[j - 1] + 1);
      }
    });
    before = last;
    last = row;
  });
  return last[to.length];
}

function terms(text) {
  const list = [];
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(/[\p{L}\p{N}.]+/gu)) {
    for (const [word] of run.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu)) {
      const characters = [...word];
      if (isWide(word) && characters.length > 1) {
        for (let i = 0; i + 1 < characters.length; i++) {
          list.push(characters[i] + characters[i + 1]);
        }
      } else if (word.replace(/^\.+|\.+$/g, "") !== "") {
        list.push(word.replace(/^\.+|\.+$/g, ""));
      }
    }
  }
  return list;
}

function isWide(word) {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word);
}

function fold(text) {
  return text.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
}
