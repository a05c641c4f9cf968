import { outcomeId } from '@sdmp/outcomes';
import { type Caller, localCaller } from '../../access/caller.ts';
import { HttpProblem } from '../../responses/http-problem.ts';
import type { ApiParts } from '../../server/api-parts.ts';
import type { Recorded } from '../schema.ts';
import { readPostedRecords } from './posted-records.ts';

const secondsUntilRetry = '5';

/** Records the outcomes of a request: all of them, or none. Throws `JOURNAL_UNWRITABLE`, and what `readPostedRecords` does. */
export async function recordOutcomes(
  { journal, appender, now }: ApiParts,
  request: Request,
  caller: Caller,
): Promise<Recorded> {
  const source = caller === localCaller ? 'http' : `http/${caller.name}`;
  const records = await readPostedRecords(request, source, now());
  if (!appender.isWritable) {
    const detail = 'the journal cannot be written to now; nothing was recorded';
    throw new HttpProblem(503, 'JOURNAL_UNWRITABLE', detail, { headers: { 'retry-after': secondsUntilRetry } });
  }
  const { first } = await appender.append(records);
  return {
    outcomes: records.map((_, index) => {
      const position = first + index;
      return { id: outcomeId({ journal: journal.history.nameAt(position), position }), position };
    }),
  };
}
