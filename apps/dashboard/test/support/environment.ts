import { startLink, startSimulatedDialer } from '@sdmp/testkit';
import { RunningBridge, type BridgeSetup } from './running-bridge.ts';
import { WebhookReceiver } from './webhook-receiver.ts';

export interface EnvironmentOptions extends Pick<BridgeSetup, 'tokens'> {
  /** Rate of both dialers together. */
  readonly outcomesPerSecond?: number;
  /** Campaigns of the first dialer. Default: those of the simulated shift. */
  readonly campaigns?: readonly { readonly name: string; readonly abandonRate?: number; readonly weight?: number }[];
  /** More of the bridge's configuration, YAML: its rules. */
  readonly rules?: string;
  /** Whether to start a second dialer. */
  readonly hasSouth?: boolean;
}

const campaignsOfSouth = [
  { name: 'Winback', weight: 2, connectRate: 0.27, abandonRate: 0.034 },
  { name: 'Loyalty', connectRate: 0.41 },
];

/** Simulated dialers, a bridge, a receiver for its sinks, and a link to the first dialer that can be cut. */
export class Environment implements AsyncDisposable {
  readonly dialer: Awaited<ReturnType<typeof startSimulatedDialer>>;
  readonly link: Awaited<ReturnType<typeof startLink>>;
  readonly receiver: WebhookReceiver;
  readonly bridge: RunningBridge;
  readonly #stack: AsyncDisposableStack;

  private constructor(
    stack: AsyncDisposableStack,
    parts: Pick<Environment, 'dialer' | 'link' | 'receiver' | 'bridge'>,
  ) {
    this.#stack = stack;
    this.dialer = parts.dialer;
    this.link = parts.link;
    this.receiver = parts.receiver;
    this.bridge = parts.bridge;
  }

  static async start(options: EnvironmentOptions = {}): Promise<Environment> {
    const { outcomesPerSecond = 0, campaigns, rules = '', hasSouth = false, tokens } = options;
    await using stack = new AsyncDisposableStack();
    const share = hasSouth ? 0.7 : 1;
    const dialer = await startSimulatedDialer({
      seed: 7,
      outcomesPerSecond: outcomesPerSecond * share,
      ...(campaigns === undefined ? {} : { campaigns }),
    });
    stack.defer(() => dialer.stop());
    const link = await startLink({ target: dialer });
    stack.defer(() => link.close());
    const upstreams = [{ name: 'North', port: link.port }];
    if (hasSouth) {
      const south = await startSimulatedDialer({
        seed: 8,
        outcomesPerSecond: outcomesPerSecond * (1 - share),
        campaigns: campaignsOfSouth,
      });
      stack.defer(() => south.stop());
      upstreams.push({ name: 'South', port: south.port });
    }
    const receiver = stack.use(await WebhookReceiver.start());
    const more = `sinks:
  - { name: crm, webhook: { url: '${receiver.url}' }, retry: { first: 100ms, longest: 1s } }
  - { name: archive, files: { directory: ./archive } }
${rules}`;
    const bridge = stack.use(
      await RunningBridge.start({ upstreams, more, ...(tokens === undefined ? {} : { tokens }) }),
    );
    return new Environment(stack.move(), { dialer, link, receiver, bridge });
  }

  /** Records a call with these fields at the dialer, once the bridge has subscribed. */
  async dial(fields: readonly string[]): Promise<void> {
    await this.dialer.until(({ transactions }) => transactions.length > 0);
    this.dialer.record(fields);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}
