import { expect, test } from 'vitest';
import { networkCauseOf, networkCauses } from './network-causes.ts';

/** The causes that ITU-T Q.850, table 1, defines, by its classes. */
const classes = {
  normal: [1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31],
  'resource unavailable': [34, 38, 39, 40, 41, 42, 43, 44, 46, 47],
  'service or option not available': [49, 50, 53, 55, 57, 58, 62, 63],
  'service or option not implemented': [65, 66, 69, 70, 79],
  'invalid message': [81, 82, 83, 84, 85, 86, 87, 88, 90, 91, 95],
  'protocol error': [96, 97, 98, 99, 100, 101, 102, 103, 110, 111],
  interworking: [127],
} as const;

test('there is a row for each cause of Q.850 and no other, in order', () => {
  expect(networkCauses.map(({ code }) => code)).toEqual(Object.values(classes).flat());
});

test('no two causes have the same name, and a code that Q.850 does not define has none', () => {
  const names = networkCauses.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(networkCauseOf(32)).toBeUndefined();
});

// What dialers meet, and the last of each class, from another list: a row that slipped is noticed.
test.each([
  [1, /unallocated/i],
  [3, /no route to destination/i],
  [16, /normal call clearing/i],
  [17, /user busy/i],
  [18, /no user responding/i],
  [19, /no answer from user/i],
  [20, /subscriber absent/i],
  [21, /call rejected/i],
  [22, /number changed/i],
  [27, /destination out of order/i],
  [28, /invalid number format/i],
  [31, /normal, unspecified/i],
  [34, /no circuit/i],
  [38, /network out of order/i],
  [41, /temporary failure/i],
  [42, /switching equipment congestion/i],
  [44, /requested circuit.*not available/i],
  [47, /resource unavailable, unspecified/i],
  [57, /bearer capability not authorized/i],
  [65, /bearer capability not implemented/i],
  [88, /incompatible destination/i],
  [102, /recovery on timer expiry/i],
  [111, /protocol error, unspecified/i],
  [127, /interworking, unspecified/i],
])('cause %i is called %s', (code, name) => {
  expect(networkCauseOf(code)?.name).toMatch(name);
});
