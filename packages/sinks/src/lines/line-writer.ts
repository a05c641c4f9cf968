import type { ByteText } from '@sdmp/outcomes/recorded';
import type { SinkOutcome } from '../sink.ts';

/** Writes outcomes behind each other, a line each. */
export interface LineWriter {
  write(out: ByteText, each: SinkOutcome): void;
}
