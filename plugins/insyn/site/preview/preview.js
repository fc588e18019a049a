// Only the preview sends this: it says what is wrong, and lets the page become what was built.
// What hasn't changed is left in peace, with the reader's place, focus and open details.

// Scripts have been at these, or would have to: a page in which one of them changes is loaded anew.
const SCRIPTED = "script, meta[http-equiv], form, input, [data-sortable], [data-formular]";
const BLOCKS = "main :is(h1, h2, h3, h4, p, li, dt, dd, tr, pre, blockquote, figure)";
const ENDED = "Förhandsvisningen svarar inte. Starta den igen: python3 tasks.py serve";
const KEPT = "insyn-preview";
let mark = document.currentScript.dataset.mark; // of the page as it is shown
document.currentScript.remove(); // so that the page is what was built, but for the stylesheet
const box = document.createElement("pre");
box.className = "insyn-problems";
box.setAttribute("role", "alert");

let events, was; // the stream of news; the page as it was sent
let turn = Promise.resolve(); // one look at a time

const say = (problems) => {
  if (box.textContent !== problems) box.textContent = problems;
  if (problems) document.documentElement.append(box);
  else box.remove();
};

// The blocks on the screen, with how far down each stands.
const inView = () => {
  if (!scrollY) return [];
  const blocks = [...document.querySelectorAll(BLOCKS)].map((block) => [block, block.getBoundingClientRect()]);
  return blocks.filter(([, at]) => at.height && at.bottom > 0 && at.top < innerHeight).map(([block, at]) => [block, at.top]);
};
const keepPlace = (held) => {
  const found = held.find(([block]) => block?.isConnected);
  if (found) scrollBy({ top: found[0].getBoundingClientRect().top - found[1], behavior: "instant" });
};

// A block by its words, and which of those with the same words it is.
const alike = (tag, text) => [...document.querySelectorAll(BLOCKS)].filter((one) => one.tagName === tag && one.textContent === text);
const reload = () => {
  const held = inView().slice(0, 12).map(([block, top]) => {
    const [tag, text] = [block.tagName, block.textContent];
    return [tag, text, alike(tag, text).indexOf(block), top];
  });
  const focus = document.activeElement?.id;
  sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, scroll: scrollY, held, focus }));
  history.scrollRestoration = "manual";
  location.reload();
};
const restore = () => {
  const kept = JSON.parse(sessionStorage.getItem(KEPT));
  sessionStorage.removeItem(KEPT);
  if (kept?.path !== location.pathname) return;
  scrollTo({ top: kept.scroll, behavior: "instant" });
  keepPlace(kept.held.map(([tag, text, nth, top]) => [alike(tag, text)[nth], top]));
  if (kept.focus) document.getElementById(kept.focus)?.focus({ preventScroll: true });
  setTimeout(() => (history.scrollRestoration = "auto"), 1000); // at once, and the browser scrolls too
};

class MustLoad extends Error {}
const scripted = (node) => node.matches?.(SCRIPTED) || node.querySelector?.(SCRIPTED);

// Let `there`, which was sent as `before`, become `now`; `heirs` tells what took a node's place.
const become = (there, before, now, heirs) => {
  for (const name of new Set([...before.getAttributeNames(), ...now.getAttributeNames()])) {
    const value = now.getAttribute(name);
    if (value === before.getAttribute(name)) continue;
    if (value === null) there.removeAttribute(name);
    else there.setAttribute(name, value);
  }
  const [olds, news, lives] = [before, now, there].map((one) => [...one.childNodes]);
  const [last, most] = [olds.length - 1, Math.min(olds.length, news.length)];
  const more = news.length - olds.length;
  let [start, end] = [0, 0];
  while (start < most && olds[start].isEqualNode(news[start])) start++;
  while (end < most - start && olds[last - end].isEqualNode(news[last - end + more])) end++;
  if (start > last && !more) return;
  if (lives.length !== olds.length) throw new MustLoad();
  const [from, to] = [last + 1 - end, news.length - end];
  const pairs = from === to;
  for (let at = start; pairs && at < from; at++) replace(lives[at], olds[at], news[at], heirs);
  if (pairs) return;
  if (olds.slice(start, from).some(scripted) || news.slice(start, to).some(scripted)) throw new MustLoad();
  const fresh = news.slice(start, to).map((node) => document.importNode(node, true));
  lives.slice(start, from).forEach((node, at) => {
    heirs.set(node, fresh[at]);
    node.remove();
  });
  for (const node of fresh) there.insertBefore(node, lives[from] ?? null);
};
const replace = (there, before, now, heirs) => {
  if (before.isEqualNode(now)) return;
  if (before.tagName && before.tagName === now.tagName && before.id === now.id && !before.matches(SCRIPTED) && before.rel !== "stylesheet") {
    become(there, before, now, heirs);
    return;
  }
  if (scripted(before) || scripted(now)) throw new MustLoad();
  const fresh = document.importNode(now, true);
  heirs.set(there, fresh);
  if (before.rel !== "stylesheet") {
    there.replaceWith(fresh);
    return;
  }
  const done = () => there.remove(); // not before the new one is here: no moment without style
  fresh.onload = fresh.onerror = done;
  there.after(fresh);
};

const parsed = (text) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  page.querySelector("script[data-mark]")?.remove();
  return page;
};

// Fetch the page as it is now, and become it.
const look = async () => {
  const answer = await fetch(location.pathname);
  const [now, text] = [answer.headers.get("ETag"), await answer.text()];
  if (answer.redirected) location.replace(new URL(answer.url).pathname + location.search + location.hash);
  else if (!was && now !== mark) reload();
  else if (now !== mark) {
    const [page, heirs, held] = [parsed(text), new Map(), inView()];
    become(document.documentElement, was.documentElement, page.documentElement, heirs);
    keepPlace(held.map(([block, top]) => [heirs.get(block) ?? block, top]));
    [was, mark] = [page, now];
  } else was ??= parsed(text);
};

// The file of the site that an address is.
const fileOf = (address) => decodeURI(new URL(address, location).pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
const hear = ({ data }) => {
  const { problems, changed } = JSON.parse(data);
  say(problems);
  if (!changed || changed.includes(fileOf(location))) {
    turn = turn.then(look).catch((error) => error instanceof MustLoad && reload());
  } else if ([...document.querySelectorAll("[src]")].some((part) => changed.includes(fileOf(part.src)))) reload();
};
const listen = () => {
  events?.close();
  if (document.hidden) return; // a browser has but six lines to a server: only pages that are seen hear
  events = new EventSource("/__insyn/events");
  events.onmessage = hear;
  events.onerror = () => setTimeout(() => events.readyState === EventSource.CONNECTING && say(ENDED), 1000);
};

restore();
if (window.top === window) {
  addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", ({ persisted }) => persisted && listen());
  listen();
}
