import type { JSX } from 'preact';
import { bytes, count, nothing, share } from '../format/numbers.ts';
import { duration } from '../format/times.ts';
import { status, tick, truth } from '../store/store.ts';
import { Fact } from './facts.tsx';
import { State } from './mark.tsx';
import { Moment } from './moment.tsx';
import { Section } from './section.tsx';

/** Shows the size and retention of the journal. */
export function Held(): JSX.Element {
  const journal = tick.value?.journal;
  const state = truth.value.journal;
  if (journal === undefined || state === undefined) {
    return (
      <Section id="held" title="Journal" isLive>
        <p class="note">{nothing}</p>
      </Section>
    );
  }
  const filled = Math.min(1, journal.bytes / journal.retainBytes);
  return (
    <Section id="held" title="Journal" isLive>
      <dl class="facts">
        <Fact name="Outcomes stored">{count(journal.records)}</Fact>
        <Fact name="Oldest">
          <Moment at={journal.oldestTime} />
        </Fact>
        <Fact name="Kept for">{duration(journal.retainAgeMs)}</Fact>
        <Fact name="On disk">
          <>
            {bytes(journal.bytes)} <span class="faint">of {bytes(journal.retainBytes)}</span>
          </>
        </Fact>
      </dl>
      <svg class="bar" viewBox="0 0 100 2" preserveAspectRatio="none" role="img" aria-label={`${share(filled)} full`}>
        <rect class="track" width="100" height="2" />
        <rect class="fill" width={filled * 100} height="2" />
      </svg>
      <dl class="facts">
        <Fact name="Writing">
          <State level={state.level} words={state.word} />
        </Fact>
        <Fact name="Pending writes">{bytes(journal.pendingBytes)}</Fact>
        <Fact name="Positions">{`${count(journal.first)} to ${count(journal.end)}`}</Fact>
        <Fact name="Bridge started">
          <Moment at={status.value?.startedAt} />
        </Fact>
      </dl>
    </Section>
  );
}
