import {
  openMemoryJournal,
  parseOutcomeLine,
  startOutcomeService,
  startSimulatedDialer,
} from '../../built-packages.ts';
import { numberedFields } from './numbered-outcomes.ts';

/** A service on a socket that outcomes are recorded at. */
export interface TrialService extends AsyncDisposable {
  readonly port: number;
  readonly record: (number: number) => Promise<void>;
}

/** Generates nothing by itself, and prepares next to nothing for it: a trial has a dialer of its own. */
const quiet = { campaigns: [{ name: 'Sales1' }], data: false } as const;
/** Records of a batch, at most: outcomes come one by one here. */
const maxBatchRecords = 64;

/** Starts a dialer that takes what the kernel took for delivered, as CallGem does. */
async function startForeign(seed: number): Promise<TrialService> {
  const dialer = await startSimulatedDialer({ ...quiet, seed, acknowledgements: false });
  return {
    port: dialer.port,
    record: async (number) => dialer.record(numberedFields(number)),
    [Symbol.asyncDispose]: () => dialer.stop(),
  };
}

async function startOurs(): Promise<TrialService> {
  const journal = await openMemoryJournal({ maxBatchRecords });
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  return {
    port: service.addresses[0]?.port ?? 0,
    record: async (number) => {
      const line = numberedFields(number).map((text, at) => (at % 2 === 0 ? `\\${text}` : text));
      await journal.append([parseOutcomeLine(`OZ${line.join('')}`, { time: Date.now() })]);
    },
    [Symbol.asyncDispose]: async () => {
      await service.close();
      await journal.close();
    },
  };
}

/** The services that are compared, by what the table calls them. */
export const services = {
  'without acknowledgements': startForeign,
  ours: startOurs,
} as const satisfies Record<string, (seed: number) => Promise<TrialService>>;

export type ServiceName = keyof typeof services;

export const serviceNames = ['without acknowledgements', 'ours'] as const satisfies readonly ServiceName[];
