import type { Fact, Note } from './report-table.ts';

const style = `
:root { --text: #1b2530; --faint: #566370; --line: #d3dae1; --band: #f5f7f9; --bar: #3567a8; --warn: #a3180d; --near: #8a5300; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 2rem 1.5rem 3rem; color: var(--text); background: #fff; }
h1 { font-size: 1.55rem; line-height: 1.25; margin: 0 0 .8rem; } h2 { font-size: 1rem; margin: 1.8rem 0 .4rem; }
.facts { display: flex; flex-wrap: wrap; gap: .2rem 2rem; margin: 0 0 1.4rem; }
.facts dt { color: var(--faint); font-size: .8rem; } .facts dd { margin: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
thead { display: table-header-group; } thead th { color: var(--faint); font-size: .85rem; vertical-align: bottom; border-bottom-width: 2px; }
tbody tr:nth-child(even) { background: var(--band); } tr { break-inside: avoid; }
tfoot { display: table-row-group; } .total td { font-weight: bold; border-top: 2px solid var(--line); border-bottom: 0; }
table + table { margin-top: 1.4rem; }
.figure { text-align: right; font-variant-numeric: tabular-nums; } td.figure { white-space: nowrap; }
.over { font-weight: bold; color: var(--warn); } .near { color: var(--near); }
ul { margin: 0; padding-left: 1.2rem; color: var(--faint); font-size: .9rem; overflow-wrap: anywhere; }
svg { vertical-align: middle; fill: var(--bar); } .track { fill: var(--line); } .limit { stroke: var(--text); stroke-width: 1.5; }
.over svg { fill: var(--warn); }
.heat { table-layout: fixed; min-width: 44rem; } .heat td, .heat th { text-align: center; padding: .45rem 0; border: 1px solid #fff; font-size: .8rem; }
.heat tbody tr { background: none; } .heat tbody td { background: var(--band); } .dark { color: #fff; }
.legend { display: flex; align-items: center; gap: .6rem; color: var(--faint); font-size: .85rem; } .legend i { width: 12rem; height: .8rem; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 9pt; } * { print-color-adjust: exact; }
  .wide { overflow: visible; } th, td { padding: .2rem .35rem; } table { font-size: 8pt; } .heat { min-width: 0; }
  h2 { break-after: avoid; }
}
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
  const known = facts.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head><body>
<h1>${escaped(heading)}</h1>
${known.length === 0 ? '' : `<dl class="facts">${known.join('\n')}</dl>\n`}<div class="wide">${body}</div>
${sections.join('\n')}
</body></html>
`;
}
