import type { Terminal } from '@sdmp/terminal';
import { openToRead } from '../journal/open-journal.ts';
import { abandonedHtml } from './abandoned-html.ts';
import type { AbandonedOptions } from './abandoned-options.ts';
import { type AbandonedReport, abandonedReport } from './abandoned-report.ts';
import { abandonedText } from './abandoned-text.ts';
import { countCalls } from './count-calls.ts';

/** Prints the share of abandoned calls of each campaign and period. Changes nothing; a service may have the journal open. */
export async function printAbandoned(directory: string, options: AbandonedOptions, terminal: Terminal): Promise<void> {
  const journal = await openToRead(directory);
  try {
    const report = abandonedReport(await countCalls(journal, options, terminal), options);
    await terminal.output.write(formats[options.format](report));
  } finally {
    await journal.close();
  }
}

const formats: Readonly<Record<AbandonedOptions['format'], (report: AbandonedReport) => string>> = {
  text: abandonedText,
  json: (report) => `${JSON.stringify(report)}\n`,
  html: abandonedHtml,
};
