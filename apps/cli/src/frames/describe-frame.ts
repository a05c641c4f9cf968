import { decode, format } from '@sdmp/codec';
import { identify, type Release } from '@sdmp/protocol';
import type { ExactFrame } from './exact-frames.ts';
import type { FrameLine } from './frame-line.ts';

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
