import { isFigureColumn } from '../table.ts';
import type { RecordedRun } from './recorded-run.ts';
import type { ReportPart } from './report.ts';

/** Returns a recorded run as Markdown, marked when the code has changed since. */
export function runAsMarkdown(run: RecordedRun, codeOfToday: string): string {
  const { command, date, machine, load, isBusy } = run;
  const marks = [
    ...(run.code === codeOfToday ? [] : ['**The code has changed since this run.**']),
    ...(isBusy ? ['**The machine was busy with other work, so rates are too low.**'] : []),
  ];
  const head = [`\`${command}\`, ${date}; ${machine}; load ${load.toFixed(1)} before the run.`, ...marks].join(' ');
  return [head, ...run.parts.map(partAsMarkdown)].join('\n\n');
}

function partAsMarkdown(part: ReportPart): string {
  if (part.kind === 'text') return escapeCell(part.text);
  const { head, rows } = part;
  const rule = head.map((_, column) => (isFigureColumn(rows, column) ? '---:' : '---'));
  return [head, rule, ...rows].map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`).join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
