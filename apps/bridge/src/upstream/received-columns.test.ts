import { decode } from '@sdmp/codec';
import { Outcome, outcomeRecord } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { createShift } from '@sdmp/testkit';
import { expect, test } from 'vitest';
import { ReceivedColumns } from './received-columns.ts';

const odd = [
  '\\CNSales\\DTone\r\ntwo\\RE10',
  '\\CNSales\\DTone\n\\RE10',
  '\\CNSales\\RE10\r',
  '\\CNSales\\DTone\nOZ\\CNSales\\RE10',
  '\\CNVerkauf Zürich\\AN\u0141ukasz\\RE2',
  '\\CNSales\\DTa\\b\\TX7\\RE10',
  '\\DTx\\CNLate\\TX7',
  '\\CNSales\\RE10\\RE2\\ZZ1\\ZZ2',
  '\\CNSales\\RE\\AO\\IRx',
  '\\TD\\CNSales\\RE10',
  '\\TDacme\\CNSales\\RE99999999999999999999',
  '\\CN',
  '',
];

function received(bodies: readonly string[]): Outcome[] {
  return bodies.map((body, index) => new Outcome(decode(`OZ\\TX7${body}`), { time: 1_763_802_000_000 + index }));
}

/** Batches of plain and odd ones, and of each odd one between plain ones. */
function batches(): Outcome[][] {
  const shift = createShift({ seed: 11 });
  const plain = Array.from({ length: 300 }, () => shift.nextBody());
  const mixed = [...odd, ...plain.flatMap((body, index) => [body, odd[index % odd.length] ?? '']), ...odd];
  const between = odd.map((body) => [...plain.slice(0, 3), body, ...plain.slice(3, 5)]);
  return [mixed, plain, mixed.toReversed(), ...between, ...odd.map((body) => [body])].map(received);
}

for (const tenant of [undefined, 'acme']) {
  test(`${verifies('OZ-6')}columns hold what records of the outcomes would${tenant === undefined ? '' : ', the tenant asked for too'}`, () => {
    const columns = new ReceivedColumns({ tenant, source: 'north', times: { of: (time) => time } });
    // The same memory again.
    for (const batch of batches()) {
      const { count, scopes, scopeOf, classes, times, ends, bodies } = columns.of(batch);
      expect(count).toBe(batch.length);
      let start = 0;
      for (const [index, outcome] of batch.entries()) {
        const record = outcomeRecord(outcome.message, { time: outcome.time });
        const end = ends[index] ?? 0;
        const isNamed = tenant === undefined || outcome.tenantDescriptor !== undefined;
        expect({
          time: times[index],
          ...scopes[scopeOf[index] ?? 0],
          classes: classes[index],
          body: Buffer.from(bodies.subarray(start, end)).toString(),
        }).toEqual({ ...record, tenant: isNamed ? record.tenant : tenant, source: 'north' });
        start = end;
      }
    }
  });
}
