// Only the preview sends this: shows problems above the page, and loads it anew after each build.
const version = Number(document.currentScript.dataset.version);
const box = document.createElement("pre");
box.className = "insyn-problems";
box.setAttribute("role", "alert");

new EventSource("/__insyn/events").onmessage = (event) => {
  const news = JSON.parse(event.data);
  if (box.textContent !== news.problems) box.textContent = news.problems;
  if (news.problems) document.body.prepend(box);
  else box.remove();
  if (news.version !== version && !news.problems) location.reload();
};
