import { Buffer } from 'node:buffer';
import { startOf } from '@sdmp/journal';
import type { DataConverter } from './data-converter.ts';
import type { OutcomeWriter, SelectedRecords, StoredRecords, TakeBuffer } from './outcome-writer.ts';

/** Writes for a socket that asked for a data framing: the selected bodies are converted, then written as ever. */
export class ConvertingWriter {
  readonly #writer: OutcomeWriter;
  readonly #converter: DataConverter;

  constructor(writer: OutcomeWriter, converter: DataConverter) {
    this.#writer = writer;
    this.#converter = converter;
  }

  /** The selected records as bytes ready for the socket. */
  write(batch: StoredRecords, selection: SelectedRecords, take?: TakeBuffer): Uint8Array {
    const { count, indexes } = selection;
    const base = indexes[0] ?? 0;
    const span = (indexes[count - 1] ?? 0) + 1 - base;
    const source = Buffer.from(batch.bodies.buffer, batch.bodies.byteOffset, batch.bodies.byteLength);
    const ends = new Uint32Array(span);
    const bodies: Buffer[] = [];
    let bodyBytes = 0;
    let filled = 0;
    for (let selected = 0; selected < count; selected++) {
      const index = indexes[selected] ?? 0;
      const body = Buffer.from(
        this.#converter.convert(source.toString('utf8', startOf(batch.ends, index), batch.ends[index])),
      );
      bodies.push(body);
      // Records between selected ones have nothing to write.
      ends.fill(bodyBytes, filled, index - base);
      bodyBytes += body.length;
      filled = index - base + 1;
      ends[filled - 1] = bodyBytes;
    }
    const times = batch.times.subarray(base, base + span);
    const converted = { first: batch.first + base, times, ends, bodies: Buffer.concat(bodies, bodyBytes) };
    const shifted = indexes.subarray(0, count).map((index) => index - base);
    return this.#writer.write(converted, { count, indexes: shifted, bodyBytes }, take);
  }
}
