import { type Sink, SinkError } from '@sdmp/sinks';
import { postgresSink } from '@sdmp/sinks/postgres';
import { webhookSink } from '@sdmp/sinks/webhook';
import type { SinkConfig } from '../config/sink-config.ts';

/** The sink of a configuration. Throws or rejects with `INVALID_ARGUMENT` when it cannot be. */
export async function makeSink({ receiver }: Pick<SinkConfig, 'receiver'>): Promise<Sink> {
  switch (receiver.kind) {
    case 'webhook': {
      const { url, secretFiles, mode, batch, ordered, parallel, timeout } = receiver;
      return webhookSink({ url, secretFiles, mode, batch, ordered, parallel, timeoutMs: timeout });
    }
    case 'postgres': {
      const { url, urlFile, passwordFile, table, batch } = receiver;
      return postgresSink({
        table,
        batch,
        ...(url === undefined ? {} : { url }),
        ...(urlFile === undefined ? {} : { urlFile }),
        ...(passwordFile === undefined ? {} : { passwordFile }),
      });
    }
    default:
      throw new SinkError('INVALID_ARGUMENT', `sinks of kind ${receiver.kind} are not part of this release`);
  }
}
