import { type AbandonedReport, count, duration, headline, notes, percent, span } from './abandoned-report.ts';

const style = `
body { font: 11pt/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 60em; color: #111; background: #fff; }
h1 { font-size: 1.3em; } h2 { font-size: 1em; margin-top: 1.6em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25em .7em; border-bottom: 1px solid #bbb; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
.over { font-weight: bold; } thead { display: table-header-group; } tr { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; } }
`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function text(value: string): string {
  return value.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character);
}

/** Returns the report as a page to print: one file, without scripts, and nothing is fetched. */
export function abandonedHtml(report: AbandonedReport): string {
  const rows = report.campaigns.flatMap(({ campaign, periods }) =>
    periods.map(
      (period) =>
        `<tr class="${period.verdict}"><td>${text(campaign)}</td><td>${span(period)}</td>${[
          count(period.ruled.abandoned),
          count(period.ruled.live),
          percent(period.rate),
          String(period.left),
        ]
          .map((cell) => `<td class="figure">${cell}</td>`)
          .join('')}<td>${period.verdict}</td></tr>`,
    ),
  );
  const breaches = report.campaigns.flatMap(({ campaign, breachInMs }) =>
    breachInMs === undefined
      ? []
      : [`<p>${text(campaign)}: at the pace of the latest hour the limit is exceeded in ${duration(breachInMs)}.</p>`],
  );
  const sections = notes(report).map(
    ([title, lines]) => `<h2>${text(title)}</h2>\n<ul>${lines.map((line) => `<li>${text(line)}</li>`).join('\n')}</ul>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Abandoned calls</title><style>${style}</style></head><body>
<h1>${text(headline(report))}</h1>
<table><thead><tr><th>Campaign</th><th>Period</th><th class="figure">Abandoned</th><th class="figure">Live</th><th class="figure">Rate</th><th class="figure">Left</th><th>State</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
${breaches.join('\n')}
${sections.join('\n')}
</body></html>
`;
}
