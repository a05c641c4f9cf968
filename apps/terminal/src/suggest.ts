const maxSuggestions = 5;

/** Returns the candidates most similar to the given name, nearest first. Ignores case, `-` and `_`. */
export function suggest(asked: string, candidates: Iterable<string>): readonly string[] {
  const wanted = plain(asked);
  // One error in a code, one per three characters in a name.
  const tolerance = Math.max(1, Math.floor(wanted.length / 3));
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, plain(candidate)) }))
    .filter(({ distance }) => distance <= tolerance)
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, maxSuggestions)
    .map(({ candidate }) => candidate);
}

/** Returns what is wrong with a word that is no command, with those that may be meant, or all of them. */
export function unknownCommand(asked: string, commands: readonly string[]): string {
  const [meant] = suggest(asked, commands);
  const hint = meant === undefined ? `the commands are ${commands.join(', ')}` : `did you mean ${meant}?`;
  return `there is no command '${asked}': ${hint}`;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** Returns the edit distance; a prefix of a long name counts as one error. */
function distanceOf(wanted: string, candidate: string): number {
  return wanted.length > 2 && candidate.startsWith(wanted) ? 1 : editDistance(wanted, candidate);
}

/** Returns the number of insertions, deletions, replacements and swaps of neighbours between two texts. */
function editDistance(left: string, right: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 0; i < left.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < right.length; j++) {
      const replaced = (row[j] ?? 0) + (left[i] === right[j] ? 0 : 1);
      const isSwap = i > 0 && j > 0 && left[i] === right[j - 1] && left[i - 1] === right[j];
      const swapped = isSwap ? (before[j - 1] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[right.length] ?? 0;
}
