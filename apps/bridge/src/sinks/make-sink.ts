import type { Writable } from 'node:stream';
import type { Sink } from '@sdmp/sinks';
import { filesSink } from '@sdmp/sinks/files';
import { postgresSink } from '@sdmp/sinks/postgres';
import { standardOutputSink } from '@sdmp/sinks/standard-output';
import { webhookSink } from '@sdmp/sinks/webhook';
import type { SinkConfig } from '../config/sink-config.ts';
import { makeKafkaSink, makeNatsSink } from './optional-sinks.ts';

/** The sink of a configuration. Throws or rejects with `INVALID_ARGUMENT` when it cannot be. */
export async function makeSink({ receiver }: Pick<SinkConfig, 'receiver'>, output: Writable): Promise<Sink> {
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
    case 'files': {
      const { directory, format, rotateBytes, rotateOutcomes, rotateAge, batch } = receiver;
      return filesSink({
        directory,
        format,
        rotateBytes,
        rotateAgeMs: rotateAge,
        batch,
        ...(rotateOutcomes === undefined ? {} : { rotateOutcomes }),
      });
    }
    case 'standardOutput': {
      const { format, batch } = receiver;
      return standardOutputSink({ output, format, batch });
    }
    case 'nats':
      return await makeNatsSink(receiver);
    case 'kafka':
      return await makeKafkaSink(receiver);
  }
}
