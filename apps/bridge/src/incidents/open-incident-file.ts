import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnDirectory } from '@sdmp/journal';
import { describeError } from '@sdmp/terminal';
import type { BridgeEventLog } from '../log/bridge-events.ts';
import { IncidentFile, incidentFileName } from './incident-file.ts';

/**
 * Opens the file of the incident log in a data folder. One that cannot be used is set aside under another name, and a new one
 * begins; where that cannot be either, entries are kept in memory. Both are reported: the bridge starts in any case.
 */
export function openIncidentFile(directory: string, events: BridgeEventLog, now: number): IncidentFile {
  const path = join(directory, incidentFileName);
  try {
    makeOwnDirectory(directory);
    return IncidentFile.open(path);
  } catch (cause) {
    const kept = `${path}.unusable-${now}`;
    try {
      renameSync(path, kept);
      for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
      const file = IncidentFile.open(path);
      events.report('incidentFilesSetAside', { file: kept, reason: describeError(cause), cause });
      return file;
    } catch {
      events.report('incidentsInMemory', { file: path, reason: describeError(cause), cause });
      return IncidentFile.open(':memory:');
    }
  }
}
