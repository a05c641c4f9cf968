import type { JSX } from 'preact';
import type { OutcomeEntry } from '../../api/types.ts';
import { count, counted, nothing } from '../../format/numbers.ts';
import { found, searchOn } from '../../store/search.ts';
import { Mark } from '../mark.tsx';
import { Moment } from '../moment.tsx';
import { openedOutcome } from './life-dialog.tsx';

/** What came of the call, in words. */
export function resultOf({ reason, reasonName }: OutcomeEntry): string {
  return reasonName ?? (reason === undefined ? nothing : `Reason ${reason}`);
}

function Result({ outcome }: { readonly outcome: OutcomeEntry }): JSX.Element {
  const { id = '', time, campaignName, agentIdentifier, sessionIdentifier, telephoneNumber, success } = outcome;
  return (
    <tr>
      <td class="wide">
        <Moment at={time} asClock />
      </td>
      <th scope="row">
        <button
          type="button"
          class="quiet"
          aria-haspopup="dialog"
          onClick={() => {
            openedOutcome.value = id;
          }}
        >
          {sessionIdentifier ?? `Position ${count(outcome.position)}`}
        </button>
        <span class="slim faint">
          <Moment at={time} asClock /> {telephoneNumber}
        </span>
      </th>
      <td class="wide">{telephoneNumber ?? nothing}</td>
      <td>
        <span class="state">
          <Mark level={success ? 'good' : 'unknown'} />
          {resultOf(outcome)}
          <span class="unseen">{success ? ', a success' : ', a failure'}</span>
        </span>
      </td>
      <td class="wide">{campaignName ?? nothing}</td>
      <td class="wide">{agentIdentifier ?? nothing}</td>
    </tr>
  );
}

function summary({ outcomes, next, scanned, isBusy }: NonNullable<typeof found.value>): string {
  if (isBusy) return `Looking … ${count(scanned)} looked at`;
  const many = counted(outcomes.length, 'outcome', 'outcomes');
  const looked = `${count(scanned)} looked at`;
  if (next !== null) return outcomes.length === 0 ? `Nothing yet, ${looked}.` : `The newest ${many}, ${looked}.`;
  return outcomes.length === 0 ? `Nothing found, ${looked}.` : `${many}, ${looked}.`;
}

/** What was found, the newest first. */
export function Results(): JSX.Element | null {
  const { value } = found;
  if (value === undefined) return null;
  const { outcomes, next, isBusy, problem } = value;
  return (
    <div class="results">
      <p class={problem === '' ? 'note' : 'error'} role="status">
        {problem === '' ? summary(value) : problem}
      </p>
      {outcomes.length === 0 ? null : (
        <table>
          <caption class="unseen">Outcomes found</caption>
          <thead>
            <tr>
              <th scope="col" class="wide">
                Time
              </th>
              <th scope="col">Session</th>
              <th scope="col" class="wide">
                Number
              </th>
              <th scope="col">Result</th>
              <th scope="col" class="wide">
                Campaign
              </th>
              <th scope="col" class="wide">
                Agent
              </th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome) => (
              <Result key={outcome.position} outcome={outcome} />
            ))}
          </tbody>
        </table>
      )}
      {next === null ? null : (
        <p class="buttons">
          <button type="button" disabled={isBusy} onClick={() => void searchOn()}>
            {outcomes.length === 0 ? 'Look further back' : 'Older ones'}
          </button>
        </p>
      )}
    </div>
  );
}
