import { stripVTControlCharacters } from 'node:util';

/** Where a tool says what failed: a test, a file, or something that no test caught. */
const complaint = /\bFAIL\b|Unhandled|Error: |\[vitest|Worker exited|exited \(\d+\)|timed out/;
/** Lines that are repeated under the summary; the rest is further up. */
const complaintsShown = 25;

/** What of a failed step is worth reading first, for those who see only the end of the output. */
export function complaintsIn(output: string): readonly string[] {
  const lines = stripVTControlCharacters(output).split('\n');
  const failed = lines.flatMap((line) => /^(\S+)#([\w:]+):\s+ERROR/.exec(line)?.slice(1, 3).join(':') ?? []);
  const ofFailed = failed.length === 0 ? lines : lines.filter((line) => failed.some((task) => line.startsWith(task)));
  const found = ofFailed.filter((line) => complaint.test(line)).map((line) => line.trim().slice(0, 300));
  return [...new Set(found)].slice(0, complaintsShown);
}
