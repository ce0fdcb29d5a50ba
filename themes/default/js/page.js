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

  // Answers are compared when asked for; nothing is kept or sent.
  const words = document.querySelector("main").dataset;
  const fold = (text, lang) => text.toLocaleLowerCase(lang).replace(/[.!?]+$/, "").replace(/\s+/g, " ").trim();
  // A choice of `options` beside an answer; the right one is named by its number.
  const choose = (answer, options) => {
    const select = make("select", { ariaLabel: answer.textContent.trim() });
    select.append(new Option("–", ""), ...options.map((text, index) => new Option(text, index)));
    answer.append(" ", select);
    return () => mark(answer, select.value !== "", select.value === answer.dataset.right);
  };
  const mark = (answer, given, right) => {
    answer.className = given ? (right ? "is-right" : "is-wrong") : "";
    return right;
  };
  for (const quiz of all("[data-quiz]")) {
    const key = quiz.querySelector(".quiz-key");
    const answers = all(".quiz-answers > li", quiz);
    const partners = all(".quiz-partners > li", quiz).map((partner) => partner.textContent);
    const { lang } = quiz.closest("[lang]");
    const verdict = make("p", { className: "quiz-verdict", role: "status" });
    const checks = answers.map((answer) => {
      const input = answer.querySelector("input");
      if (!input) return choose(answer, partners.length ? partners : answers.map((_, index) => `${index + 1}.`));
      return () => {
        const wanted = "right" in answer.dataset;
        mark(answer, input.checked, wanted);
        return input.checked === wanted;
      };
    });
    if (quiz.dataset.quiz === "short") {
      const field = make("input", { type: "text", autocomplete: "off", ariaLabel: words.quizYours, className: "quiz-field" });
      key.before(field);
      const accepted = all("[data-accepted]", key).map((answer) => fold(answer.dataset.accepted, lang));
      checks.push(() => accepted.includes(fold(field.value, lang)));
    }
    const onclick = () => {
      const right = checks.map((check) => check()).every(Boolean);
      verdict.textContent = right ? words.quizRight : words.quizWrong;
      quiz.dispatchEvent(new CustomEvent("answer", { bubbles: true, detail: right }));
    };
    const button = make("button", { type: "button", className: "button", textContent: words.quizCheck, onclick });
    key.before(button, verdict);
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
