// Offers the form for comments, which is fetched when a reader wants it.
for (const section of document.querySelectorAll("[data-formular]")) {
  for (const button of section.querySelectorAll("[data-svara]")) {
    button.hidden = false;
    button.onclick = async () => {
      try {
        (await import(new URL(section.dataset.formular, document.baseURI))).open(section, button);
      } catch {
        section.querySelector("[data-epost]").focus();
      }
    };
  }
}
