import { files } from './files.ts';
import { kafka } from './kafka.ts';
import { nats } from './nats.ts';
import { postgres } from './postgres.ts';
import type { SinkKind } from './sink-kind.ts';
import { standardOutput } from './standard-output.ts';
import { webhook } from './webhook.ts';

/** Every kind of sink. Configuration, its documentation, check and start follow from this list. */
export const sinkKinds: readonly SinkKind[] = [webhook, postgres, nats, kafka, files, standardOutput];
