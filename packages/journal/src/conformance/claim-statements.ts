import assert from 'node:assert/strict';
import type { Claim, ClaimStore, Journal } from '../journal.ts';
import type { Statement } from './conformance-case.ts';
import { codeOf } from './records.ts';

/** An engine without claims has nothing to hold to. */
function statement(name: string, check: (claims: ClaimStore, journal: Journal) => Promise<void>): Statement {
  return {
    name,
    check: async (journal) => {
      if (journal.claims !== undefined) await check(journal.claims, journal);
    },
  };
}

function whenLost({ lost }: Claim): Promise<void> {
  return new Promise((resolve) => {
    if (lost.aborted) resolve();
    else lost.addEventListener('abort', () => resolve(), { once: true });
  });
}

export const claimStatements: readonly Statement[] = [
  statement('a name is held until it is released, and others do not hinder it', async (claims) => {
    const { signal } = new AbortController();
    const one = await claims.claim('one', signal);
    const other = await claims.claim('other', signal);
    assert.deepEqual([one.lost.aborted, other.lost.aborted], [false, false]);
    await one.release();
    const again = await claims.claim('one', signal);
    assert.deepEqual([again.lost.aborted, other.lost.aborted], [false, false]);
    await again.release();
    await other.release();
  }),
  statement('who claims a name anew gets it when the holder has been told and has released it', async (claims) => {
    const { signal } = new AbortController();
    const first = await claims.claim('Zähler 日本', signal);
    let isGranted = false;
    const claiming = claims.claim('Zähler 日本', signal).then((claim) => {
      isGranted = true;
      return claim;
    });
    await whenLost(first);
    assert.equal(isGranted, false);
    await first.release();
    const second = await claiming;
    assert.equal(second.lost.aborted, false);
    await second.release();
  }),
  statement('releasing twice takes nothing from the next holder', async (claims) => {
    const { signal } = new AbortController();
    const first = await claims.claim('name', signal);
    await first.release();
    const second = await claims.claim('name', signal);
    await first.release();
    assert.equal(second.lost.aborted, false);
    await second.release();
  }),
  statement('who waits for a name may stop waiting', async (claims) => {
    const holder = await claims.claim('name', new AbortController().signal);
    const reason = new Error('not wanted any more');
    await assert.rejects(claims.claim('name', AbortSignal.abort(reason)), reason);
    const abort = new AbortController();
    const waiting = assert.rejects(claims.claim('name', abort.signal), reason);
    await whenLost(holder);
    abort.abort(reason);
    await waiting;
    await holder.release();
    await (await claims.claim('name', new AbortController().signal)).release();
  }),
  statement('closing the journal ends every claim', async (claims, journal) => {
    const holder = await claims.claim('name', new AbortController().signal);
    await journal.close();
    assert.equal(holder.lost.aborted, true);
    assert.equal(await codeOf(claims.claim('name', new AbortController().signal)), 'JOURNAL_CLOSED');
    await holder.release();
  }),
];
