// What can be focused on a page and wasn't, on a walk with the keyboard (walk.js).
() => {
  const all = "a[href], button, input, select, textarea, summary, iframe, [tabindex='0'], [contenteditable]";
  return [...document.querySelectorAll(all)]
    .filter((one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => one.type !== "radio" && !window.insynWalk.stops.has(one))
    .map((one) => one.outerHTML.slice(0, 120));
}
