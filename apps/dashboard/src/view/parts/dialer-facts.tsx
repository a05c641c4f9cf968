import type { JSX } from 'preact';
import type { UpstreamEntry } from '../../api/types.ts';
import { count, rate } from '../../format/numbers.ts';
import { Fact } from '../facts.tsx';
import { Moment } from '../moment.tsx';

/** Shows the figures of a dialer. */
export function DialerFacts({ dialer }: { readonly dialer: UpstreamEntry }): JSX.Element {
  const { host, port, outcomes, ratePerSecond, reconnects, gaps, duplicatesDropped } = dialer;
  return (
    <dl class="facts">
      <Fact name="Address">{`${host}:${port}`}</Fact>
      <Fact name="Outcomes since the start">{count(outcomes)}</Fact>
      <Fact name="Outcomes a second">{rate(ratePerSecond)}</Fact>
      <Fact name="Last outcome">
        <Moment at={dialer.lastOutcomeAt} />
      </Fact>
      <Fact name="Reconnects">{count(reconnects)}</Fact>
      <Fact name="Gaps">{count(gaps)}</Fact>
      <Fact name="Duplicates dropped">{count(duplicatesDropped)}</Fact>
      <Fact name="Last failure">
        <Moment at={dialer.lastError?.at} />
      </Fact>
    </dl>
  );
}
