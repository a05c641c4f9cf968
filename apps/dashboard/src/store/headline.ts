import type { Campaigns, Tick } from '../api/types.ts';
import { rate } from '../format/numbers.ts';
import { clock } from '../format/times.ts';
import type { Connection } from './connection.ts';
import { campaignProblem, flowWords, type Problem, problemsOf } from './problems.ts';

/** Overall state: whether everything arrives, and what is behind. */
export interface Headline {
  readonly level: 'good' | 'warn' | 'bad' | 'unknown';
  readonly text: string;
  readonly detail: string;
  /** Further problems. */
  readonly others: readonly Problem[];
  /** Changes with the set of problems, not with every figure. */
  readonly key: string;
}

export interface HeadlineFacts {
  readonly connection: Connection;
  readonly tick: Tick | undefined;
  readonly campaigns: Campaigns | undefined;
  readonly now: number;
}

export function headline({ connection, tick, campaigns, now }: HeadlineFacts): Headline {
  if (connection.kind === 'lost') {
    const text = `Not connected to the bridge since ${clock(connection.since, now)}`;
    return { level: 'bad', text, detail: 'The figures below are from that time.', others: [], key: 'lost' };
  }
  if (tick === undefined) {
    return { level: 'unknown', text: 'Connecting to the bridge', detail: '', others: [], key: 'connecting' };
  }
  const problems = problemsOf(tick, now);
  const notes = campaignProblem(campaigns ?? { campaigns: [] });
  const [worst, ...rest] = problems;
  const others = [...rest, ...notes];
  const perSecond = tick.upstreams.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);
  const flow = `${rate(perSecond)} outcomes per second ${flowWords(tick)}.`;
  const key = [...problems, ...notes].map((each) => each.key).join('; ');
  if (worst === undefined) return { level: 'good', text: 'Everything arrives', detail: flow, others, key };
  return {
    level: worst.level,
    text: worst.text,
    detail: worst.detail ?? flow,
    others,
    key,
  };
}
