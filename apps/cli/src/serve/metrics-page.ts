import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EventTable, metricOf } from '@sdmp/events';
import { type Endpoint, isLoopback, namesThisMachine } from '@sdmp/terminal';

/** The events of one table, and how often each has happened. */
export interface CountedEvents {
  readonly table: EventTable;
  /** In front of each name, as `journal_`. */
  readonly prefix: string;
  readonly counts: () => Readonly<Record<string, number>>;
}

export interface MetricsPage {
  readonly url: string;
  close(): Promise<void>;
}

/** In front of the name of each metric. */
export const metricsPrefix = 'sdmp_serve_';
const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/** Returns a counter for each event, in the text form of Prometheus. */
export function metricsText(events: readonly CountedEvents[]): string {
  const lines = events.flatMap(({ table, prefix, counts }) => {
    const counted = counts();
    return Object.entries(table).flatMap(([event, { counts: help }]) => {
      const name = `${metricsPrefix}${prefix}${metricOf(event)}`;
      return [`# HELP ${name} ${help}`, `# TYPE ${name} counter`, `${name} ${counted[event] ?? 0}`];
    });
  });
  return `${lines.join('\n')}\n`;
}

/**
 * Serves `GET /metrics`, `gauges` and then a counter for each event, and nothing else; on loopback for names of this machine alone, so that no site whose name was made to lead
 * here (DNS rebinding) reads it. Rejects when it cannot listen there.
 */
export async function startMetricsPage(
  { host, port }: Endpoint,
  events: readonly CountedEvents[],
  gauges: () => string = () => '',
): Promise<MetricsPage> {
  const isForThisMachine = isLoopback(host);
  const server = createServer(({ method, url, headers }, response) => {
    if (isForThisMachine && !namesThisMachine(headers.host ?? '')) {
      response.writeHead(421, { 'content-type': contentType }).end('Ask for localhost or 127.0.0.1.\n');
      return;
    }
    if (url !== '/metrics' || (method !== 'GET' && method !== 'HEAD')) {
      response.writeHead(404, { 'content-type': contentType }).end('There is /metrics.\n');
      return;
    }
    response.writeHead(200, { 'content-type': contentType }).end(gauges() + metricsText(events));
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/metrics`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
