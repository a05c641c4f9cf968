import { freePort } from '../../scripts/free-port.ts';
import { startProgram } from '../system/program.ts';
import type { Peer } from './peer.ts';
import { publishAll, tell } from './publish-all.ts';
import { connectRedis } from './redis-client.ts';
import { requireProgram } from './require-program.ts';
import { readerName, topic } from './topic.ts';

const program = { command: 'redis-server', debianPackage: 'redis-server' };

/** Redis Streams with an append-only file that is not rewritten during the run. */
export const redis: Peer = {
  name: 'Redis Streams',
  program,
  policies: [
    { words: 'appendfsync everysec', isDurable: false, settings: ['--appendfsync', 'everysec'] },
    { words: 'appendfsync always', isDurable: true, settings: ['--appendfsync', 'always'] },
  ],
  start: async (folder, { settings }) => {
    const port = await freePort();
    const words = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', ''];
    words.push('--appendonly', 'yes', '--auto-aof-rewrite-percentage', '0', ...settings);
    return startProgram(requireProgram(program), words, { port, folder });
  },
  prepare: async (port) => {
    const client = await connectRedis(port);
    await client.xGroupCreate(topic, readerName, '0', { MKSTREAM: true });
    await client.close();
  },
  publish: async (port, corpus, limits) => {
    const client = await connectRedis(port);
    const published = await publishAll(
      (message, done) => {
        void tell(client.xAdd(topic, '*', { oz: message }), done);
      },
      corpus,
      limits,
    );
    await client.close();
    return published;
  },
  readers: [
    { how: 'XREADGROUP 1,000 at a time, XACK', reader: 'redisGroup' },
    { how: 'XREAD 1,000 at a time, no acks', reader: 'redis' },
  ],
};
