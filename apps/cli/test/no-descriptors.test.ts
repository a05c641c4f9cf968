import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startServiceProcess } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const openFiles = 64;

/** A Node that may open few files. */
function limitedNode(): string {
  const file = join(temporaryFolder(), 'node');
  writeFileSync(file, `#!/bin/sh\nulimit -n ${openFiles}\nexec '${process.execPath}' "$@"\n`);
  chmodSync(file, 0o700);
  return file;
}

test('with no file descriptors left newcomers are turned away, and standard error says so', async () => {
  const service = await startServiceProcess(['--memory'], { node: limitedNode() });
  const port = Number(service.ascii.split(':')[1]);
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  for (let number = 0; number < openFiles; number++) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  }
  await service.untilSaid(/No file descriptor is left \(EMFILE\), newcomers are turned away: raise the limit/);
  for (const socket of sockets) socket.destroy();
  // It continues: a client that comes when there is room again is served.
  await expect
    .poll(
      async () => {
        const socket = connect(port, '127.0.0.1').on('error', () => undefined);
        sockets.push(socket);
        socket.write('VS\\TKhello\0');
        const [answer] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [unknown];
        return String(answer);
      },
      { timeout: 20_000 },
    )
    .toContain('MV\\TKhello');
  service.kill('SIGTERM');
  expect(await service.ended).toBe(0);
});
