/* Looks words up in the index of a book, with the engine of Pagefind 1.5.2 (WebAssembly) but without its script, which is four times as
   heavy as this one. What files there are: generator/minutebook/searchfiles.py. What is found, and in which order, is what Pagefind finds
   where all words lie in one chunk, but not for a word of which it knows only a short beginning: https://pagefind.app/docs/api/ */

const RANKING = { page_length: 0.1, diacritic_similarity: 0.1, meta_weights: { title: 10, heading: 0.1, date: 0.5, lang: 0 } };
const EXCERPT = 24; // words
const LEAST = 4, MOST = 0.6; // letters, and part of a word, that a word must begin with to be found in its place

/* ---------------------------------------------------------------------------------------------- files */

const sent = async (address, how) => {
  const answer = await fetch(address, how);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
};

/* Files are compressed, unless something on the way has opened them, and begin with a mark of twelve bytes. */
const opened = async (address) => {
  let data = new Uint8Array(await (await sent(address)).arrayBuffer());
  if (data[0] === 0x1f && data[1] === 0x8b) {
    const plain = new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'));
    data = new Uint8Array(await new Response(plain).arrayBuffer());
  }
  return data.subarray(12);
};

const json = (data) => JSON.parse(new TextDecoder().decode(data));

/* CBOR (RFC 8949) of whole numbers, texts and lists: a type and a number, then what is in it. */
const head = (type, number) => number < 24 ? [type << 5 | number] : [type << 5 | 26, ...[24, 16, 8, 0].map((shift) => number >>> shift & 255)];
const cbor = (value) => {
  if (Number.isInteger(value)) return head(0, value);
  if (Array.isArray(value)) return [...head(4, value.length), ...value.flatMap(cbor)];
  const text = new TextEncoder().encode(value);
  return [...head(3, text.length), ...text];
};
const uncbor = (data) => {
  let at = 0;
  const next = () => {
    const type = data[at] >> 5;
    let number = data[at++] & 31;
    if (number > 23) {
      const end = at + 2 ** (number - 24);
      for (number = 0; at < end; at++) number = number * 256 + data[at];
    }
    if (type === 3) return new TextDecoder().decode(data.subarray(at, at += number));
    if (type === 4) return Array.from({ length: number }, next);
    return type ? -1 - number : number;
  };
  return next();
};

/* --------------------------------------------------------------------------------------------- engine */

/* What the engine does is asked by name; texts go in and come out through its memory, as wasm-bindgen passes them. An index is a place
   in that memory; there is none where what was given could not be read. */
const start = async (code) => {
  let wasm;
  const constants = () => {
    const table = wasm.__wbindgen_externrefs;
    const place = table.grow(4);
    [undefined, null, true, false].forEach((value, number) => table.set(place + number, value));
    table.set(0, undefined);
  };
  wasm = (await WebAssembly.instantiate(code, { './pagefind_web_bg.js': { __wbindgen_init_externref_table: constants } })).instance.exports;
  wasm.__wbindgen_start();
  const given = (value) => {
    if (typeof value === 'number') return [value];
    const data = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    const place = wasm.__wbindgen_malloc(data.length, 1) >>> 0;
    new Uint8Array(wasm.memory.buffer, place, data.length).set(data);
    return [place, data.length];
  };
  return {
    index: (name, ...values) => {
      const place = wasm[name](...values.flatMap(given)) >>> 0;
      if (!place) throw new Error(name);
      return place;
    },
    search: (index, words, typed, filters = {}, exact = false) => {
      if (!index) throw new Error('no index');
      const [place, length] = wasm.search(index, ...[words, typed, JSON.stringify(filters), ''].flatMap(given), Number(exact), 0);
      const told = json(new Uint8Array(wasm.memory.buffer, place >>> 0, length));
      wasm.__wbindgen_free(place, length, 1);
      return told;
    },
  };
};

/* --------------------------------------------------------------------------------------------- words */

