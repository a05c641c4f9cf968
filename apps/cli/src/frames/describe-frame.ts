import { decode, format } from '@sdmp/codec';
import { type Release, identify } from '@sdmp/protocol';
import type { ExactFrame } from './exact-frames.ts';

/** A frame as a line of JSON. The last three are there only when they are not what encoding gives by itself. */
interface FrameLine {
  /** As written in the frame; null in SDMP 1. */
  readonly service: string | null;
  readonly interface: string | null;
  /** Null when the frame does not begin with a message code. */
  readonly code: string | null;
  /** Long name; null when the catalogue does not know the message. */
  readonly name: string | null;
  readonly params: readonly (readonly [code: string, value: string])[];
  /** What is wrong with the message, a line each. */
  readonly problems: readonly string[];
  /** What ended the frame, when it was not NUL alone. */
  readonly terminator?: string;
  /** The frame itself, when writing the parameters would give other text. */
  readonly raw?: string;
  /** Stray line ends and NULs in front of the frame. */
  readonly before?: string;
}

const unreadable = { service: null, interface: null, code: null, name: null, params: [] } as const;

/** What a frame says, with everything needed to write it again byte for byte. */
export function describeFrame(frame: ExactFrame, release: Release): FrameLine {
  return {
    ...describeText(frame, release),
    ...(frame.end === '\0' ? {} : { terminator: frame.end }),
    ...(frame.before === '' ? {} : { before: frame.before }),
  };
}

function describeText({ text, isOversized }: ExactFrame, release: Release): FrameLine {
  if (isOversized)
    return { ...unreadable, problems: [`The frame is above the size limit; it begins ${excerpt(text)}`] };
  if (text === '') return { ...unreadable, problems: [], raw: '' };
  const message = decode(text);
  if (message.code === '') {
    return { ...unreadable, problems: ['The frame does not begin with a message code'], raw: text };
  }
  const { message: known, problems } = identify(release, message, message.fields);
  return {
    service: message.service,
    interface: message.interface,
    code: message.code,
    name: known?.definition.name ?? null,
    params: message.entries(),
    problems: problems.map((problem) => problem.message),
    ...(format(message) === text ? {} : { raw: text }),
  };
}

const excerptLength = 40;

function excerpt(text: string): string {
  return JSON.stringify(text.length > excerptLength ? `${text.slice(0, excerptLength)}…` : text);
}
