import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Documents with sections of recorded figures, between `<!-- figures: NAME -->` and `<!-- /figures -->`. */
const documents = ['README.md', 'benchmarks/README.md', 'packages/codec/README.md'];

const section = /(<!-- figures: (?<name>\S+) -->\n)([\s\S]*?)(<!-- \/figures -->)/g;

/**
 * Returns those documents whose sections differ from what `figuresOf` returns, with their new text. `figuresOf` is given the
 * name of a benchmark and what its section holds.
 */
export function staleDocuments(figuresOf: (benchmark: string, held: string) => string): ReadonlyMap<string, string> {
  const stale = new Map<string, string>();
  for (const document of documents) {
    const text = readFileSync(`${root}/${document}`, 'utf8');
    const renewed = text.replaceAll(
      section,
      (_, begin: string, name: string, held: string, end: string) =>
        `${begin}\n${figuresOf(name, held.trim())}\n\n${end}`,
    );
    if (renewed !== text) stale.set(document, renewed);
  }
  return stale;
}

export function writeDocument(document: string, text: string): void {
  writeFileSync(`${root}/${document}`, text);
}
