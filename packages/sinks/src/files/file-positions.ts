import type { LineFormat } from './line-format.ts';
import { readLines } from './read-lines.ts';

/** The positions of the outcomes in a file of lines. */
export async function* linePositions(file: string, format: LineFormat): AsyncGenerator<number> {
  for await (const { position } of readLines(file, format)) yield position;
}

/** The positions of the outcomes in a finished file. */
export function finishedPositions(file: string, format: LineFormat): AsyncIterable<number> {
  return format.finished?.positions(file) ?? linePositions(file, format);
}
