import { escaped, page } from '../table/page.ts';
import { type AbandonedReport, count, duration, headline, notes, percent, span } from './abandoned-report.ts';

/** Width and height of a bar, pixels. The limit stands in its middle. */
const size = { width: 80, height: 10 } as const;

/** Draws a rate against the limit. */
function bar(rate: number, limit: number): string {
  const { width, height } = size;
  const length = Math.round(Math.min(1, limit === 0 ? 0 : rate / (2 * limit)) * width);
  return `<svg width="${width}" height="${height}" aria-hidden="true"><rect class="track" y="2" width="${width}" height="${height - 4}"/><rect y="2" width="${length}" height="${height - 4}"/><path class="limit" d="M${width / 2} 0v${height}"/></svg>`;
}

/** Returns the report as a page to print. */
export function abandonedHtml(report: AbandonedReport): string {
  const rows = report.campaigns.flatMap(({ campaign, periods }) =>
    periods.map(
      (period) =>
        `<tr class="${period.verdict}"><td>${escaped(campaign)}</td><td>${span(period)}</td>${[
          count(period.ruled.abandoned),
          count(period.ruled.live),
          `${percent(period.rate)} ${bar(period.rate ?? 0, report.rule.limit)}`,
          String(period.left),
        ]
          .map((cell) => `<td class="figure">${cell}</td>`)
          .join('')}<td>${period.verdict}</td></tr>`,
    ),
  );
  const breaches = report.campaigns.flatMap(({ campaign, breachInMs }) =>
    breachInMs === undefined
      ? []
      : [
          `<p>${escaped(campaign)}: at the pace of the latest hour the limit is exceeded in ${duration(breachInMs)}.</p>`,
        ],
  );
  const body = `<table><thead><tr><th>Campaign</th><th>Period</th><th class="figure">Abandoned</th><th class="figure">Live</th><th class="figure">Rate</th><th class="figure">Left</th><th>State</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
<p class="legend">The stroke in the middle of a bar is the limit of ${percent(report.rule.limit)}.</p>
${breaches.join('\n')}`;
  return page({ title: 'Abandoned calls', heading: headline(report), body, notes: notes(report) });
}
