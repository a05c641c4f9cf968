import { SdmpError } from './sdmp-error.ts';

/** A product version as numbers, most significant first. */
export type Version = readonly number[];

const versionForm = /^\d{1,6}(\.\d{1,6}){1,3}$/;

/** Parses a version such as `10.6.660`. Throws `RELEASE_UNKNOWN` if the text is not a version. */
export function parseVersion(text: string): Version {
  if (!versionForm.test(text)) {
    throw new SdmpError(
      'RELEASE_UNKNOWN',
      `'${text.slice(0, 40)}' is not a release: write two to four numbers separated by dots, such as 10.6.660`,
    );
  }
  return text.split('.').map(Number);
}

/** Compares two versions. Returns a negative number if `left` is older, 0 if they are equal. A missing number counts as 0. */
export function compareVersions(left: Version, right: Version): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
