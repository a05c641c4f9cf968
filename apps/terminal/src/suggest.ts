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

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** Returns the edit distance; a prefix of a long name counts as one error. */
function distanceOf(wanted: string, candidate: string): number {
  return wanted.length > 2 && candidate.startsWith(wanted) ? 1 : editDistance(wanted, candidate);
}

/** Returns the number of insertions, deletions and replacements between two texts. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 0; i < left.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < right.length; j++) {
      const replaced = (row[j] ?? 0) + (left[i] === right[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
