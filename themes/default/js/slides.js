// Slides one at a time. Without this script they are a list, which is what they are printed from.
(() => {
  const root = document.documentElement;
  const deck = document.querySelector("[data-deck]");
  const slides = [...deck.querySelectorAll(".deck-slide")];
  const words = deck.dataset;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const count = slides.length;
  let current = 0;

  const button = (text, key, onclick) => {
    const control = make("button", { type: "button", className: "button", textContent: text, onclick });
    control.setAttribute("aria-keyshortcuts", key);
    return control;
  };
  const place = make("p", { className: "deck-place", role: "status" });
  const bar = make("div", { className: "deck-bar" });
  const present = button(words.present, "", () => mode("show"));
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", words.controls);
  bar.append(
    button(words.previous, "ArrowLeft", () => go(current - 1)),
    place,
    button(words.next, "ArrowRight", () => go(current + 1)),
    button(words.overview, "O", () => mode("overview")),
    button(words.fullscreen, "F", fullscreen),
  );
  const hasNotes = deck.querySelector(".trainer");
  if (hasNotes) bar.append(button(words.notes, "N", () => deck.classList.toggle("with-notes")));
  bar.append(button(words.leave, "Escape", () => mode("")));
  document.querySelector(".deck-start").append(present);
  deck.after(bar);

  // In the overview a slide is a button with its number and title.
  slides.forEach((slide, index) => {
    const title = slide.querySelector("h2").textContent;
    slide.prepend(make("button", {
      type: "button", className: "deck-pick", textContent: `${index + 1}. ${title}`, onclick: () => mode("show", index),
    }));
  });

  /** Shows slide `index`, if there is one. */
  function go(index) {
    current = Math.max(0, Math.min(count - 1, index));
    slides.forEach((slide, at) => slide.classList.toggle("is-current", at === current));
    place.textContent = words.place.replace("{n}", current + 1).replace("{count}", count);
    history.replaceState(null, "", `#${slides[current].id}`);
    slides[current].focus({ preventScroll: true });
    slides[current].scrollTop = 0;
  }

  /** Changes to `show`, `overview` or, without a name, the list. */
  function mode(name, index = current) {
    root.dataset.deck = name;
    for (const slide of slides) {
      if (name === "show") slide.tabIndex = -1;
      else slide.removeAttribute("tabindex");
      slide.querySelector(".deck-content").inert = name === "overview";
    }
    if (name) go(index);
    if (name === "overview") slides[current].querySelector(".deck-pick").focus();
    if (!name) {
      if (document.fullscreenElement) document.exitFullscreen();
      present.focus();
      slides[current].scrollIntoView();
    }
  }

  function fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.();
  }

  const shown = () => root.dataset.deck === "show";
  const actions = {
    ArrowRight: () => go(current + (deck.matches(":dir(rtl)") ? -1 : 1)),
    ArrowLeft: () => go(current - (deck.matches(":dir(rtl)") ? -1 : 1)),
    ArrowDown: () => go(current + 1),
    ArrowUp: () => go(current - 1),
    PageDown: () => go(current + 1),
    PageUp: () => go(current - 1),
    " ": ({ shiftKey }) => go(current + (shiftKey ? -1 : 1)),
    Home: () => go(0),
    End: () => go(count - 1),
    o: () => mode("overview"),
    f: fullscreen,
    n: () => hasNotes && deck.classList.toggle("with-notes"),
  };
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || !root.dataset.deck) return;
    if (key === "Escape") return mode(shown() ? "" : "show");
    // Fields and buttons keep their own keys.
    if (!shown() || target.closest("input, select, textarea, summary") || (key === " " && target.closest("button"))) return;
    const action = actions[key.length === 1 ? key.toLowerCase() : key];
    if (!action) return;
    event.preventDefault();
    action(event);
  });

  // A link to one slide opens the show there.
  const asked = slides.findIndex((slide) => `#${slide.id}` === location.hash);
  if (asked >= 0) current = asked;
  if (new URLSearchParams(location.search).has("present")) mode("show");
})();
