import type { Terminal } from '@sdmp/terminal';
import { openSource } from '../source/open-source.ts';
import { abandonedHtml } from './abandoned-html.ts';
import type { AbandonedOptions } from './abandoned-options.ts';
import { type AbandonedReport, abandonedReport } from './abandoned-report.ts';
import { abandonedText } from './abandoned-text.ts';
import { countCalls } from './count-calls.ts';

/** Prints the share of abandoned calls of each campaign and period. Changes nothing in the source; a service may have the journal open. */
export async function printAbandoned(target: string, options: AbandonedOptions, terminal: Terminal): Promise<void> {
  const source = await openSource(target, options, terminal);
  try {
    const report = abandonedReport(await countCalls(source, options, terminal), options);
    await terminal.output.write(formats[options.format](report));
  } finally {
    await source.close();
  }
}

const formats: Readonly<Record<AbandonedOptions['format'], (report: AbandonedReport) => string>> = {
  text: abandonedText,
  json: (report) => `${JSON.stringify(report)}\n`,
  html: abandonedHtml,
};
