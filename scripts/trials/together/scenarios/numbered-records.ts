import type { Journal, JournalRecord } from '../../../built-packages.ts';

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
  for (let at = journal.first; at < journal.end; ) {
    const { batch, next } = await journal.read(at);
    for (let index = Math.max(0, at - (batch?.first ?? 0)); batch !== undefined && index < batch.count; index++) {
      bodies.push(decoder.decode(batch.bodies.subarray(index === 0 ? 0 : batch.ends[index - 1], batch.ends[index])));
    }
    at = next;
  }
  return bodies;
}
