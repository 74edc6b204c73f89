// The page where a voter looks their ballot up. The board is fetched when the page opens; after
// that nothing is asked of anybody and nothing is kept. The fields stand in no form, so that no key
// and no button can send them.
(() => {
  const desk = document.querySelector("[data-check]");
  if (!desk || !globalThis.crypto?.subtle) return;
  const typed = desk.querySelector("[data-code]");
  const outcomes = document.querySelectorAll("[data-outcome]");
  const all = (selector) => Array.from(desk.querySelectorAll(selector));

  const board = fetch(desk.dataset.board, { credentials: "same-origin" }).then(async (answer) => {
    const text = answer.ok ? await answer.text() : null;
    if (text === null || (await receipts.boardDigest(text)) !== desk.dataset.digest) return null;
    return text ? text.split("\n") : [];
  }).catch(() => null);

  const places = () => all("select[name^='place-']").filter((field) => field.value)
    .map((field) => [Number(field.value), field.name.slice("place-".length)]).sort((a, b) => a[0] - b[0]);

  // The choice as the ballot box spells it; undefined while it is not one.
  const shapes = {
    vote() {
      const ticked = desk.querySelector("input[name='vote']:checked");
      return ticked ? { vote: ticked.value || null } : undefined;
    },
    approve: () => ({ approve: all("input[name='approve']:checked").map((field) => field.value).sort(receipts.byCodePoint) }),
    rank() {
      const given = places();
      if (new Set(given.map(([place]) => place)).size < given.length) return undefined;
      return { rank: given.map(([, key]) => key) };
    },
  };

  shapes.points = () => ({
    points: Object.fromEntries(all("input[name^='points-']")
      .map((field) => [field.name.slice("points-".length), Number(field.value)]).filter(([, given]) => given > 0)),
  });

  const say = (name, words = {}) => {
    for (const outcome of outcomes) {
      outcome.hidden = outcome.dataset.outcome !== name;
      for (const [key, value] of Object.entries(words)) {
        for (const gap of outcome.querySelectorAll(`[data-fill='${key}']`)) gap.textContent = value;
      }
    }
  };

  const check = async () => {
    const code = receipts.read(typed.value);
    if (!receipts.isCode(code)) return say("no-code", { length: code.length });
    const choice = shapes[desk.dataset.shape]?.();
    if (choice === undefined) return say(`no-${desk.dataset.shape}`);
    const lines = await board;
    if (lines === null) return say("no-board");
    const found = await receipts.find(lines, desk.dataset.frozen, code, receipts.canonical(choice));
    const words = { lines: found.lines.join(", "), number: found.lines.length, all: lines.length };
    if (!found.lines.length) return say("absent", words);
    if (!found.same) return say("other", words);
    return say(found.lines.length > 1 ? "several" : "same", words);
  };

  const clear = () => {
    typed.value = "";
    for (const field of all("input:checked")) field.checked = false;
    for (const field of all("select, input[type='number']")) field.value = "";
    say("");
  };

  desk.querySelector("[data-look]").addEventListener("click", check);
  desk.querySelector("[data-clear]").addEventListener("click", clear);
  typed.addEventListener("keydown", (event) => { if (event.key === "Enter") check(); });
  desk.addEventListener("input", () => say(""));
  addEventListener("pagehide", clear);
  clear();
  desk.hidden = false;
  for (const part of document.querySelectorAll("[data-unchecked]")) part.hidden = true;
})();
