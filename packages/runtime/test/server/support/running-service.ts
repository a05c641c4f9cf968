import { setImmediate } from 'node:timers/promises';
import { type Journal, type JournalRecord, openMemoryJournal } from '@sdmp/journal';
import { outcomeRecord } from '@sdmp/outcomes';
import { decode } from '@sdmp/codec';
import { type OutcomeServiceOptions, startOutcomeService } from '../../../src/server/index.ts';
import { type PlainSocket, plainSocket, type PlainSocketOptions } from './plain-socket.ts';

export interface ServiceUnderTest extends AsyncDisposable {
  readonly journal: Journal;
  readonly service: Awaited<ReturnType<typeof startOutcomeService>>;
  readonly warnings: string[];
  readonly connect: (isUnicode?: boolean, options?: PlainSocketOptions) => Promise<PlainSocket>;
  /** Records outcomes, each given as an OZ frame without TX. */
  readonly record: (...frames: string[]) => Promise<void>;
  /** Records outcomes `from` to `to` of campaign Sales1, told apart by SI; even ones are failures. */
  readonly recordNumbered: (from: number, to: number) => Promise<void>;
}

export function recordOf(frame: string): JournalRecord {
  return outcomeRecord(decode(frame), { time: Date.now() });
}

/** The body of a numbered outcome, as it is delivered behind TX. */
export function numbered(number: number): string {
  return `\\CNSales1\\SI${number}\\RE${number % 2 === 0 ? 2 : 10}`;
}

export async function runService(options: Partial<OutcomeServiceOptions> = {}): Promise<ServiceUnderTest> {
  const journal = options.journal ?? (await openMemoryJournal());
  const warnings: string[] = [];
  const service = await startOutcomeService({
    listen: [{ port: 0 }, { port: 0, encoding: 'utf-16le' }],
    logger: { warn: (message) => warnings.push(message), info: (message) => warnings.push(message) },
    ...options,
    journal,
  });
  const sockets: PlainSocket[] = [];
  const record = async (...frames: string[]) => {
    await journal.append(frames.map(recordOf));
  };
  return {
    journal,
    service,
    warnings,
    record,
    connect: async (isUnicode = false, more = {}) => {
      const socket = await plainSocket(service.addresses[isUnicode ? 1 : 0]?.port ?? 0, { isUnicode, ...more });
      sockets.push(socket);
      // The service learns of the end a moment later than the client; what is recorded in between would still be sent.
      const end = async () => {
        const { sessions } = service.status();
        await socket.end();
        while (service.status().sessions >= sessions) await setImmediate();
      };
      return { ...socket, end };
    },
    recordNumbered: (from, to) =>
      record(...Array.from({ length: to - from + 1 }, (_, index) => `OZ${numbered(from + index)}`)),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.socket.destroy();
      await service.close();
      if (options.journal === undefined) await journal.close();
    },
  };
}
