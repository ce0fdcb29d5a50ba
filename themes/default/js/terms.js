// Definitions beside the terms of the glossary. Without this a term is a link to its page.
(() => {
  const terms = document.querySelectorAll("a.term");
  if (!terms.length) return;
  const tip = Object.assign(document.createElement("div"), { className: "term-tip", role: "tooltip", hidden: true });
  let shown, leaving, pressed;

  const hide = () => {
    clearTimeout(leaving);
    tip.hidden = true;
    shown = undefined;
  };
  const show = (term) => {
    clearTimeout(leaving);
    if (shown === term) return;
    shown = term;
    tip.textContent = document.getElementById(term.getAttribute("aria-describedby"))?.textContent;
    // Beside the word in the language and direction of its text.
    term.closest(".article, main").append(tip);
    tip.hidden = !tip.textContent;
    const [word, width] = [term.getClientRects()[0], document.documentElement.clientWidth];
    const { left, top } = tip.offsetParent.getBoundingClientRect();
    const x = Math.max(8, Math.min(word.left, width - tip.offsetWidth - 8));
    const above = word.bottom + tip.offsetHeight + 8 > innerHeight && word.top > tip.offsetHeight + 8;
    tip.style.left = `${x - left}px`;
    tip.style.top = `${(above ? word.top - tip.offsetHeight - 4 : word.bottom + 4) - top}px`;
  };
  // The pointer may move onto the definition.
  const leave = () => (leaving = setTimeout(hide, 250));

  for (const term of terms) {
    const isTouch = ({ pointerType }) => pointerType === "touch";
    term.addEventListener("pointerenter", (event) => isTouch(event) || show(term));
    term.addEventListener("pointerleave", (event) => isTouch(event) || leave());
    // A tap shows the definition, a second one leads on.
    term.addEventListener("pointerdown", (event) => (pressed = isTouch(event) && shown !== term));
    term.addEventListener("focus", () => show(term));
    term.addEventListener("blur", hide);
    term.addEventListener("click", (event) => {
      if (pressed) event.preventDefault();
      if (pressed) show(term);
      pressed = false;
    });
  }
  tip.addEventListener("pointerenter", () => clearTimeout(leaving));
  tip.addEventListener("pointerleave", leave);
  addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  addEventListener("pointerdown", ({ target }) => target.closest(".term, .term-tip") || hide());
})();
