import { setTimeout as pause } from 'node:timers/promises';
import type { Link, LinkDeath, Random } from '../../built-packages.ts';

/** What a death is played on. */
export interface Stage {
  readonly link: Link;
  readonly random: Random;
  /** Resolves when the client has noticed that its connection is dead. */
  readonly noticed: () => Promise<void>;
  /** Kills the process of the client and starts it anew. */
  readonly killClient: () => Promise<void>;
}

export interface Death {
  readonly name: string;
  /** Plays the death; when it resolves, the service can be reached again. */
  readonly play: (stage: Stage) => Promise<void>;
}

const longestFreezeMs = 200;
const garbageBytes = 64;

/** Fails in a way that the client must notice by itself, and is restored as soon as it has. */
function untilNoticed(how: LinkDeath): Death['play'] {
  return async ({ link, noticed }) => {
    link.cut({ how });
    await noticed();
    await link.restore();
  };
}

export const deaths: readonly Death[] = [
  { name: 'FIN', play: async ({ link }) => link.end('close') },
  { name: 'reset', play: async ({ link }) => link.end('reset') },
  { name: 'black hole', play: untilNoticed('silence') },
  { name: 'half open: the service knows, the client does not', play: untilNoticed('half-open') },
  {
    name: 'freeze, then reset',
    play: async ({ link, random }) => {
      link.cut({ how: 'freeze' });
      await pause(random.below(longestFreezeMs));
      link.end('reset');
      await link.restore();
    },
  },
  {
    name: 'freeze until the client notices, then reset',
    play: async ({ link, noticed }) => {
      link.cut({ how: 'freeze' });
      await noticed();
      link.end('reset');
      await link.restore();
    },
  },
  { name: 'cut in the middle of a frame', play: untilNoticed('half-frame') },
  {
    name: `${garbageBytes} random bytes, then reset`,
    play: async ({ link, random }) => {
      link.inject(garbageBytes);
      await pause(random.below(longestFreezeMs));
      link.end('reset');
    },
  },
];

/** Played by a process that is killed; the link stays. */
export const clientKill: Death = {
  name: 'kill of the client process',
  play: ({ killClient }) => killClient(),
};

/** Names of all, as `--only` knows them. */
export const deathNames: readonly string[] = [...deaths, clientKill].map(({ name }) => name);
