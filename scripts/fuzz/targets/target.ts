import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { journalNumbers } from '../../trials/crash/journal-numbers.ts';
import type { PaceLimits, ServiceFigures, ServiceOrder, ServiceReport } from '../fuzz-messages.ts';
import type { LoopDelay } from '../loop-delay.ts';

/** HTTP of a target, with a token that the attackers have, and one that they do not have; both may read alone. */
export interface HttpTarget {
  readonly port: number;
  readonly token: string;
  readonly honestToken: string;
}

/** What is attacked: a process that serves outcomes which are recorded all the time. */
export interface FuzzTarget {
  readonly pid: number;
  readonly port: number;
  /** Where HTTP is attacked as well. */
  readonly http?: HttpTarget;
  /** Aborted when the process has ended. */
  readonly ended: AbortSignal;
  readonly figures: () => Promise<ServiceFigures>;
  /** How late its event loop was since it was last asked. */
  readonly loopDelay: () => Promise<LoopDelay>;
  /** Messages handled so far, and frames that were none. Cheap enough to be asked for several times a second. */
  readonly handled: () => Promise<number>;
  /** Records nothing more. Resolves with the number of what was recorded; the newest has this number. */
  readonly pause: () => Promise<number>;
  /** Ends it in order. Resolves with what was wrong with that, or with its journal. */
  readonly stop: (recorded: number) => Promise<readonly string[]>;
  readonly kill: () => void;
}

export interface TargetOptions {
  readonly folder: string;
  /** The users file, and who records and subscribes honestly. */
  readonly users: string;
  readonly honest: { readonly tenant: string; readonly name: string; readonly password: string };
  readonly recordEveryMs: number;
  /** Limits of the pace of requests that are not as by default. */
  readonly limits?: PaceLimits;
}

export type Answer<Kind extends ServiceReport['kind']> = ServiceReport & { readonly kind: Kind };

export function isAnswer<Kind extends ServiceReport['kind']>(
  report: ServiceReport,
  kind: Kind,
): report is Answer<Kind> {
  return report.kind === kind;
}

export function startServiceProcess(): ChildProcess {
  const program = fileURLToPath(new URL('../service-process.ts', import.meta.url));
  return fork(program, { execArgv: ['--expose-gc'] });
}

/** Asks the process of a service, and resolves with its answer. Rejects when the process ends before. */
export async function ask<Kind extends ServiceReport['kind']>(
  service: ChildProcess,
  order: ServiceOrder,
  kind: Kind,
): Promise<Answer<Kind>> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer<Kind>>();
  const onMessage = (report: ServiceReport): void => {
    if (isAnswer(report, kind)) resolve(report);
  };
  const onExit = (): void => reject(new Error('The service has ended'));
  service.on('message', onMessage);
  service.once('exit', onExit);
  service.send(order);
  try {
    return await promise;
  } finally {
    service.off('message', onMessage);
    service.off('exit', onExit);
  }
}

export function endOf(child: ChildProcess): AbortSignal {
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  return ended.signal;
}

/** Compares a journal with what was recorded: every number up to the last once, in order, and nothing else. */
export async function journalFaults(directory: string, recorded: number): Promise<readonly string[]> {
  const faults: string[] = [];
  let newest: number | undefined;
  for (const number of await journalNumbers(directory)) {
    // A bridge knows what was recorded from its first subscription on.
    if (newest !== undefined && number !== newest + 1) faults.push(`${number} follows ${newest} in the journal`);
    newest = number;
  }
  if (newest !== recorded) faults.push(`the newest in the journal is ${String(newest)}, recorded were ${recorded}`);
  return faults;
}
