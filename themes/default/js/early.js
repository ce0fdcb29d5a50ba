// What the reader has chosen, before anything is shown. The only script that a page waits for.
try {
  Object.assign(document.documentElement.dataset, JSON.parse(localStorage.getItem("kopru-reading")));
} catch {}
