import { expect, test } from 'vitest';
import { campaignKey, campaignOf, chosenIn, partKey, partOf, placeIn, queryOf } from './place.ts';

test('the address of a place opens that place', () => {
  const place = {
    campaign: 'Söle & Co',
    window: '24h',
    chart: '1h',
    day: campaignKey({ tenant: 'a/b', campaign: 'x?&#"' }),
    part: partKey('sink', 'crm'),
    incidents: 'all',
    days: '7',
    api: 'listSinks',
    letters: 'crm',
    outcome: 'j-17',
    by: 'session',
    wanted: 'case=1',
  };
  expect(placeIn(queryOf(place))).toEqual(place);
  expect(queryOf(placeIn(''))).toBe('');
  expect(queryOf(placeIn('?by=session'))).toBe('?by=session');
});

test('a campaign is named with its tenant, also where either has no name', () => {
  for (const campaign of [
    { tenant: 'default', campaign: 'Sales' },
    { tenant: '', campaign: 'Sales' },
    { tenant: 'default', campaign: '' },
  ])
    expect(campaignOf(campaignKey(campaign))).toEqual(campaign);
});

test('a part is named with its kind', () => {
  const of = String.raw`acme\secret\7`;
  expect(partOf(partKey('subscriber', of))).toEqual({ kind: 'subscriber', of });
  expect(partOf('other').kind).toBeUndefined();
});

test('a time range that is unknown is the usual one', () => {
  expect([chosenIn(['15m', '1h'], '1h', '15m'), chosenIn(['15m', '1h'], '7y', '15m')]).toEqual(['1h', '15m']);
});

test('what an address says beyond that is left out, and a long value is cut', () => {
  expect(queryOf(placeIn('?__proto__=1&other=2'))).toBe('');
  expect(placeIn(`?campaign=${'x'.repeat(5000)}`).campaign).toHaveLength(500);
});
