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
  const records = [...list.children].map((item) => ({
    item,
    path: item.dataset.record,
    codes: new Set(item.dataset.codes.split(" ")),
    pick: item.querySelector("[data-pick]"),
  }));

  /** The chosen codes of each facet. */
  const chosen = () => Map.groupBy(boxes.filter((box) => box.checked), (box) => box.name);
  const code = (box) => `${box.name}:${box.value}`;
  /** Within a facet one code is enough, and every other facet must be met, too. */
  const meets = (record, facets, except) => {
    for (const [name, wanted] of facets) {
      if (name !== except && !wanted.some((box) => record.codes.has(code(box)))) return false;
    }
    return true;
  };

  const show = () => {
    const facets = chosen();
    let shown = 0;
    for (const record of records) {
      record.item.hidden = !meets(record, facets);
      shown += !record.item.hidden;
    }
    // What a further choice would give: the other facets as they are.
    const counts = new Map();
    for (const name of new Set(boxes.map((box) => box.name))) {
      for (const record of records.filter((record) => meets(record, facets, name))) {
        for (const one of record.codes) if (one.startsWith(`${name}:`)) counts.set(one, (counts.get(one) ?? 0) + 1);
      }
    }
    for (const box of boxes) {
      const count = counts.get(code(box)) ?? 0;
      box.parentElement.querySelector("[data-count]").textContent = count;
      box.parentElement.classList.toggle("is-empty", !count && !box.checked);
    }
    status.textContent = status.dataset.status.replace("{n}", shown).replace("{all}", records.length);
  };

  const picked = () => records.filter((record) => record.pick.checked);
  const remember = (pair) => {
    const query = new URLSearchParams();
    for (const [name, wanted] of chosen()) for (const box of wanted) query.append(name, box.value);
    for (const record of pair) query.append("compare", record.path);
    // Browsers may refuse this for files.
    try {
      history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
    } catch {}
  };

  const sections = async (record) => {
    const response = await fetch(record.item.querySelector("a").href);
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

  const title = (record) => record.item.querySelector("a").cloneNode(true);
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
    for (const record of records) record.pick.disabled = pair.length === 2 && !record.pick.checked;
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
  if (records.length > 1) {
    compare.parentElement.hidden = false;
    for (const record of records) record.pick.parentElement.hidden = false;
  }
  const asked = query.getAll("compare").slice(0, 2);
  for (const record of records) record.pick.checked = asked.includes(record.path);
  pickable();
  show();
  if (picked().length === 2) open(picked());
})();
