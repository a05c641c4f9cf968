import { aedes } from './aedes.ts';
import { jetStream } from './jetstream.ts';
import { mosquitto } from './mosquitto.ts';
import type { Peer } from './peer.ts';
import { redis } from './redis.ts';

export const peers: readonly Peer[] = [mosquitto, jetStream, redis, aedes];
