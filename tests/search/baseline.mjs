// What search is compared with: BM25 over the same pages, whole words in small
// letters, no folding, no endings, no compounds, no typing errors.

const K = 1.2;
const B = 0.75;

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];

/** A function from a question to addresses, best first. */
export function baseline(pages) {
  const counted = pages.map(({url, text}) => {
    const counts = new Map();
    const all = words(text);
    for (const word of all) counts.set(word, (counts.get(word) || 0) + 1);
    return {url, counts, length: all.length};
  });
  const usual = counted.reduce((total, {length}) => total + length, 0) / counted.length;
  const holding = new Map();
  for (const {counts} of counted) for (const word of counts.keys()) holding.set(word, (holding.get(word) || 0) + 1);
  return (question) => {
    const asked = words(question).filter((word) => holding.has(word));
    const rarity = (word) => Math.log(1 + (counted.length - holding.get(word) + 0.5) / (holding.get(word) + 0.5));
    const worth = ({counts, length}) => (word) => {
      const count = counts.get(word) || 0;
      return (rarity(word) * count * (K + 1)) / (count + K * (1 - B + (B * length) / usual));
    };
    const scored = counted.map((page) => ({url: page.url, score: asked.map(worth(page)).reduce((a, b) => a + b, 0)}));
    return scored.filter(({score}) => score > 0).sort((a, b) => b.score - a.score).map(({url}) => url);
  };
}
