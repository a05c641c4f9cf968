import { parseVersion } from '@sdmp/protocol';
import { InvalidArgumentError } from 'commander';

/** Checks that the text is a release, such as `10.6.660`. */
export function parseRelease(text: string): string {
  try {
    parseVersion(text);
    return text;
  } catch {
    throw new InvalidArgumentError('A release is two to four numbers with dots between, such as 10.6.660.');
  }
}
