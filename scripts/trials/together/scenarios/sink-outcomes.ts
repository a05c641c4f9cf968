import { outcomeFromRecord, outcomeId, parseOutcomeLine, type SinkOutcome } from '../../../built-packages.ts';

/** Returns outcomes of the journal `trial` as a runner passes them to a sink. */
export function sinkOutcomes(count: number): readonly SinkOutcome[] {
  return Array.from({ length: count }, (_, position) => {
    const time = Date.UTC(2026, 10, 22, 8) + position;
    const { body } = parseOutcomeLine(`OZ\\CNSales1\\SI${position}\\RE10`, { time });
    const place = { journal: 'trial', position, time };
    const outcome = outcomeFromRecord(body, place);
    return { position, id: outcomeId(place), source: undefined, outcome };
  });
}
