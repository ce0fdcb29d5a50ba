// Footnotes beside the line that refers to them; css/content.css shows them where there is room.
// They are for the eyes: the notes at the end stay what links and screen readers lead to.
(() => {
  for (const reference of document.querySelectorAll(".note-ref:not(.table-scroll *, .tabs *, .details *, .checklist *, .quiz *)")) {
    const link = reference.querySelector("a");
    const note = document.querySelector(link.hash);
    // The second reference to a note has the first one's beside it, or above.
    if (!note || note.querySelector(".note-back")?.hash !== `#${link.id}`) continue;
    const aside = document.createElement("span");
    aside.className = "side-note";
    aside.ariaHidden = "true";
    const number = document.createElement("b");
    number.textContent = `${link.textContent} `;
    const text = note.cloneNode(true);
    for (const back of text.querySelectorAll(".note-back")) back.remove();
    aside.append(number, text.textContent.trim());
    reference.after(aside);
  }
})();
