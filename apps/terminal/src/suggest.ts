const mostSuggestions = 5;

/** The candidates that may have been meant, nearest first. Case, `-` and `_` do not count. */
export function suggest(asked: string, candidates: Iterable<string>): readonly string[] {
  const wanted = plain(asked);
  // One slip in a code, one in three characters of a name.
  const tolerance = Math.max(1, Math.floor(wanted.length / 3));
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, plain(candidate)) }))
    .filter(({ distance }) => distance <= tolerance)
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, mostSuggestions)
    .map(({ candidate }) => candidate);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** The beginning of a long name is as good as one slip. */
function distanceOf(wanted: string, candidate: string): number {
  return wanted.length > 2 && candidate.startsWith(wanted) ? 1 : editDistance(wanted, candidate);
}

/** How many insertions, deletions and replacements turn one text into the other. */
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
