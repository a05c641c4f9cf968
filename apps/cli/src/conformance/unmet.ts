/** A requirement is not met. `message` says what was expected and what came instead, without personal data. */
export class Unmet extends Error {
  override readonly name = 'Unmet';
}

/** Throws `Unmet` with the words unless it is so. */
export function must(isSo: boolean, words: string): asserts isSo {
  if (!isSo) throw new Unmet(words);
}

/** A check cannot be made here. `message` says why. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
}
