import { SdmpError } from './sdmp-error.ts';

/** A product version as numbers, most significant first. */
export type Version = readonly number[];

const versionForm = /^\d{1,6}(\.\d{1,6}){1,3}$/;

/** Reads `10.6.660` and the like. Throws `RELEASE_UNKNOWN` when the text is no version. */
export function parseVersion(text: string): Version {
  if (!versionForm.test(text)) {
    throw new SdmpError(
      'RELEASE_UNKNOWN',
      `'${text.slice(0, 40)}' is no release: write two to four numbers with dots between, such as 10.6.660`,
    );
  }
  return text.split('.').map(Number);
}

/** Negative when `left` is older than `right`, 0 when they are the same. A missing number counts as 0. */
export function compareVersions(left: Version, right: Version): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
