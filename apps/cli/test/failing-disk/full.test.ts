import { verifies } from '@sdmp/requirements';
import { test } from 'vitest';
import { canSpoil, noStrace } from '../support/spoiled-disk.ts';
import { tryFailingDisk } from '../support/try-failing-disk.ts';

test(verifies('PS-2') +
  'a service on a full disk serves its backlog, lets the feed wait, says so once, and continues when it is repaired', {
  timeout: 120_000,
}, async ({ skip }) => {
  if (!canSpoil()) return skip(`${noStrace} its disk is full`);
  await tryFailingDisk('full', /nothing was written \((database or disk is full|disk I\/O error)\): make room/);
});
