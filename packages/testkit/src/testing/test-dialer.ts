import type { Message } from '@sdmp/codec';
import { type OutcomeInput, outcomeToFields } from '@sdmp/outcomes';
import { acknowledgedCount, enumerateOutcomes, type Fields, typedMessage, verifyStatus } from '@sdmp/protocol';
import type { SimulatedDialer, SimulatedDialerOptions } from '../dialer/dialer-options.ts';
import { startSimulatedDialer } from '../dialer/simulated-dialer.ts';
import { Waiters } from '../waiters.ts';

/** Messages of clients that a test dialer keeps; older ones are dropped first. */
export const keptMessages = 10_000;

/** What a client has subscribed to: the fields of its EO, under their long names. */
export type TestSubscription = Partial<Fields<typeof enumerateOutcomes>>;

/** A dialer for one test: scripted outcomes, and everything that clients have sent. */
export interface TestDialer extends SimulatedDialer {
  /** Messages of all clients so far, in order; the newest 10,000 of them. */
  readonly messages: readonly Message[];
  /** The EOs among `messages`, valid or not. */
  readonly subscriptions: readonly TestSubscription[];
  /** Records outcomes under long names, in this order, and delivers them. Throws `INVALID_OUTCOME`. */
  outcome(...outcomes: readonly OutcomeInput[]): void;
  /**
   * Resolves with the first EO, of now or later, that has these values; any EO by default. Rejects with `ABORTED`, or `CLOSED` when
   * the dialer stops.
   */
  subscribed(values?: TestSubscription, signal?: AbortSignal): Promise<TestSubscription>;
  /** Resolves once a client has acknowledged this many outcomes on one connection. Rejects as `subscribed` does. */
  acknowledged(count: number, signal?: AbortSignal): Promise<void>;
}

const subscribing = typedMessage(enumerateOutcomes);
const verifying = typedMessage(verifyStatus);

/** Starts a dialer on a free port of this machine. Throws `LISTEN_FAILED`. */
export async function startTestDialer(options: SimulatedDialerOptions = {}): Promise<TestDialer> {
  const messages: Message[] = [];
  const seen = new Waiters<Message>();
  const dialer = await startSimulatedDialer({
    ...options,
    onMessage: (message) => {
      messages.push(message);
      if (messages.length > keptMessages) messages.shift();
      seen.see(message);
      options.onMessage?.(message);
    },
  });
  /** What was before counts, too. */
  const first = async (isMet: (message: Message) => boolean, signal?: AbortSignal): Promise<Message> =>
    messages.find(isMet) ?? seen.wait(isMet, signal);
  return {
    host: dialer.host,
    port: dialer.port,
    address: dialer.address,
    get recorded() {
      return dialer.recorded;
    },
    stats: () => dialer.stats(),
    pause: () => dialer.pause(),
    resume: () => dialer.resume(),
    record: (fields) => dialer.record(fields),
    received: (code, signal) => dialer.received(code, signal),
    until: (isMet, signal) => dialer.until(isMet, signal),
    messages,
    get subscriptions() {
      return messages.filter(isSubscription).map(subscriptionOf);
    },
    outcome: (...outcomes) => {
      for (const outcome of outcomes) dialer.record(outcomeToFields(outcome));
    },
    subscribed: async (values = {}, signal) => {
      const isMeant = (message: Message): boolean =>
        isSubscription(message) && hasValues(subscriptionOf(message), values);
      return subscriptionOf(await first(isMeant, signal));
    },
    acknowledged: async (count, signal) => {
      await first((message) => acknowledgedBy(message) >= count, signal);
    },
    stop: async () => {
      seen.close();
      await dialer.stop();
    },
  };
}

function isSubscription({ code }: Message): boolean {
  return code === enumerateOutcomes.code;
}

function subscriptionOf(message: Message): TestSubscription {
  return subscribing.parse(message).fields;
}

function hasValues(subscription: TestSubscription, values: TestSubscription): boolean {
  return Object.entries(values).every(([name, value]) => Reflect.get(subscription, name) === value);
}

function acknowledgedBy(message: Message): number {
  if (message.code !== verifyStatus.code) return -1;
  return acknowledgedCount(verifying.parse(message).fields.token ?? '') ?? -1;
}
