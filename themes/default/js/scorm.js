// Reports to a learning platform (SCORM 1.2): completed when the reader has come to the
// end and answered every question; the score is the share of right answers.
(() => {
  /** The platform's interface, in a window around or behind this one. */
  const find = (from) => {
    let place = from;
    for (let step = 0; place && step < 20; step++) {
      try {
        if (place.API) return place.API;
      } catch {
        return null;
      }
      if (place.parent === place) return null;
      place = place.parent;
    }
    return null;
  };
  const api = find(window) ?? (window.opener && find(window.opener));
  if (!api || api.LMSInitialize("") === "false") return;

  const get = (name) => api.LMSGetValue(name);
  const set = (name, value) => api.LMSSetValue(name, String(value));
  const quizzes = [...document.querySelectorAll("[data-quiz]")];
  // One sign a question: 1 right, 0 wrong, - not answered; then whether the end was seen.
  const kept = get("cmi.suspend_data") ?? "";
  const [signs, seen] = kept.split("|");
  const answers = quizzes.map((_, index) => (signs?.length === quizzes.length ? signs[index] : "-"));
  let ended = seen === "1";

  const report = () => {
    const right = answers.filter((answer) => answer === "1").length;
    if (quizzes.length && answers.some((answer) => answer !== "-")) {
      set("cmi.core.score.min", 0);
      set("cmi.core.score.max", 100);
      set("cmi.core.score.raw", Math.round((100 * right) / quizzes.length));
    }
    const status = get("cmi.core.lesson_status");
    const done = ended && !answers.includes("-");
    if (status !== "completed" && status !== "passed") set("cmi.core.lesson_status", done ? "completed" : "incomplete");
    set("cmi.suspend_data", `${answers.join("")}|${+ended}`);
    api.LMSCommit("");
  };

  quizzes.forEach((quiz, index) => quiz.addEventListener("answer", ({ detail }) => {
    answers[index] = detail ? "1" : "0";
    report();
  }));
  const end = document.querySelector("main > footer");
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    ended = true;
    report();
  }).observe(end);

  const started = Date.now();
  let open = true;
  addEventListener("pagehide", () => {
    if (!open) return;
    open = false;
    const seconds = Math.round((Date.now() - started) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    set("cmi.core.session_time", `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`);
    api.LMSCommit("");
    api.LMSFinish("");
  });
  report();
})();
