import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../scripts/free-port.ts';
import { startProgram } from '../system/program.ts';
import { parkMqttSession, publishMqtt } from './mqtt.ts';
import type { Peer } from './peer.ts';
import { requireProgram } from './require-program.ts';

const program = { command: 'mosquitto', debianPackage: 'mosquitto' };

/** mosquitto and mqtt.js: QoS 1 in a persistent session, with all queue limits removed. */
export const mosquitto: Peer = {
  name: 'mosquitto + mqtt.js',
  program,
  policies: [
    { words: 'file rewritten every 30 min', isDurable: false, settings: ['autosave_interval 1800'] },
    { words: 'file rewritten every second', isDurable: false, settings: ['autosave_interval 1'] },
  ],
  start: async (folder, { settings }) => {
    const port = await freePort();
    const lines = [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence true',
      `persistence_location ${folder}/`,
      'max_queued_messages 0',
      'max_queued_bytes 0',
      'max_inflight_messages 1000',
      'set_tcp_nodelay true',
      'log_type error',
      'user root',
      ...settings,
    ];
    const file = join(folder, 'mosquitto.conf');
    await writeFile(file, `${lines.join('\n')}\n`);
    return startProgram(requireProgram(program), ['-c', file], { port, folder });
  },
  prepare: parkMqttSession,
  publish: publishMqtt,
  readers: [{ how: 'persistent session, QoS 1', reader: 'mqtt' }],
};
