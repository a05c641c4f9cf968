import type { Fact, Note } from './report-table.ts';

const style = `
body { font: 11pt/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; color: #111; background: #fff; }
h1 { font-size: 1.3em; } h2 { font-size: 1em; margin-top: 1.6em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25em .7em; border-bottom: 1px solid #bbb; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.over, .total td { font-weight: bold; } thead { display: table-header-group; } tr { break-inside: avoid; }
svg { vertical-align: middle; } .heat td { text-align: center; padding: .3em 0; border: 1px solid #fff; font-size: .8em; }
.dark { color: #fff; }
@media print { body { margin: 0; max-width: none; } * { print-color-adjust: exact; } }
`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Returns text for a page: nothing in it is markup. */
export function escaped(value: string): string {
  return value.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character);
}

export interface PageParts {
  readonly title: string;
  readonly heading: string;
  readonly facts?: readonly Fact[];
  /** Markup. */
  readonly body: string;
  readonly notes: readonly Note[];
}

/** Returns a page to print: one file, without scripts, and nothing is fetched. */
export function page({ title, heading, facts = [], body, notes }: PageParts): string {
  const sections = notes.map(
    ([of, lines]) => `<h2>${escaped(of)}</h2>\n<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}</ul>`,
  );
  const known = facts.map(([name, value]) => `${escaped(name)}: ${escaped(value)}`).join('<br>\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head><body>
<h1>${escaped(heading)}</h1>
${known === '' ? '' : `<p>${known}</p>\n`}${body}
${sections.join('\n')}
</body></html>
`;
}
