import { findProgram } from '../system/program.ts';
import type { Peer } from './peer.ts';

/** Returns the path of a peer's program. Throws if it is not installed. */
export function requireProgram({ command, debianPackage }: NonNullable<Peer['program']>): string {
  const path = findProgram(command);
  if (path === undefined) throw new Error(`${command} is not installed (Debian package ${debianPackage})`);
  return path;
}
