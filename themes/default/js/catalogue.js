// The catalogue of records: choosing by facets, and two records side by side.
// The choice is in the address, so that it can be sent to others. The list is there without this script.
(() => {
  const catalogue = document.querySelector("[data-catalogue]");
  const form = catalogue.querySelector("form");
  const status = catalogue.querySelector("[role=status]");
  const comparison = catalogue.querySelector(".comparison");
  const compare = catalogue.querySelector("[data-compare]");
  const list = catalogue.querySelector(".records");
  const boxes = [...form.querySelectorAll("input")];
  const words = boxes.map((box) => box.parentElement.querySelector("[data-count]"));
  const records = [...list.children].map((item) => ({
    item,
    link: item.firstElementChild,
    path: item.dataset.record ?? list.dataset.folder + item.firstElementChild.getAttribute("href").replace(/\/(index\.html)?$/, ""),
    codes: item.dataset.codes.split(" ").map(Number),
  }));

  /** The numbers of the chosen options of each facet. */
  const chosen = () => {
    const facets = new Map();
    boxes.forEach((box, number) => box.checked && facets.set(box.name, [...(facets.get(box.name) ?? []), number]));
    return [...facets];
  };

  const show = () => {
    const facets = chosen();
    // A facet that nothing is chosen in counts what all the others leave; one in which something is, what it would leave alone.
    const counts = boxes.map(() => 0);
    let shown = 0;
    for (const { item, codes } of records) {
      // Within a facet one code is enough, and every other facet must be met, too.
      const failed = facets.filter(([, wanted]) => !codes.some((code) => wanted.includes(code)));
      if (item.hidden !== failed.length > 0) item.hidden = failed.length > 0;
      shown += !failed.length;
      if (failed.length > 1) continue;
      for (const code of codes) if (!failed.length || boxes[code].name === failed[0][0]) counts[code] += 1;
    }
    boxes.forEach((box, number) => {
      words[number].textContent = counts[number];
      box.parentElement.classList.toggle("is-empty", !counts[number] && !box.checked);
    });
    status.textContent = status.dataset.status.replace("{n}", shown).replace("{all}", records.length);
  };

  const picked = () => records.filter((record) => record.pick?.checked);
  const remember = (pair) => {
    const query = new URLSearchParams();
    for (const [name, wanted] of chosen()) for (const number of wanted) query.append(name, boxes[number].value);
    for (const record of pair) query.append("compare", record.path);
    // Browsers may refuse this for files.
    try {
      history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
    } catch {}
  };

  const sections = async (record) => {
    const response = await fetch(record.link.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const parts = new Map();
    let part;
    const begin = (id, title) => parts.set(id, (part = { title, nodes: [] }));
    for (const node of page.querySelector(".prose").children) {
      const heading = node.matches("h2[id]") ? node : node.querySelector(":scope > h2[id]");
      if (heading) {
        heading.querySelector(".heading-anchor")?.remove();
        begin(heading.id, heading.textContent.trim());
      }
      if (!part) begin("", "");
      const copy = document.importNode(node, true);
      if (copy.matches("h2")) continue;
      copy.querySelector(":scope > h2")?.remove();
      for (const place of [copy, ...copy.querySelectorAll("[id]")]) place.removeAttribute("id");
      for (const link of copy.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), response.url);
      part.nodes.push(copy);
    }
    return parts;
  };

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const title = (record) => record.link.cloneNode(true);
  const table = async (pair) => {
    const columns = await Promise.all(pair.map(sections));
    const ids = [...columns[0].keys()];
    // A section of the second record alone stands behind the one before it.
    let at = 0;
    for (const id of columns[1].keys()) {
      const known = ids.indexOf(id);
      if (known < 0) ids.splice(at++, 0, id);
      else at = known + 1;
    }
    const cell = (part) => make("td", { className: "prose" }, ...(part?.nodes ?? ["–"]));
    const row = (id) => make("tr", {},
      make("th", { scope: "row", textContent: columns.find((column) => column.has(id)).get(id).title }),
      ...columns.map((column) => cell(column.get(id))));
    const head = make("tr", {}, make("td"), ...pair.map((record) => make("th", { scope: "col" }, title(record))));
    return make("table", {}, make("thead", {}, head), make("tbody", {}, ...ids.map(row)));
  };

  const open = async (pair) => {
    remember(pair);
    let content;
    try {
      content = await table(pair);
    } catch {
      // From a file, pages cannot be read.
      const links = pair.map((record) => make("li", {}, title(record)));
      content = make("div", {}, make("p", { textContent: comparison.dataset.failed }), make("ul", {}, ...links));
    }
    const close = make("button", { className: "button", type: "button", textContent: comparison.dataset.close });
    close.onclick = () => {
      for (const part of [list, form, status]) part.hidden = false;
      compare.parentElement.hidden = false;
      comparison.hidden = true;
      remember([]);
      compare.focus();
    };
    comparison.replaceChildren(close, content);
    for (const part of [list, form, status]) part.hidden = true;
    compare.parentElement.hidden = true;
    comparison.hidden = false;
    comparison.focus();
  };

  const pickable = () => {
    const pair = picked();
    compare.disabled = pair.length !== 2;
    for (const { pick } of records) if (pick) pick.disabled = pair.length === 2 && !pick.checked;
  };

  const query = new URLSearchParams(location.search);
  for (const box of boxes) box.checked = query.getAll(box.name).includes(box.value);
  for (const box of boxes) if (box.checked) box.closest("details").open = true;
  form.onchange = () => (show(), remember([]));
  form.onreset = () => setTimeout(form.onchange);
  form.onsubmit = (event) => event.preventDefault();
  list.onchange = pickable;
  compare.onclick = () => open(picked());
  form.hidden = false;
  const asked = query.getAll("compare").slice(0, 2);
  // A long list gets its boxes as it comes into view.
  const offer = (record) => {
    record.pick = make("input", { type: "checkbox", checked: asked.includes(record.path) });
    record.pick.dataset.pick = "";
    const name = make("span", { className: "visually-hidden", textContent: `: ${record.link.textContent}` });
    record.item.append(make("label", {}, record.pick, ` ${list.dataset.compareWord}`, name));
  };
  if (records.length > 1) {
    compare.parentElement.hidden = false;
    const byItem = new Map(records.map((record) => [record.item, record]));
    const near = new IntersectionObserver((entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
        near.unobserve(target);
        if (!byItem.get(target).pick) offer(byItem.get(target));
      }
      pickable();
    }, { rootMargin: "1000px" });
    for (const record of records) asked.includes(record.path) ? offer(record) : near.observe(record.item);
  }
  pickable();
  if (location.search) show();
  if (picked().length === 2) open(picked());
})();
