import { ours } from './ours.ts';
import { mqttPacket } from './peers/mqtt.ts';
import { nats } from './peers/nats.ts';
import { plain } from './peers/plain.ts';
import { postgres } from './peers/postgres.ts';
import { redis } from './peers/redis.ts';
import type { Subject } from './subject.ts';

export const subjects: readonly Subject[] = [...ours, ...nats, ...postgres, ...redis, ...mqttPacket, ...plain];
