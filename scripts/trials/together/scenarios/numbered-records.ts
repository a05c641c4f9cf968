import { bodyOf, type Journal, type JournalRecord, readBatches } from '../../../built-packages.ts';

const decoder = new TextDecoder();

/** Returns records whose bodies are `<name> <number>`. */
export function numberedRecords(name: string, count: number): readonly JournalRecord[] {
  const time = Date.now();
  return Array.from({ length: count }, (_, number) => ({
    time,
    tenant: 'trial',
    campaign: name,
    classes: 1,
    body: `${name} ${number}`,
  }));
}

/** Reads the bodies of a journal in order of position; erased ones are empty. Rejects if anything cannot be read. */
export async function bodiesOf(journal: Journal): Promise<readonly string[]> {
  const bodies: string[] = [];
  for await (const step of readBatches(journal)) {
    if (step.kind === 'gap')
      throw new RangeError(`positions ${step.from} to ${step.to - 1} are missing: ${step.reason}`);
    if (step.kind === 'caughtUp') continue;
    for (let at = step.from; at < step.to; at++) {
      bodies.push(step.kind === 'batch' ? decoder.decode(bodyOf(step.batch, at - step.batch.first)) : '');
    }
  }
  return bodies;
}
