// Searches the site by Pagefind's index, on the page /sok/. What is sought stands in the address,
// so a search can be linked to, and the browser's back button leads to the search before.
const STEP = 10; // results shown at a time
const MOST_PARTS = 3; // headings shown below a result

const place = document.querySelector("#sidans-sok");
const form = place.querySelector("form");
const field = form.elements.q;
const [failed, status, list, more] = ["[role=alert]", "[role=status]", "ol", ".search-page__more"].map((name) => place.querySelector(name));
const title = document.title;
let engine; // fetched when there is something to seek
let latest = 0; // the last search that was begun: one that ends after a later one says nothing

const fetched = async () => {
  const { createInstance } = await import("../pagefind/pagefind.js");
  return createInstance({ noWorker: true, excerptLength: 26 });
};

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

const link = (address, text) => {
  const made = element("a", "", text);
  made.href = address;
  return made;
};

// Pagefind gives some words of the text, with < and > escaped and those that were found marked.
const marked = (excerpt) =>
  `${/^\p{Ll}/u.test(excerpt) ? "… " : ""}${excerpt} …`.split(/<mark>(.*?)<\/mark>/s).map((part, n) => {
    const plain = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return n % 2 ? element("mark", "", plain) : plain;
  });

const entry = ({ url, meta, excerpt, sub_results }) => {
  const made = element("li", "", element("h2", "results__title", link(url, meta.title)));
  if (meta.about) made.append(element("p", "results__about", meta.about));
  made.append(element("p", "", ...marked(excerpt)));
  const parts = sub_results.filter((part) => part.url.includes("#")).slice(0, MOST_PARTS);
  if (parts.length) {
    const links = parts.map((part) => element("li", "", link(part.url, part.title)));
    made.append(element("ul", "results__parts", ...links));
  }
  return made;
};

const show = async (results, mine) => {
  const shown = list.children.length;
  const next = await Promise.all(results.slice(shown, shown + STEP).map((result) => result.data()));
  if (mine !== latest) return;
  list.append(...next.map(entry));
  more.hidden = list.children.length >= results.length;
  more.onclick = async () => {
    try {
      await show(results, mine);
      list.children[shown + STEP]?.querySelector("a").focus();
    } catch {
      failed.hidden = false;
    }
  };
};

const told = (count, words) => {
  if (!count) return `Inga träffar på ”${words}”. Prova ett annat ord, början av ordet eller färre ord.`;
  return `${count.toLocaleString("sv")} ${count === 1 ? "träff" : "träffar"} på ”${words}”`;
};

const search = async () => {
  const mine = ++latest;
  const words = (new URLSearchParams(location.search).get("q") ?? "").trim();
  field.value = words;
  document.title = words ? `${words} – ${title}` : title;
  list.replaceChildren();
  more.hidden = failed.hidden = true;
  status.textContent = words ? "Söker …" : "Skriv ett eller flera ord, till exempel budget eller sjukfrånvaro.";
  if (!words) return;
  try {
    engine ??= await fetched();
    const { results } = await engine.search(words);
    if (mine !== latest) return;
    await show(results, mine);
    if (mine === latest) status.textContent = told(results.length, words);
  } catch {
    if (mine !== latest) return;
    engine = undefined;
    status.textContent = "";
    failed.hidden = false;
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = field.value.trim();
  history.pushState(null, "", words ? `?${new URLSearchParams({ q: words })}` : location.pathname);
  search();
});
addEventListener("popstate", search);
place.querySelector(".search-page__form").hidden = false;
search();
