import type { Report } from '../report/report.ts';
import { findProgram } from '../system/program.ts';
import type { Peer } from './peer.ts';
import { peers } from './peers.ts';

/** Returns the selected peers that are installed, and prints a conspicuous line for each that is not. */
export function availablePeers(only: string | undefined, report: Report): readonly Peer[] {
  return peers.filter(({ name, program }) => {
    if (only !== undefined && !name.toLowerCase().includes(only.toLowerCase())) return false;
    if (program === undefined || findProgram(program.command) !== undefined) return true;
    report.text(
      `!!! SKIPPED: ${name} — '${program.command}' is not installed (Debian package ${program.debianPackage})`,
    );
    return false;
  });
}

export function isOurs(system: string): boolean {
  return system.startsWith('sdmp');
}

/** Returns whether our system is selected. */
export function isOursWanted(only: string | undefined): boolean {
  return only === undefined || 'sdmp'.includes(only.toLowerCase());
}
