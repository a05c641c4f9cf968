import { startWorkerProcess } from '../system/worker-process.ts';
import { parkMqttSession, publishMqtt } from './mqtt.ts';
import type { Peer } from './peer.ts';

/** Aedes and mqtt.js: a broker in Node, in a child process, with its default persistence in memory. */
export const aedes: Peer = {
  name: 'aedes + mqtt.js',
  program: undefined,
  policies: [{ words: 'memory only', isDurable: false, settings: [] }],
  start: async () => {
    const worker = startWorkerProcess<object, number>(new URL('aedes-process.ts', import.meta.url));
    worker.send({});
    const port = await worker.next();
    return { pid: worker.pid, port, [Symbol.asyncDispose]: () => worker[Symbol.asyncDispose]() };
  },
  prepare: parkMqttSession,
  publish: publishMqtt,
  readers: [{ how: 'persistent session, QoS 1', reader: 'mqtt' }],
};
