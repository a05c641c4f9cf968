import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ClientProcess } from './client-process.ts';

/** Starts a shell whose child connects and stays, and returns both. */
async function startClientOfShell(hasProcessGroups: boolean): Promise<{ client: ClientProcess; socket: Socket }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const program = `const s = require("net").connect(${port}, "127.0.0.1"); s.write(String(process.pid)); s.on("close", () => process.exit())`;
  const client = new ClientProcess(
    `"${process.execPath}" -e '${program}' & wait`,
    { host: '127.0.0.1', port },
    { hasProcessGroups },
  );
  const [socket] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  return { client, socket };
}

test('a client that a shell has started ends with the shell', async () => {
  const { client, socket } = await startClientOfShell(true);
  const closed = once(socket.resume(), 'close');
  await client.terminate();
  await closed;
  expect(client.ending).toBe('signal SIGTERM');
});

test('where there are no process groups the shell alone is ended, and its child stays', async () => {
  const { client, socket } = await startClientOfShell(false);
  const [pid] = (await once(socket, 'data')) as [Buffer];
  client.kill().catch(() => undefined);
  while (!client.hasEnded) await new Promise((resolve) => setImmediate(resolve));
  expect(client.ending).toBe('signal SIGKILL');
  // Signal 0 asks whether the process is there.
  expect(process.kill(Number(pid.toString()), 0)).toBe(true);
  const closed = once(socket.resume(), 'close');
  socket.destroy();
  await closed;
});
