import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, type Terminal, visibleLine } from '@sdmp/terminal';
import { loadConfig } from '../config/load-config.ts';
import { describeIncident } from '../http/incidents/describe-incident.ts';
import type { Incident, IncidentPart } from '../incidents/incident.ts';
import { IncidentFile, incidentFileName } from '../incidents/incident-file.ts';
import { incidentTable } from './incident-table.ts';

export interface ListIncidentsOptions {
  /** How far back, milliseconds. Absent: as far as there are entries. */
  readonly since?: number;
  readonly part?: IncidentPart;
  readonly name?: string;
  /** Entries at most; the newest are printed. */
  readonly limit: number;
  /** Whether an object is printed for each entry, as the HTTP API shows it. */
  readonly json?: boolean;
}

/** The incident log cannot be read. */
class UnreadableIncidentsError extends Error {
  override readonly name = 'UnreadableIncidentsError';
  readonly code = 'INCIDENTS_UNREADABLE';
}

/** Prints the incident log of a bridge, running or not: of its configuration, or of its data folder. The newest entry comes last. */
export async function listIncidents(place: string, options: ListIncidentsOptions, terminal: Terminal): Promise<void> {
  const found = readIncidents(await folderOf(place, terminal), options).toReversed();
  const lines =
    options.json === true
      ? found.map((incident) => JSON.stringify(describeIncident(incident)))
      : incidentTable(found, Date.now()).map(visibleLine);
  for (const line of lines) await terminal.output.write(`${line}\n`);
}

async function folderOf(place: string, terminal: Terminal): Promise<string> {
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() === true) return place;
  const { config } = await loadConfig(place, terminal.environment);
  return config.journal.directory;
}

function readIncidents(folder: string, { since, part, name, limit }: ListIncidentsOptions): readonly Incident[] {
  const path = join(folder, incidentFileName);
  if (!existsSync(path)) {
    throw new UnreadableIncidentsError(`${path} is not there: no bridge has run with this data folder yet`);
  }
  try {
    const file = IncidentFile.openToRead(path);
    try {
      return file.find({ from: since === undefined ? undefined : Date.now() - since, part, name, limit });
    } finally {
      file.close();
    }
  } catch (cause) {
    throw new UnreadableIncidentsError(`${path} cannot be read: ${describeError(cause)}`, { cause });
  }
}
