/** How changesets writes a change into the changelog of a package; `.changeset/config.json` names this file. */
export interface Change {
  /** The text of the changeset: a paragraph, or a list of lines that stays as it is. */
  readonly summary: string;
}

/** Returns a change as lines of Markdown. No commit: a reader of a package has no use for one. */
export function getReleaseLine({ summary }: Change): string {
  const text = summary.trim();
  return /^(?:- |#)/.test(text) ? `\n\n${text}\n\n` : `- ${text.replaceAll(/\s*\n\s*/g, ' ')}`;
}

/** Returns nothing: all packages are released together, so that each line would say the same of every package. */
export function getDependencyReleaseLine(): string {
  return '';
}
