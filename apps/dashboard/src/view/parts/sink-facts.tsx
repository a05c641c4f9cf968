import type { JSX } from 'preact';
import type { SinkEntry } from '../../api/types.ts';
import { count, nothing, rate } from '../../format/numbers.ts';
import { delay } from '../../format/times.ts';
import { goTo } from '../../store/place.ts';
import { Fact } from '../facts.tsx';
import { Moment } from '../moment.tsx';

/** Shows the figures of a sink. */
export function SinkFacts({ sink }: { readonly sink: SinkEntry }): JSX.Element {
  const { name, kind, backlog, lagMs, ratePerSecond, delivered, refused, missed, deadLetters, position } = sink;
  return (
    <>
      <dl class="facts">
        <Fact name="Kind">{kind}</Fact>
        <Fact name="Backlog">{count(backlog)}</Fact>
        <Fact name="Oldest has waited for">{lagMs === 0 ? nothing : delay(lagMs)}</Fact>
        <Fact name="Outcomes a second">{rate(ratePerSecond)}</Fact>
        <Fact name="Delivered since the start">{count(delivered)}</Fact>
        <Fact name="Refused for good">{count(refused)}</Fact>
        <Fact name="Missed">{count(missed)}</Fact>
        <Fact name="Dead letters">{count(deadLetters)}</Fact>
        <Fact name="Next position">{count(position)}</Fact>
        <Fact name="Last failure">
          <Moment at={sink.lastError?.at} />
        </Fact>
        <Fact name="Last refusal">
          <Moment at={sink.lastRefusal?.at} />
        </Fact>
        <Fact name="Next attempt">
          <Moment at={sink.nextAttemptAt} asClock />
        </Fact>
      </dl>
      {deadLetters === 0 ? null : (
        <p class="buttons">
          <button type="button" aria-haspopup="dialog" onClick={() => goTo({ part: '', letters: name })}>
            Show its dead letters
          </button>
        </p>
      )}
    </>
  );
}
