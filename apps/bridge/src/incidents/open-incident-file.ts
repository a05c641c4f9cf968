import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnDirectory } from '@sdmp/journal';
import { describeError } from '@sdmp/terminal';
import type { BridgeEventLog } from '../log/bridge-events.ts';
import { IncidentsInUseError } from './incident-lock.ts';
import { IncidentFile, incidentFileName, IncidentsNewerError } from './incident-file.ts';

/**
 * Opens the file of the incident log in a data folder. One that cannot be used is set aside under another name, and a new one
 * begins; where that cannot be either, another bridge uses it or a newer version wrote it, entries are kept in memory. Each is reported:
 * the bridge starts in any case.
 */
export function openIncidentFile(directory: string, events: BridgeEventLog, now: number): IncidentFile {
  const path = join(directory, incidentFileName);
  const inMemory = (cause: unknown): IncidentFile => {
    events.report('incidentsInMemory', { file: path, reason: describeError(cause), cause });
    return IncidentFile.inMemory();
  };
  try {
    makeOwnDirectory(directory);
    return IncidentFile.open(path);
  } catch (cause) {
    if (cause instanceof IncidentsInUseError || cause instanceof IncidentsNewerError) return inMemory(cause);
    const kept = `${path}.unusable-${now}`;
    try {
      renameSync(path, kept);
      for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
      const file = IncidentFile.open(path);
      events.report('incidentFilesSetAside', { file: kept, reason: describeError(cause), cause });
      return file;
    } catch {
      return inMemory(cause);
    }
  }
}
