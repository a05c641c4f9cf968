import type { ComponentChildren, JSX } from 'preact';
import type { OutcomeLife } from '../../api/types.ts';
import { count } from '../../format/numbers.ts';
import { exactTime, fullTime } from '../../format/times.ts';
import { Mark, type MarkLevel, State } from '../mark.tsx';

const fates: Readonly<Record<OutcomeLife['sinks'][number]['state'], readonly [MarkLevel, string]>> = {
  delivered: ['good', 'delivered'],
  pending: ['warn', 'not yet delivered'],
  dead: ['bad', 'rejected: a dead letter'],
  filtered: ['unknown', 'filtered out'],
  erased: ['unknown', 'erased'],
};

/** Fields shown elsewhere in the dialog or covered by another field. */
const shownElsewhere: ReadonlySet<string> = new Set(['id', 'time', 'position', 'source', 'reason', 'other']);

/** Titles that differ from the catalogue's names. */
const titles: Readonly<Record<string, string>> = { reasonName: 'Reason', dontDial: 'Preview declined' };

/** Returns the title of a field: `telephoneNumber` → `Telephone number`. */
function titleOf(name: string): string {
  const title = titles[name];
  if (title !== undefined) return title;
  const spaced = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function text(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Data are shown as their text: parsed, a number of many digits would be another one. */
function Fields({ outcome, dataText }: Pick<OutcomeLife, 'outcome' | 'dataText'>): JSX.Element {
  const shown = dataText === undefined ? outcome : { ...outcome, data: dataText };
  const fields = Object.entries(shown).filter(([name]) => !shownElsewhere.has(name));
  const others = (outcome.other ?? []).map(([code, value]) => [code, value] as const);
  return (
    <dl class="facts fields">
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>{titleOf(name)}</dt>
          <dd>{text(value)}</dd>
        </div>
      ))}
      {others.map(([code, value], index) => (
        <div key={`${code} ${index}`}>
          <dt>{code}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface StationProps {
  readonly level: MarkLevel;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Station({ level, title, children }: StationProps): JSX.Element {
  return (
    <li>
      <Mark level={level} />
      <h3>{title}</h3>
      <div>{children}</div>
    </li>
  );
}

/** Shows the path of an outcome from its frame to sinks and subscribers. */
export function Life({ life }: { readonly life: OutcomeLife }): JSX.Element {
  const { outcome, dataText, frame, source, recordedAt, sinks, subscribers } = life;
  return (
    <>
      <Fields outcome={outcome} {...(dataText === undefined ? {} : { dataText })} />
      <ol class="way">
        <Station level="good" title="Frame">
          <code>{frame}</code>
        </Station>
        <Station level={source === undefined ? 'unknown' : 'good'} title="Dialer">
          {source ?? 'Unknown'}
        </Station>
        <Station level="good" title="Journal">
          Position {count(outcome.position)}, recorded{' '}
          <time dateTime={recordedAt} title={exactTime(Date.parse(recordedAt))}>
            {fullTime(Date.parse(recordedAt))}
          </time>
          <br />
          <code class="faint">{outcome.id}</code>
        </Station>
        {sinks.map(({ name, state, reason }) => {
          const [level, words] = fates[state];
          return (
            <Station key={`sink ${name}`} level={level} title={`Sink ${name}`}>
              {reason === undefined ? words : `${words}: ${reason}`}
            </Station>
          );
        })}
        {subscribers.map(({ tenant, persistToken, state }) => {
          const [level, words] = fates[state];
          return (
            <Station key={`${tenant} ${persistToken}`} level={level} title={`Subscriber ${persistToken}`}>
              {words}
            </Station>
          );
        })}
      </ol>
      {sinks.length + subscribers.length === 0 ? (
        <State level="unknown" words="No sink or subscriber receives it." />
      ) : null}
    </>
  );
}
