/**
 * An outcome service as somebody would write it who has read the documentation and nothing of this project: plain Node, no
 * dependency, everything in memory. Prints its port; outcomes are JSON, a line each, on standard input.
 */
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const known = {
  EO: ['CN', 'CS', 'FO', 'MO', 'PS', 'SO', 'TD', 'TK', 'TX'],
  EE: ['TX', 'TK'],
  VS: ['VI', 'TK'],
  SP: ['RS', 'TK'],
};
const longest = { CN: 80, PS: 80, TD: 80, TK: 80, TX: 87 };

/** Every outcome: what its frame holds behind TX. */
const outcomes = [];
/** Live and parked transactions by TX. */
const transactions = new Map();

function parse(text) {
  const [head, ...segments] = text.split('\\');
  const route = head.split(':');
  return {
    text,
    prefix: route.length === 3 ? 'CG:MA:' : '',
    code: route.at(-1),
    list: segments.map((segment) => [segment.slice(0, 2), segment.slice(2)]),
  };
}

/** Returns what is wrong with a request: code and words. */
function faultOf({ code, list }) {
  const allowed = known[code];
  if (allowed === undefined) return [9002, 'unknown message'];
  const seen = new Set();
  for (const [name, value] of list) {
    if (!allowed.includes(name)) return [9004, `unknown parameter ${name}`];
    if (seen.has(name)) return [9005, `${name} twice`];
    seen.add(name);
    const most = longest[name];
    if (most !== undefined && (value.length === 0 || value.length > most)) return [9007, `length of ${name}`];
    if (name === 'CN' && /[/:*?"<>|&%+!';]/.test(value)) return [9010, 'characters of CN'];
    if (name === 'TD' && !/^\w+$/.test(value)) return [9010, 'characters of TD'];
    if (name === 'CS' && !(/^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 1_000_000))
      return [9009, 'CS'];
  }
  if (code === 'EO' || code === 'EE') {
    if (!seen.has('TX')) return [803, 'TX is missing'];
  }
  if (code === 'EO') {
    if (!seen.has('SO') && !seen.has('FO')) return [9012, 'neither SO nor FO'];
    if (seen.has('MO')) return [9016, 'MO is for Campaign Manager'];
  }
  return undefined;
}

function matches({ values }, outcome) {
  if (values.CN !== undefined && values.CN !== outcome.campaign) return false;
  return outcome.isSuccess ? values.SO !== undefined : values.FO !== undefined;
}

/** Sends what the transaction has not had, at CS a second while it is behind. */
function deliver(transaction) {
  clearTimeout(transaction.timer);
  while (transaction.socket !== undefined && transaction.at < outcomes.length) {
    const outcome = outcomes[transaction.at];
    transaction.at += 1;
    if (!matches(transaction, outcome)) continue;
    write(transaction.socket, `${transaction.prefix}OZ\\TX${transaction.tx}${outcome.rest}`);
    if (transaction.at < transaction.liveFrom) {
      transaction.timer = setTimeout(deliver, 1000 / Number(transaction.values.CS ?? 100), transaction);
      return;
    }
  }
}

function write(socket, frame) {
  socket.write(`${frame}\0`, 'latin1');
}

function enumerate(socket, { prefix, text, values }) {
  const { TX: tx, PS: token, TK } = values;
  const old = transactions.get(tx);
  if (old?.socket !== undefined && (token === undefined || old.values.PS !== token)) {
    write(socket, `${prefix}ER\\EC9014\\FM"${text}"\\MSTX is live`);
    return;
  }
  if (old?.socket !== undefined && old.socket !== socket) write(old.socket, `${old.prefix}EF\\TX${tx}`);
  if (TK !== undefined) write(socket, `${prefix}MV\\TK${TK}`);
  if (token !== undefined && old === undefined) write(socket, `${prefix}WP\\PS${token}`);
  const at = old?.at ?? outcomes.length;
  const liveFrom = old?.socket === undefined ? outcomes.length : 0;
  const transaction = { tx, values, socket, prefix, at, liveFrom };
  if (old !== undefined) clearTimeout(old.timer);
  transactions.set(tx, transaction);
  deliver(transaction);
}

function end(socket, { prefix, text, values }) {
  const transaction = transactions.get(values.TX);
  if (transaction?.socket !== socket) {
    write(socket, `${prefix}ER\\EC9015\\FM"${text}"\\MSno such transaction`);
    return;
  }
  clearTimeout(transaction.timer);
  transactions.delete(values.TX);
  if (values.TK !== undefined) write(socket, `${prefix}MV\\TK${values.TK}`);
  write(socket, `${prefix}EF\\TX${values.TX}`);
}

function verify(socket, state, { prefix, values }) {
  if (values.TK !== undefined) write(socket, `${prefix}MV\\TK${values.TK}`);
  if (values.VI === undefined) {
    write(socket, `${prefix}DA`);
    return;
  }
  clearInterval(state.heartbeat);
  if (Number(values.VI) > 0) state.heartbeat = setInterval(() => write(socket, `${prefix}DA`), values.VI * 1000);
}

function take(socket, state, text) {
  const request = parse(text);
  const fault = faultOf(request);
  if (fault !== undefined) {
    write(socket, `${request.prefix}ER\\EC${fault[0]}\\FM"${text}"\\MS${fault[1]}`);
    return;
  }
  const message = { ...request, values: Object.fromEntries(request.list) };
  if (request.code === 'EO') enumerate(socket, message);
  else if (request.code === 'EE') end(socket, message);
  else if (request.code === 'VS') verify(socket, state, message);
  else if (message.values.TK !== undefined) write(socket, `${request.prefix}MV\\TK${message.values.TK}`);
}

const server = createServer((socket) => {
  const state = { heartbeat: undefined };
  let rest = '';
  socket.setEncoding('latin1');
  socket.on('data', (piece) => {
    const frames = (rest + piece).split('\0');
    rest = frames.pop();
    for (const frame of frames) take(socket, state, frame);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(state.heartbeat);
    for (const [tx, transaction] of transactions) {
      if (transaction.socket !== socket) continue;
      clearTimeout(transaction.timer);
      if (transaction.values.PS === undefined) transactions.delete(tx);
      else transaction.socket = undefined;
    }
  });
});

createInterface({ input: process.stdin }).on('line', (line) => {
  const { campaignName, sessionIdentifier, reason, agentIdentifier, agentOutcome, dontDial, data } = JSON.parse(line);
  const agent = agentIdentifier === undefined ? '' : `\\AN${agentIdentifier}`;
  const result = agentOutcome === undefined ? '' : `\\AO${agentOutcome}`;
  const declined = dontDial === true ? '\\DD' : '';
  outcomes.push({
    campaign: campaignName,
    isSuccess: reason === 10 || agentOutcome !== undefined,
    rest: `\\CN${campaignName}${agent}\\SI${sessionIdentifier}\\RE${reason}${result}${declined}\\DT${data ?? ''}`,
  });
  for (const transaction of transactions.values())
    if (transaction.timer === undefined || transaction.at >= transaction.liveFrom) deliver(transaction);
});

server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.once('SIGTERM', () => process.exit());
