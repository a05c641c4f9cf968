import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { ParkedTransactions } from './parked-transactions.ts';

const parked = (transactionIdentifier: string, position = 0, touched = 0) => ({
  transactionIdentifier,
  position,
  touched,
});

describe('parked transactions', () => {
  test('are found by tenant, token and TX', () => {
    verifies('PS-8');
    const all = new ParkedTransactions();
    all.put('acme', 'warehouse', parked('TX1', 5));
    all.put('other', 'warehouse', parked('TX1', 7));
    expect(all.get('acme', 'warehouse', 'TX1')?.position).toBe(5);
    expect(all.get('other', 'warehouse', 'TX1')?.position).toBe(7);
    expect(all.has('', 'warehouse')).toBe(false);
    expect(all.get('acme', 'warehouse', 'TX2')).toBeUndefined();
  });

  test('the only one of a token is taken under another TX, one of several is not', () => {
    verifies('PS-4');
    const all = new ParkedTransactions();
    all.put('', 'warehouse', parked('TX1', 1));
    expect(all.take('', 'warehouse', 'TX9')).toEqual(parked('TX1', 1));
    expect(all.has('', 'warehouse')).toBe(false);
    all.put('', 'warehouse', parked('TX1', 1));
    all.put('', 'warehouse', parked('TX2', 2));
    expect(all.take('', 'warehouse', 'TX9')).toBeUndefined();
    expect(all.take('', 'warehouse', 'TX2')).toEqual(parked('TX2', 2));
    expect(all.take('', 'warehouse', 'TX9')).toEqual(parked('TX1', 1));
    expect([...all]).toEqual([]);
  });

  test('one that parks again takes the place of its former self', () => {
    const all = new ParkedTransactions();
    all.put('', 'warehouse', parked('TX1', 1));
    all.put('', 'warehouse', parked('TX1', 2));
    expect([...all]).toEqual([{ tenant: '', token: 'warehouse', ...parked('TX1', 2) }]);
  });

  test('are taken by TX alone, whatever their token', () => {
    const all = new ParkedTransactions();
    all.put('acme', 'warehouse', parked('TX1'));
    all.put('acme', 'warehouse', parked('TX2'));
    expect(all.takeAny('TX2')).toMatchObject({ tenant: 'acme', token: 'warehouse' });
    expect(all.takeAny('TX2')).toBeUndefined();
  });

  test('those that nobody came back for are taken by age, as often as it is asked', () => {
    verifies('PS-9');
    const all = new ParkedTransactions();
    for (const touched of [30, 10, 20, 40]) all.put('', `token ${touched}`, parked('TX', 0, touched));
    const ages = (oldest: number) => all.takeUntouchedSince(oldest).map(({ touched }) => touched);
    expect(ages(10)).toEqual([]);
    expect(ages(21)).toEqual([10, 20]);
    expect(ages(21)).toEqual([]);
    all.put('', 'token 15', parked('TX', 0, 15));
    expect(ages(31)).toEqual([30, 15]);
    expect(ages(100)).toEqual([40]);
    expect([...all]).toEqual([]);
  });

  test('those last in use at times that cannot be count as used now, and are not forgotten early', () => {
    const all = new ParkedTransactions();
    all.put('', 'past', parked('TX1', 1, 5));
    all.put('', 'right', parked('TX2', 2, 1000));
    all.put('', 'future', parked('TX3', 3, 90_000));
    const changed = all.touchOutside({ from: 500, to: 2000 }, 1500);
    expect(changed.map(({ token, touched }) => [token, touched])).toEqual([
      ['past', 1500],
      ['future', 1500],
    ]);
    expect(all.touchOutside({ from: 500, to: 2000 }, 1600)).toEqual([]);
    expect(all.takeUntouchedSince(1200).map(({ token }) => token)).toEqual(['right']);
    expect(all.takeUntouchedSince(1600).map(({ token }) => token)).toEqual(['past', 'future']);
  });
});
