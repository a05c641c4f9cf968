import { decode, format } from '@sdmp/codec';
import { outcomeFromRecord, outcomeId, outcomeRecord } from '@sdmp/outcomes';
import { outcomeData } from '@sdmp/protocol';
import { simulateFloor } from '@sdmp/testkit';
import type { SinkOutcome } from '../../src/index.ts';

/** Outcomes of a shift of 8 hours with 200 agents, that begins at a time, as a runner would read them from a journal. */
export function floorShift(startsAt: number, seed: number): readonly SinkOutcome[] {
  const outcomes: SinkOutcome[] = [];
  for (const event of simulateFloor({ seed })) {
    if (event.kind !== 'outcome') continue;
    const time = startsAt + event.at;
    const text = format({ service: null, interface: null, code: outcomeData.code, fields: event.fields });
    const place = { journal: 'floor', position: outcomes.length, time };
    const outcome = outcomeFromRecord(outcomeRecord(decode(text), { time }).body, place);
    outcomes.push({ position: place.position, id: outcomeId(place), source: 'floor', outcome });
  }
  return outcomes;
}
