import { visibleLine } from '@sdmp/terminal';
import { type AbandonedReport, count, duration, headline, notes, percent, span } from './abandoned-report.ts';

const headings = ['CAMPAIGN', 'PERIOD', 'ABANDONED', 'LIVE', 'RATE', 'LEFT', ''] as const;
/** Columns of figures, which are set to the right. */
const figures = new Set([2, 3, 4, 5]);

/** Returns the report as text for a terminal or a mail. */
export function abandonedText(report: AbandonedReport): string {
  const lines = [headline(report), '', ...table(report)];
  if (report.campaigns.length === 0) lines.push('No call was answered in that time.');
  for (const { campaign, breachInMs } of report.campaigns) {
    if (breachInMs === undefined) continue;
    lines.push(
      `${visibleLine(campaign)}: at the pace of the latest hour the limit is exceeded in ${duration(breachInMs)}`,
    );
  }
  for (const [title, each] of notes(report)) lines.push('', `${title}:`, ...each.map((line) => `  ${line}`));
  return `${lines.join('\n')}\n`;
}

function table({ campaigns }: AbandonedReport): readonly string[] {
  const rows = campaigns.flatMap(({ campaign, periods }) =>
    periods.map((period) => [
      visibleLine(campaign),
      span(period),
      count(period.ruled.abandoned),
      count(period.ruled.live),
      percent(period.rate),
      String(period.left),
      period.verdict === 'within' ? '' : period.verdict,
    ]),
  );
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) =>
        figures.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
