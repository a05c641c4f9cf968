/**
 * A subscriber as somebody would write it who has read the documentation and nothing of this project: plain Node, no dependency.
 * Prints the SI of each outcome. The position is the dialer's business: it connects again, and sends the same EO.
 */
import { connect } from 'node:net';

const [host, port] = (process.env.SDMP_HOST ?? '127.0.0.1:6502').split(':');
const request = 'EO\\CNSales1\\TXnaive\\PSnaive\\SO\\FO\\TK1\0';
let isRejected = false;

function take(frame) {
  const [head, ...segments] = frame.split('\\');
  const code = head.slice(-2);
  if (code === 'ER') {
    isRejected = true;
    process.stderr.write('rejected\n');
    process.exit(1);
  }
  if (code !== 'OZ' || !segments.includes('TXnaive')) return;
  const session = segments.find((segment) => segment.startsWith('SI'));
  process.stdout.write(`${session.slice(2)}\n`);
}

function subscribe() {
  const socket = connect(Number(port), host, () => socket.write(request, 'latin1'));
  let rest = '';
  socket.setEncoding('latin1');
  socket.on('data', (piece) => {
    const frames = (rest + piece).split(/\0|\r\n/);
    rest = frames.pop();
    for (const frame of frames) take(frame);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    if (!isRejected) setTimeout(subscribe, 500);
  });
}

subscribe();
process.once('SIGTERM', () => process.exit());
