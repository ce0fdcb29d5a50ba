// Comforts of a page. Everything works without them.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  // The section being read: marked in the contents, kept by language links.
  const headings = all(".prose :is(h2, h3, h4)[id]");
  const follow = () => {
    const limit = innerHeight / 4;
    const top = (heading) => heading.getBoundingClientRect().top;
    const shown = headings.filter((heading) => heading.offsetHeight);
    // The section asked for counts while it is in view, even if the next one begins right below.
    const asked = shown.find((heading) => `#${heading.id}` === location.hash && top(heading) >= 0 && top(heading) < limit);
    const id = (asked ?? shown.findLast((heading) => top(heading) < limit))?.id ?? "";
    // Above the first heading, the section that the reader came for still counts.
    for (const link of all("[data-languages] a")) link.hash = id || location.hash;
    for (const link of all("[data-contents] a")) link.ariaCurrent = link.hash === `#${id}` || null;
  };
  const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -75%" });
  for (const heading of headings) observer.observe(heading);

  // Older browsers cannot unfold menus by style.
  if (!CSS.supports("selector(::details-content)") && innerWidth >= 1024) {
    for (const details of all("[data-unfold]")) details.open = true;
  }

  // Ticks stay in this browser, which may refuse to store them.
  for (const list of all("[data-checklist]")) {
    const boxes = all("input", list);
    const key = `kopru${location.pathname}#${list.dataset.checklist}`;
    try {
      const ticks = localStorage.getItem(key) ?? "";
      boxes.forEach((box, index) => (box.checked = ticks[index] === "1"));
      list.onchange = () => localStorage.setItem(key, boxes.map((box) => +box.checked).join(""));
    } catch {}
  }

  // Sections become tabs.
  all("[data-tabs]").forEach((tabs, number) => {
    const list = make("div", { className: "tablist", role: "tablist" });
    const panels = all(":scope > .tab", tabs);
    const select = (chosen) => panels.forEach((panel, index) => {
      panel.hidden = index !== chosen;
      Object.assign(list.children[index], { ariaSelected: !panel.hidden, tabIndex: -panel.hidden });
    });
    panels.forEach((panel, index) => {
      const title = panel.querySelector(".tab-title");
      const onclick = () => select(index);
      const id = `tab--${number}-${index}`;
      const button = make("button", { role: "tab", id, textContent: title.textContent, onclick });
      panel.role = "tabpanel";
      panel.setAttribute("aria-labelledby", id);
      panel.addEventListener("reveal", onclick);
      title.hidden = true;
      list.append(button);
    });
    list.onkeydown = ({ key }) => {
      const step = list.matches(":dir(rtl)") ? -1 : 1;
      const at = panels.findIndex((panel) => !panel.hidden);
      const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: -1 }[key];
      if (to === undefined) return;
      const button = list.children[(to + panels.length) % panels.length];
      button.click();
      button.focus();
    };
    tabs.prepend(list);
    select(0);
  });

  // Answers are compared when asked for.
  const words = document.querySelector("main").dataset;
  for (const quiz of all("[data-quiz]:has(.quiz-answers input)")) {
    const verdict = make("p", { className: "quiz-verdict", role: "status" });
    const onclick = () => {
      let right = true;
      for (const answer of all(".quiz-answers > li", quiz)) {
        const { checked } = answer.querySelector("input");
        const wanted = "right" in answer.dataset;
        right &&= checked === wanted;
        answer.className = checked ? (wanted ? "is-right" : "is-wrong") : "";
      }
      verdict.textContent = right ? words.quizRight : words.quizWrong;
    };
    const button = make("button", { className: "button", textContent: words.quizCheck, onclick });
    quiz.querySelector(".quiz-key").before(button, verdict);
  }

  // A link may lead to a folded place.
  onhashchange = () => {
    const target = document.querySelector(":target");
    for (let place = target; place; place = place.parentElement) {
      if (place.tagName === "DETAILS") place.open = true;
      place.dispatchEvent(new Event("reveal"));
    }
    target?.scrollIntoView();
  };
  onhashchange();
})();
