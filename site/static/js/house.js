// Two conveniences; every page works without them. A button with data-copy copies that text (or,
// for "#id", the words of that element), one with data-print prints. Both stay hidden where they could not work.
(() => {
  const show = (root) => {
    for (const button of root.querySelectorAll("[data-print], [data-copy]")) {
      if (button.matches("[data-copy]") && !navigator.clipboard) continue;
      button.hidden = false;
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-print], [data-copy]");
    if (!button) return;
    if (button.matches("[data-print]")) return window.print();
    const what = button.dataset.copy;
    const source = what.startsWith("#") ? document.querySelector(what)?.textContent : what;
    if (!source) return;
    await navigator.clipboard.writeText(source.trim().replace(/\s+/g, " "));
    const before = button.textContent;
    button.setAttribute("aria-live", "polite");
    button.textContent = button.dataset.done || before;
    setTimeout(() => { button.textContent = before; }, 3000);
  });
  show(document);
  document.addEventListener("htmx:load", (event) => show(event.target));
})();
