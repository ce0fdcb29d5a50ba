// Reading preferences: kept in this browser, shown by attributes of the root that css/tokens.css knows.
(() => {
  const preferences = document.querySelector("[data-preferences]");
  if (!preferences) return;
  const form = preferences.querySelector("form");
  const root = document.documentElement.dataset;
  for (const name of ["size", "scheme", "contrast"]) {
    const chosen = [...form.elements[name]].find((choice) => choice.value === (root[name] ?? ""));
    if (chosen) chosen.checked = true;
  }
  form.onchange = () => {
    const choices = Object.fromEntries(new FormData(form));
    Object.assign(root, choices);
    try {
      localStorage.setItem("kopru-reading", JSON.stringify(choices));
    } catch {}
  };
  // Like every menu that opens over the page.
  const close = () => (preferences.open = false);
  preferences.onkeydown = ({ key }) => {
    if (key !== "Escape" || !preferences.open) return;
    close();
    preferences.querySelector("summary").focus();
  };
  document.addEventListener("click", ({ target }) => preferences.contains(target) || close());
})();
