import { expect } from 'vitest';
import { parkToken } from './park-token.ts';
import { feedLine, jsonLines } from './recorded-journal.ts';
import { type Cli, runCli, startCli } from './start-cli.ts';
import { type ServiceProcess, startServiceProcess } from './start-service.ts';

/** Outcomes that wait for the subscriber when the trouble begins. */
export const backlog = 200;

/** Feeds the outcomes of these numbers, the last one left out. */
export function feed(service: ServiceProcess, from: number, to: number): void {
  const lines = Array.from({ length: to - from }, (_, index) => `${feedLine(from + index)}\n`);
  service.feed(lines.join(''));
}

/** A service with a journal, and a subscriber that was there once and has gone: all of it is its backlog. */
export async function serviceWithBacklog(directory: string): Promise<ServiceProcess> {
  const service = await startServiceProcess(['--data', directory, '--feed', '-']);
  await parkToken(service.ascii, 'late', ['--tx', 'late']);
  feed(service, 0, backlog);
  await service.untilCommitted(backlog);
  return service;
}

/** Begins to take the backlog at a pace that leaves most of it for later. */
export async function beginBacklog(service: ServiceProcess): Promise<Cli> {
  const words = ['tail', service.ascii, '--persist', 'late', '--tx', 'late', '--rate', '40', '--quiet'];
  const tail = startCli([...words, '--count', `${backlog}`]);
  await tail.untilPrinted(/\n/);
  return tail;
}

/** It gets the rest, whatever the disk does. */
export async function takeBacklog(tail: Cli): Promise<void> {
  expect(await tail.ended).toBe(0);
  expect(jsonLines(tail.printed()).map(({ sessionIdentifier }) => Number(sessionIdentifier))).toEqual(
    Array.from({ length: backlog }, (_, index) => index),
  );
}

/** Every outcome up to `count` is in the journal once, and nothing of it is damaged. */
export async function expectEverything(service: ServiceProcess, directory: string, count: number): Promise<void> {
  await service.untilCommitted(count);
  service.kill('SIGTERM');
  expect(await service.ended).toBe(0);
  const { printed } = await runCli(['journal', 'export', directory]);
  expect(jsonLines(printed).map(({ sessionIdentifier }) => Number(sessionIdentifier))).toEqual(
    Array.from({ length: count }, (_, index) => index),
  );
  expect((await runCli(['journal', 'verify', directory])).exitCode).toBe(0);
}