/* Without punctuation and capitals. */
const plain = (text) => [...text].filter((sign) => !/[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/u.test(sign))
  .map((sign) => sign.toLowerCase()).join('').replace(/\s{2,}/g, ' ').trim();

/* A question with words apart where an apostrophe joins them, as in the index; a letter alone that is so joined (l’eau, don’t) tells nothing. */
const apart = (text) => text.replace(/(?<=^|\s)\p{L}['’ʼ](?=[\p{L}\p{N}])/gu, '')
  .replace(/(?<=[\p{L}\p{M}])['’ʼ]\p{L}(?![\p{L}\p{M}\p{N}])/gu, '').replace(/(?<=[\p{L}\p{M}])['’ʼ](?=[\p{L}\p{N}])/gu, ' ');

/* Text of the index, where a second apostrophe and a blank stand after an apostrophe within a word: as the record has it. */
const joined = (text) => text.replace(/(?<=['’ʼ])'\s/g, '');
const unaccented = (text) => text.normalize('NFD').replace(/\p{M}/gu, '');

/* Where the words asked for stand closest together: the middle one of the first places where as many as anywhere are in an excerpt. */
const densest = (found) => {
  const weights = [];
  for (const { l: place, s: weight } of found) weights[place] = (weights[place] ?? 0) + weight;
  if (weights.length <= EXCERPT) return 0;
  let sum = weights.slice(0, EXCERPT).reduce((whole, weight) => whole + weight, 0);
  let most = sum, places = [0];
  for (let place = 0; place < weights.length; place++) {
    sum += (weights[place + EXCERPT] ?? 0) - (weights[place] ?? 0);
    if (sum > most) [most, places] = [sum, [place]];
    else if (sum === most && places.at(-1) === place - 1) places.push(place);
  }
  return places[Math.floor(places.length / 2)];
};

/* The words of an excerpt, each with whether it was asked for, and what stands between it and the next; dots where the text goes on. */
const excerpt = (text, found) => {
  const words = text.split(/\s+/);
  const from = Math.max(0, Math.min(densest(found), words.length - EXCERPT));
  const marked = new Set(found.map(({ l: place }) => place));
  const dots = { word: '…', marked: false, after: ' ' };
  const shown = words.map((word, place) => {
    const whole = joined(`${word} `);
    return { word: whole.trimEnd(), marked: marked.has(place), after: whole.endsWith(' ') ? ' ' : '' };
  }).slice(from, from + EXCERPT).filter(({ word }) => word);
  return [...(from ? [dots] : []), ...shown, ...(from + EXCERPT < words.length ? [dots] : [])];
};

/* --------------------------------------------------------------------------------------------- search */

/* Opens the index that an entry leads to, in a language; gives how to ask it. An answer is a list, the best first, of what to call for
   what is to be shown: {url, meta, filters, words}. After an error the index has to be opened anew. */
export const open = async (entry, language) => {
  const { version, languages } = await (await sent(entry, { cache: 'no-cache' })).json();
  const own = languages[language] ?? languages[language.split('-')[0]] ?? Object.values(languages).sort((a, b) => b.pages - a.pages)[0];
  const file = (name) => opened(new URL(`${own.folder}/${name}`, entry));
  const [meta, engine] = await Promise.all([
    file('meta.pf_meta').then(json), opened(new URL(`wasm.${own.wasm}.pagefind?v=${version}`, entry)).then(start),
  ]);
  const pages = meta.pages.map((length, number) => [`${number}`, length]);
  let index = engine.index('init_pagefind', cbor([version, pages, [], [], [], meta.fields]));
  index = engine.index('set_ranking_weights', index, JSON.stringify(RANKING));

  /* The engine tells the stems of words only in its playground. */
  const playground = engine.index('enter_playground_mode', engine.index('init_pagefind', cbor([version, [], [], [], [], []])));
  const stems = (words) => engine.search(playground, words, words).search_keywords;

  const loaded = {};
  const load = (name, how, read = () => {}) => loaded[name] ??= file(name).then((data) => {
    const before = index;
    index = 0; // what could not be read leaves none
    index = engine.index(how, before, data);
    read(data);
  });
  const known = new Set();
  const chunk = (number) => load(`${number}.pf_index`, 'load_index_chunk', (data) => uncbor(data)[0].forEach(([word]) => known.add(word)));
  const holder = (word) => meta.words.findLastIndex((first) => first <= word);

  /* Loads the chunks of all words that begin with a stem; where there is none, of the longest word that the stem begins with, as long as
     that is most of it. Gives whether there is such a word; the engine takes any, be it a letter. */
  const fetched = async (stem) => {
    const first = holder(stem);
    const after = meta.words.findIndex((start, number) => number > first && !start.startsWith(stem));
    const number = (after < 0 ? meta.words.length : after) - first;
    await Promise.all(Array.from({ length: number }, (_, further) => chunk(first + further)));
    if ([...known].some((word) => word.startsWith(stem))) return true;
    for (let end = stem.length - 1; end >= Math.max(LEAST, stem.length * MOST); end--) {
      await chunk(holder(stem.slice(0, end)));
      if (known.has(stem.slice(0, end))) return true;
    }
    return false;
  };

  const shown = async ({ p: page, l: found }) => {
    const { url, meta: told, filters, content } = json(await file(`${page}.pf_fragment`));
    for (const name of ['title', 'heading']) if (told[name]) told[name] = joined(told[name]);
    return { url, meta: told, filters, words: excerpt(content, found) };
  };

  return async (text, filters) => {
    const typed = plain(apart(text));
    const words = unaccented(typed);
    if (text && !words) return [];
    const begun = words ? stems(words).map(fetched) : [];
    const narrowed = meta.filters.map((name, number) => name in filters && load(`${number}.pf_filter`, 'load_filter_chunk'));
    const [all] = await Promise.all([Promise.all(begun), ...narrowed]);
    if (all.includes(false)) return [];
    const { results } = engine.search(index, words, typed, filters, /^\s*".+"\s*$/.test(text));
    return results.sort((a, b) => b.s - a.s).map((result) => () => shown(result));
  };
};
