import { type WireEncoding, wireEncodings } from '@sdmp/codec';
import { asciiPort, unicodePort } from '@sdmp/protocol';
import { flag, oneOf } from './field.ts';

/** Keys that say how a socket is encoded; upstreams and listeners have both. */
export const encodingShape = {
  unicode: flag.prefault(false).describe('Whether it is a Unicode port (UTF-16LE). Default false.'),
  encoding: oneOf(wireEncodings)
    .optional()
    .describe(`One of ${wireEncodings.join(', ')}. Default windows-1252, with unicode utf-16le.`),
} as const;

interface GivenEncoding {
  readonly unicode: boolean;
  readonly encoding?: WireEncoding | undefined;
}

/** Says why the two keys contradict each other; undefined where they do not. */
export function encodingProblem({ unicode, encoding }: GivenEncoding): string | undefined {
  if (encoding === undefined || unicode === (encoding === 'utf-16le')) return undefined;
  return unicode ? 'must be utf-16le where unicode is true' : 'needs unicode: true to be utf-16le';
}

export function chosenEncoding({ unicode, encoding }: GivenEncoding): WireEncoding {
  return encoding ?? (unicode ? 'utf-16le' : 'windows-1252');
}

/** The port that a dialer has for the encoding unless it is set up otherwise. */
export function usualPort({ unicode }: GivenEncoding): number {
  return unicode ? unicodePort : asciiPort;
}
