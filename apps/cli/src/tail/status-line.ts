import type { ClientStatus } from '@sdmp/runtime';

type StatusOf<Kind extends ClientStatus['kind']> = Extract<ClientStatus, { readonly kind: Kind }>;

type StatusLines = { readonly [Kind in ClientStatus['kind']]: (status: StatusOf<Kind>) => string | undefined };

const nothing = (): undefined => undefined;

const lines: StatusLines = {
  connecting: ({ attempt }) => (attempt > 1 ? undefined : 'connecting'),
  authenticating: ({ attempt }) => (attempt > 1 ? undefined : 'authenticating'),
  subscribed: ({ transactionIdentifier }) => `subscribed as ${transactionIdentifier}`,
  newToken: ({ persistToken }) =>
    `the service does not know the persist token ${persistToken} yet: there is no backlog`,
  gap: ({ persistToken }) => `GAP: the service has lost its place for ${persistToken}: outcomes may be missing`,
  rollingForward: ({ rateLimit }) => `rolling forward, at most ${rateLimit} outcomes a second`,
  live: () => 'live',
  retrying: ({ retryInMs }) => `the service cannot take the request again yet; trying again in ${seconds(retryInMs)}`,
  disconnected: ({ reason, retryInMs }) => `disconnected: ${reason}; trying again in ${seconds(retryInMs)}`,
  // The outcomes themselves show these.
  authenticationRefused: nothing,
  refused: nothing,
  ended: nothing,
  idle: nothing,
  closed: nothing,
};

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

/** What a person is told of a change; undefined when it is not worth a line. */
export function statusLine(status: ClientStatus): string | undefined {
  const line = lines[status.kind] as (status: ClientStatus) => string | undefined;
  return line(status);
}
