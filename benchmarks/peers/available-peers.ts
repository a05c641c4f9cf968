import type { Print } from '../benchmark.ts';
import { findProgram } from '../system/program.ts';
import type { Peer } from './peer.ts';
import { peers } from './peers.ts';

/** The peers that are wanted and can run here; for each that cannot a line that is hard to overlook. */
export function availablePeers(only: string | undefined, print: Print): readonly Peer[] {
  return peers.filter(({ name, program }) => {
    if (only !== undefined && !name.toLowerCase().includes(only.toLowerCase())) return false;
    if (program === undefined || findProgram(program.command) !== undefined) return true;
    print(`  !!! SKIPPED: ${name} — no program '${program.command}' here; it is in Debian's ${program.debianPackage}`);
    return false;
  });
}

export function isOurs(system: string): boolean {
  return system.startsWith('sdmp');
}

/** Whether ours is among the systems that are wanted. */
export function isOursWanted(only: string | undefined): boolean {
  return only === undefined || 'sdmp'.includes(only.toLowerCase());
}
