/** Measures one subject alone: the collector's work for one does not depend on what another has left on the heap. */
import { doJobs } from '../system/worker-process.ts';
import { allocationOf, timeOf } from './measure.ts';
import { chunksOf } from './subject.ts';
import { sources } from './subjects.ts';

export interface SubjectJob {
  /** Key in `sources`. */
  readonly source: string;
  readonly name: string;
  readonly chunkSize: number;
  readonly measure: 'time' | 'allocation';
}

export interface SubjectReport {
  /** Nanoseconds or bytes per message. */
  readonly perMessage: number;
}

doJobs(async ({ source, name, chunkSize, measure }: SubjectJob): Promise<SubjectReport> => {
  const subject = (await sources[source]?.())?.subjects.find((each) => each.name === name);
  if (subject === undefined) throw new RangeError(`${source} has no subject named ${name}`);
  const chunks = chunksOf(subject.bytes, chunkSize);
  return { perMessage: measure === 'time' ? timeOf(subject, chunks) : allocationOf(subject, chunks) };
});
