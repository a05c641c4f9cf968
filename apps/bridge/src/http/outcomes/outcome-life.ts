import type { Journal, RecordFilter } from '@sdmp/journal';
import { type OutcomePlace, parseOutcomeId } from '@sdmp/outcomes';
import type { OutcomeLife } from './schema.ts';
import { maxSubscribersListed } from '../subscribers/schema.ts';
import type { ApiParts, ConfiguredSink } from '../server/api-parts.ts';
import { dataTextOf, describeFrame, outcomeEntryText } from './describe-outcome.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import { maskToken } from '../responses/mask.ts';
import { isoTime } from '../responses/iso-time.ts';
import { type HeldOutcome, type Loss, readHeld, type Traits } from './held-outcome.ts';

/** What is told of an outcome that is gone, by why. */
const losses: Readonly<Record<Loss, readonly [code: string, words: string]>> = {
  retention: ['OUTCOME_PRUNED', 'was removed by retention'],
  erased: ['OUTCOME_ERASED', 'was erased for good'],
  damage: ['OUTCOME_UNREADABLE', 'is stored and cannot be read any more'],
  history: ['OUTCOME_PRUNED', 'belongs to another history of the journal'],
};

function wants({ tenant, campaign, classes = 0xff }: RecordFilter, traits: Traits): boolean {
  return (
    (tenant === undefined || tenant === traits.tenant) &&
    (campaign === undefined || campaign === traits.campaign) &&
    (classes & traits.classes) !== 0
  );
}

/** A place of another branch names an outcome that a restore took. */
function isOfJournal({ id, history, first, end }: Journal, place: OutcomePlace): boolean {
  if (history.positionOf(place) !== undefined) return true;
  const isNamed = place.journal === id || place.journal.startsWith(`${id}-`);
  // Retention forgets branches as well.
  if (isNamed && place.position < first) return true;
  // Nothing was given out yet beyond the end of the newest branch.
  if (!isNamed || (place.position >= end && ['here', 'beyond'].includes(history.resolve(place).kind))) return false;
  throw new HttpProblem(
    410,
    'OUTCOME_OF_ANOTHER_HISTORY',
    'the outcome is not in this journal any more: a restore went back before it',
  );
}

/** The outcome with this id. Throws `OUTCOME_NOT_FOUND`, `OUTCOME_ERASED`, `OUTCOME_PRUNED`, `OUTCOME_UNREADABLE`. */
async function holdOutcome({ journal }: ApiParts, id: string): Promise<HeldOutcome> {
  const place = parseOutcomeId(id);
  if (place === undefined || !isOfJournal(journal, place)) {
    throw new HttpProblem(404, 'OUTCOME_NOT_FOUND', 'this journal has given no outcome that id');
  }
  const held = await readHeld(journal, place.position);
  if (typeof held !== 'string') return held;
  const [code, words] = losses[held];
  throw new HttpProblem(410, code, `the outcome ${words}`);
}

function sinkFate(
  { filter, runner }: ConfiguredSink,
  { journal, position }: OutcomePlace,
  traits: Traits,
): OutcomeLife['sinks'][number] {
  const { name, position: reached } = runner.status;
  const [letter] = runner.deadLetters({ from: position, limit: 1 });
  if (letter?.position === position && letter.journal === journal) {
    const { reason, answer } = letter;
    return { name, state: 'dead', reason: answer === undefined ? reason : `${reason}: ${answer}` };
  }
  if (!wants(filter, traits)) return { name, state: 'filtered' };
  return { name, state: position < reached ? 'delivered' : 'pending' };
}

/** Returns an outcome and what became of it, an `OutcomeLife` as JSON text. Throws a problem when it is not there. */
export async function outcomeLife(
  parts: ApiParts,
  id: string,
  shows: { readonly personal: boolean; readonly tokens: boolean },
): Promise<string> {
  const { found, traits, time } = await holdOutcome(parts, id);
  const { position, source } = found;
  const subscribers = parts
    .subscribers(maxSubscribersListed)
    .flatMap(({ tenant, persistToken, filter = {}, position: reached }): OutcomeLife['subscribers'] => {
      if (persistToken === undefined) return [];
      const state = position < reached ? 'delivered' : 'pending';
      return [
        {
          tenant,
          persistToken: shows.tokens ? persistToken : maskToken(persistToken),
          state: wants(filter, traits) ? state : 'filtered',
        },
      ];
    });
  const rest: Omit<OutcomeLife, 'outcome'> = {
    frame: describeFrame(found, shows.personal),
    ...dataTextOf(found, shows.personal),
    ...(source === undefined ? {} : { source }),
    recordedAt: isoTime(time),
    sinks: parts
      .sinks()
      .map((sink) => sinkFate(sink, { journal: parts.journal.history.nameAt(position), position }, traits)),
    subscribers,
  };
  return `{"outcome":${outcomeEntryText(found, shows.personal)},${JSON.stringify(rest).slice(1)}`;
}
