import type { ServiceStatus } from '@sdmp/runtime/server';

/** Subscriptions that get lines of their own, those with the longest backlogs first. */
export const maxSubscriptionsShown = 100;

const states = ['rollingForward', 'live', 'parked'] as const;

/** Returns how a service is now, in the text form of Prometheus. Persist tokens are not in it: they open what they name. */
export function gaugesText({ sessions, journal, counters, transactions }: ServiceStatus, prefix: string): string {
  const shown = transactions.toSorted((left, right) => right.backlog - left.backlog).slice(0, maxSubscriptionsShown);
  const labelled = (transaction: (typeof shown)[number]): string => {
    const { transactionIdentifier, tenant, state } = transaction;
    return `{transaction=${quoted(transactionIdentifier)},tenant=${quoted(tenant)},state="${state}"}`;
  };
  const families: readonly (readonly [name: string, type: string, help: string, lines: readonly string[]])[] = [
    ['sessions', 'gauge', 'Sockets of subscribers open now.', [` ${sessions}`]],
    ['sessions_opened_total', 'counter', 'Sockets accepted.', [` ${counters.sessionsOpened}`]],
    ['journal_records', 'gauge', 'Outcomes held.', [` ${journal.records}`]],
    ['journal_bytes', 'gauge', 'Size of the outcomes held.', [` ${journal.bytes}`]],
    ['journal_end_position', 'gauge', 'Position of the next outcome.', [` ${journal.end}`]],
    ['outcomes_delivered_total', 'counter', 'Outcomes written to subscribers.', [` ${counters.outcomesDelivered}`]],
    [
      'subscriptions',
      'gauge',
      'Subscriptions by state.',
      states.map((state) => `{state="${state}"} ${transactions.filter((each) => each.state === state).length}`),
    ],
    [
      'subscription_backlog',
      'gauge',
      `Outcomes recorded that a subscription has not confirmed; the ${maxSubscriptionsShown} longest.`,
      shown.map((transaction) => `${labelled(transaction)} ${transaction.backlog}`),
    ],
    [
      'subscription_seconds_to_live',
      'gauge',
      'Time until a subscription that rolls forward is live.',
      shown.flatMap((transaction) => {
        const { timeToLiveMs } = transaction;
        return timeToLiveMs === undefined ? [] : [`${labelled(transaction)} ${secondsText(timeToLiveMs)}`];
      }),
    ],
  ];
  return families
    .flatMap(([name, type, help, lines]) => [
      `# HELP ${prefix}${name} ${help}`,
      `# TYPE ${prefix}${name} ${type}`,
      ...lines.map((line) => prefix + name + line),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function secondsText(ms: number): string {
  return Number.isFinite(ms) ? String(ms / 1000) : '+Inf';
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
