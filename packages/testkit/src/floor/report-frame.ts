import { format } from '@sdmp/codec';
import {
  agentConnect,
  beginDial,
  callFailed,
  delayNotification,
  lineConnected,
  type MessageDefinition,
  nowDisconnected,
  transactionComplete,
} from '@sdmp/protocol';
import type { FloorReport, FloorReportName } from './floor-event.ts';

const definitions: Readonly<Record<FloorReportName, MessageDefinition>> = {
  delayNotification,
  lineConnected,
  callFailed,
  nowDisconnected,
  agentConnect,
  beginDial,
  transactionComplete,
};

const tokenName = 'token';

/** Returns a report as a frame of SDMP 2 without its terminator, data last. `token`: asks for an MV with it. */
export function floorReportFrame({ report, fields: values }: FloorReport, token?: string): string {
  const { service, interface: layer, code, parameters } = definitions[report];
  const fields: string[] = [];
  const data: string[] = [];
  for (const { code: parameter, name, kind } of parameters) {
    const value = name === tokenName ? token : (values as Readonly<Record<string, string | undefined>>)[name];
    if (value !== undefined) (kind === 'data' ? data : fields).push(parameter, value);
  }
  return format({ service, interface: layer, code, fields: [...fields, ...data] });
}

/** Returns a report as the HTTP API and a feed take it: a JSON object with `report`, numbers and flags as such. */
export function floorReportJson({ report, fields: values }: FloorReport): string {
  const members: Record<string, string | number | boolean> = { report };
  for (const { name, kind } of definitions[report].parameters) {
    const value = (values as Readonly<Record<string, string | undefined>>)[name];
    if (value === undefined) continue;
    if (kind === 'flag') members[name] = true;
    else members[name] = kind === 'integer' || kind === 'count' ? Number(value) : value;
  }
  return JSON.stringify(members);
}
