// Assertions whose messages a person can read.

import assert from 'node:assert/strict';

/** Fails with the list of what was found, one a line, unless there is nothing. */
export function nothing(found) {
  const shown = found.slice(0, 30).join('\n');
  if (found.length) assert.fail(`${found.length} found:\n${shown}${found.length > 30 ? '\n…' : ''}`);
}
