import mqtt, { type IPublishPacket } from 'mqtt-packet';
import { allValues, records, weigh } from '../record.ts';
import type { Subject } from '../subject.ts';

/** MQTT 5 names fields in user properties. */
const packets: readonly IPublishPacket[] = records.map((record) => ({
  cmd: 'publish',
  topic: 'sdmp/outcome',
  payload: '',
  qos: 0,
  dup: false,
  retain: false,
  properties: { userProperties: Object.fromEntries(record) },
}));

const options = { protocolVersion: 5 };
const bytes = Buffer.concat(packets.map((packet) => mqtt.generate(packet, options)));

let sum = 0;
const parser = mqtt.parser(options);
parser.on('packet', (packet) => {
  if (packet.cmd !== 'publish') return;
  const properties = packet.properties?.userProperties ?? {};
  for (const name in properties) sum += weigh(String(properties[name]));
});
parser.on('error', (error) => {
  throw error;
});

const plain: readonly IPublishPacket[] = records.map((record) => ({
  cmd: 'publish',
  topic: 'sdmp/outcome',
  payload: Buffer.from(`OZ${record.map((field) => `\\${field.join('')}`).join('')}`),
  qos: 0,
  dup: false,
  retain: false,
}));
const plainBytes = Buffer.concat(plain.map((packet) => mqtt.generate(packet)));

function writer(
  name: string,
  delivers: string,
  what: readonly IPublishPacket[],
  all: Buffer,
  version: object,
): Subject {
  const pass = (): number => {
    let length = 0;
    for (const packet of what) length += mqtt.generate(packet, version).length;
    return length;
  };
  return { name, group: 'write', delivers, bytes: all, checksum: all.length, pass };
}

export const subjects: readonly Subject[] = [
  {
    name: 'mqtt-packet parse',
    group: 'read',
    delivers: 'names and values',
    bytes,
    checksum: allValues,
    pass: (chunks) => {
      sum = 0;
      for (const chunk of chunks) parser.parse(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      return sum;
    },
  },
  writer('mqtt-packet generate', 'user properties, bytes of their own', packets, bytes, options),
  writer('mqtt-packet generate, payload', 'a payload made before, no field written', plain, plainBytes, {}),
];
