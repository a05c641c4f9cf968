import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import { rate, share } from '../../format/numbers.ts';
import { clockWithSeconds } from '../../format/times.ts';
import { chosenIn, goTo, place } from '../../store/place.ts';
import { type ChartWindow, chartWindows } from '../../store/rate-series.ts';
import { now, series, seriesRevision } from '../../store/store.ts';
import { Choice } from '../choice.tsx';
import { Section } from '../section.tsx';
import { AsTable, chartWords } from './as-table.tsx';
import { Chart } from './chart.tsx';

const windowNames = ['5m', '15m', '1h'] as const satisfies readonly ChartWindow[];
const usualWindow = '15m';

interface Values {
  readonly when: string;
  readonly success: number;
  readonly failure: number;
}

function Legend({ when, success, failure }: Values): JSX.Element {
  const total = success + failure;
  return (
    <dl class="legend">
      <div>
        <dt>{when}</dt>
        <dd>
          {rate(total)}
          <span class="unit"> /s</span>
        </dd>
      </div>
      <div class="success">
        <dt>
          <svg viewBox="0 0 20 8" aria-hidden="true">
            <path d="M0 4h20" />
          </svg>
          Successes
        </dt>
        <dd>
          {rate(success)} <span class="unit">{total === 0 ? '' : share(success / total)}</span>
        </dd>
      </div>
      <div class="failure">
        <dt>
          <svg viewBox="0 0 20 8" aria-hidden="true">
            <path d="M0 4h20" stroke-dasharray="5 3" />
          </svg>
          Failures
        </dt>
        <dd>{rate(failure)}</dd>
      </div>
    </dl>
  );
}

/** Shows outcomes per second as a live chart. */
export function Rates(): JSX.Element {
  const window = useComputed(() => chosenIn(windowNames, place.value.chart, usualWindow));
  const pointed = useSignal<number | null>(null);
  const latest = useComputed(() => {
    void seriesRevision.value;
    return series.latest();
  });
  const columns = useComputed(() => {
    void seriesRevision.value;
    return series.columns(window.value, now.peek());
  });
  const onPoint = useCallback((index: number | null) => {
    pointed.value = index;
  }, []);
  const { value: shown } = columns;
  const time = pointed.value === null ? undefined : shown.times[pointed.value];
  const values: Values =
    time === undefined || pointed.value === null
      ? { when: 'Now', success: latest.value?.success ?? 0, failure: latest.value?.failure ?? 0 }
      : {
          when: clockWithSeconds(time * 1000, now.value),
          success: shown.success[pointed.value] ?? 0,
          failure: shown.failure[pointed.value] ?? 0,
        };
  return (
    <Section
      id="rates"
      title="Outcomes per second"
      isLive
      tools={
        <Choice
          label="Time range of the chart"
          values={windowNames}
          chosen={window.value}
          onChoose={(value) => goTo({ chart: value === usualWindow ? '' : value })}
        />
      }
    >
      <Legend {...values} />
      <Chart columns={shown} label={chartWords(shown, chartWindows[window.value].words)} onPoint={onPoint} />
      <AsTable columns={shown} />
    </Section>
  );
}
