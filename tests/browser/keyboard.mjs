// A walk by the Tab key over a page.

/**
 * The module with the most sessions has nearly 190: each session in the menu, in its text and in
 * the timetable. The skip link passes the first, headings lead to the others. More stops would be
 * lists that are all alike, which are cut short below.
 */
const MOST_STOPS = 200;

/** What a reader without a mouse would miss on the page that is open, one line for each place. */
export async function walk(page) {
  const stops = await page.evaluate(prepare);
  if (stops > MOST_STOPS) return [`${stops} stops`];
  // The browser takes the keys in turn; waiting for each one would take far longer.
  await Promise.all(Array.from({length: stops + 1}, () => page.keyboard.press('Tab')));
  return page.evaluate(() => globalThis.faultsOfWalk());
}

/** Runs in the page: notes from now on where the keyboard is, and returns how many stops there should be. */
async function prepare() {
  // Some boxes are made as they come into sight.
  for (const top of [document.body.scrollHeight, 0]) {
    scrollTo(0, top);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }
  for (const list of document.querySelectorAll('main :is(ul, ol)')) {
    [...list.children].slice(list.closest('.index') ? 1 : 12).forEach((item) => item.remove());
  }
  const faults = new Set();
  const note = (fault, element) => faults.add(`${fault}: ${element.outerHTML.replace(/\s+/g, ' ').slice(0, 100)}`);
  const stops = stopsOf(document);
  const reached = new Set();

  /** One of a group of radio buttons is a stop, the chosen one. */
  function stopsOf(root) {
    const represents = (radio) => {
      const group = [...document.querySelectorAll(`[type="radio"][name="${radio.name}"]`)];
      return radio === (group.find(({checked}) => checked) ?? group[0]);
    };
    return [...root.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((element) =>
      !element.disabled && element.tabIndex === 0 && element.checkVisibility({visibilityProperty: true})
      && (element.type !== 'radio' || represents(element)));
  }

  /** A frame around the element or around the card that is all its own. */
  function hasFrame(element) {
    for (let one = element; one && !one.matches('main, header, nav, body'); one = one.parentElement) {
      const {outlineStyle, outlineWidth} = getComputedStyle(one);
      if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) return true;
    }
    return false;
  }

  function look(element) {
    const [box] = element.getClientRects();
    const clamp = (number, most) => Math.min(Math.max(number, 0), most - 1);
    const middle = box && [(clamp(box.left, innerWidth) + clamp(box.right, innerWidth)) / 2, (clamp(box.top, innerHeight) + clamp(box.bottom, innerHeight)) / 2];
    const front = middle && document.elementFromPoint(...middle);
    if (!hasFrame(element)) note('no frame', element);
    if (!front || box.bottom <= 0 || box.top >= innerHeight) note('out of sight', element);
    else if (!element.contains(front) && !front.contains(element) && !front.closest('label')?.contains(element)) note('covered', element);
  }

  document.addEventListener('focusin', ({target}) => reached.add(target));
  // With the next key, the page has scrolled to where the last one led.
  document.addEventListener('keydown', () => document.activeElement !== document.body && look(document.activeElement), true);
  globalThis.faultsOfWalk = () => {
    stops.filter((stop) => !reached.has(stop)).forEach((stop) => note('never reached', stop));
    if (stops.length > 1 && document.activeElement === stops.at(-1)) note('never left', document.activeElement);
    return [...faults];
  };
  return stops.length;
}
