import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('kafka-mock-cluster.py', import.meta.url));

/** Debian's: its packages are not there for others. */
const python = '/usr/bin/python3';

/** Whether tests with librdkafka's brokers can run; without it they say so and are skipped, and `CI=true` makes that fail. */
export const hasKafkaMockCluster =
  spawnSync(python, ['-c', 'import confluent_kafka, ctypes; ctypes.CDLL("librdkafka.so.1")'], { stdio: 'ignore' })
    .status === 0;

export const kafkaMockClusterIsMissing =
  'librdkafka is missing (Debian and Ubuntu: apt-get install python3-confluent-kafka): NOT TESTED whether Kafka brokers that are not ours take what we produce';

/** A record as librdkafka's consumer read it. */
export interface ReadRecord {
  readonly partition: number;
  readonly key: string | null;
  /** Base64. */
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Numbers of Kafka's requests. */
export const kafkaApi = { produce: 0, metadata: 3, apiVersions: 18, initProducerId: 22 } as const;

/** Brokers of librdkafka in a process of their own. */
export class KafkaMockCluster {
  readonly brokers: readonly string[];
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>, brokers: readonly string[]) {
    this.#child = child;
    this.#lines = lines;
    this.brokers = brokers;
  }

  static async start({ brokers = 3, partitions = 3 } = {}): Promise<KafkaMockCluster> {
    const words = [program, String(brokers), 'outcomes', String(partitions)];
    const child = spawn(python, words, { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value = '' } = await lines.next();
    const [, addresses = ''] = /^bootstrap (\S+)$/.exec(value) ?? [];
    if (addresses === '') throw new Error(`the mock cluster did not start: ${value}`);
    return new KafkaMockCluster(child, lines, addresses.split(','));
  }

  /** Gives a command, as the program describes them. */
  async tell(...words: readonly (string | number)[]): Promise<string> {
    this.#child.stdin?.write(`${words.join(' ')}\n`);
    const { value } = await this.#lines.next();
    const answer = String(value);
    if (answer === 'ok 0' || answer.startsWith('[')) return answer;
    throw new Error(`${words.join(' ')}: ${answer}`);
  }

  async records(): Promise<readonly ReadRecord[]> {
    return JSON.parse(await this.tell('read')) as readonly ReadRecord[];
  }

  /** Takes every broker down, or brings them back. */
  async all(command: 'down' | 'up'): Promise<void> {
    for (const broker of this.brokers.keys()) await this.tell(command, broker + 1);
  }

  async stop(): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await closed;
  }
}
