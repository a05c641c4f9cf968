import { type WireEncoding, wireEncodings } from '@sdmp/codec';
import type { LinkDirection } from '@sdmp/testkit';
import { z } from 'zod';

/** Version of the form of captures. */
export const captureVersion = 1;

const headShape = z.object({
  capture: z.literal(captureVersion),
  /** ISO 8601. */
  startedAt: z.string(),
  encoding: z.enum(wireEncodings),
  target: z.string(),
  masked: z.boolean(),
});

const eventShape = z.object({
  /** Since the start, milliseconds. */
  ms: z.number().min(0),
  /** Counts from 1. */
  connection: z.number().int().min(1),
  event: z.enum(['opened', 'closed']).optional(),
  to: z.enum(['target', 'client']).optional(),
  /** A frame without its NUL. */
  frame: z.string().optional(),
  /** Bytes between frames, outcomes in runs, in base64. */
  bytes: z.base64().optional(),
  /** Characters or bytes that are left out because they could not be masked, or were too many. */
  omitted: z.number().optional(),
});

/** The first line of a capture. */
export interface CaptureHead {
  readonly startedAt: string;
  readonly encoding: WireEncoding;
  readonly target: string;
  readonly masked: boolean;
}

/** Any further line. */
export interface CaptureEvent {
  readonly ms: number;
  readonly connection: number;
  readonly event?: 'opened' | 'closed' | undefined;
  readonly to?: LinkDirection | undefined;
  readonly frame?: string | undefined;
  readonly bytes?: string | undefined;
  readonly omitted?: number | undefined;
}

export function headLine(head: CaptureHead): string {
  return `${JSON.stringify({ capture: captureVersion, ...head })}\n`;
}

export function eventLine({ ms, ...event }: CaptureEvent): string {
  return `${JSON.stringify({ ms: Math.round(ms * 1000) / 1000, ...event })}\n`;
}

/** Returns undefined for a line that is no head of a capture. */
export function readHead(line: string): CaptureHead | undefined {
  return parsed(headShape, line);
}

/** Returns the version that the head of a capture states when this program does not know it yet; undefined for any other line. */
export function newerVersionIn(line: string): number | undefined {
  const version = parsed(z.object({ capture: z.number() }), line)?.capture;
  return version !== undefined && version > captureVersion ? version : undefined;
}

/** Returns undefined for a line that is none of a capture. */
export function readEvent(line: string): CaptureEvent | undefined {
  return parsed(eventShape, line);
}

function parsed<Value>(shape: z.ZodType<Value>, line: string): Value | undefined {
  try {
    return shape.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
