import { expect, test } from 'vitest';
import { judge } from '../../../../scripts/trials/jetstream/count-records.ts';

test('the count of the outage trials sees what is lost, doubled and out of order', () => {
  expect(judge([0, 1, 2], 3)).toEqual({ lost: 0, doubled: 0, outOfOrder: 0 });
  expect(judge([0, 2], 3)).toEqual({ lost: 1, doubled: 0, outOfOrder: 0 });
  expect(judge([0, 1, 1, 2], 3)).toEqual({ lost: 0, doubled: 1, outOfOrder: 0 });
  expect(judge([1, 0, 2], 3)).toEqual({ lost: 0, doubled: 0, outOfOrder: 1 });
});
