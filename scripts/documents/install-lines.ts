import type { CodeBlock } from './code-blocks.ts';

/**
 * Returns the packages that the programs of a document import and its `npm install` lines leave out; none where it has no such line.
 * What comes with another package is found by npm alone, not by pnpm or Yarn.
 */
export function missingFromInstall(content: string, blocks: readonly CodeBlock[]): readonly string[] {
  const installed = [...content.matchAll(/\bnpm install ([^\n`#]*)/g)].flatMap(([, words = '']) =>
    words.trim().split(/\s+/),
  );
  if (installed.length === 0) return [];
  const imported = blocks
    .filter(({ language }) => language === 'ts')
    .flatMap(({ text }) => [...text.matchAll(/\bfrom '(@sdmp\/[\w-]+|vitest)/g)].map(([, name = '']) => name));
  return [...new Set(imported)].filter((name) => !installed.includes(name));
}
