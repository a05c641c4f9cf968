import { escaped, page } from '../table/page.ts';
import { type AbandonedReport, count, duration, headline, notes, percent, span } from './abandoned-report.ts';

/** Returns the report as a page to print. */
export function abandonedHtml(report: AbandonedReport): string {
  const rows = report.campaigns.flatMap(({ campaign, periods }) =>
    periods.map(
      (period) =>
        `<tr class="${period.verdict}"><td>${escaped(campaign)}</td><td>${span(period)}</td>${[
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
      : [
          `<p>${escaped(campaign)}: at the pace of the latest hour the limit is exceeded in ${duration(breachInMs)}.</p>`,
        ],
  );
  const body = `<table><thead><tr><th>Campaign</th><th>Period</th><th class="figure">Abandoned</th><th class="figure">Live</th><th class="figure">Rate</th><th class="figure">Left</th><th>State</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
${breaches.join('\n')}`;
  return page({ title: 'Abandoned calls', heading: headline(report), body, notes: notes(report) });
}
