import { decode } from '@sdmp/codec';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { Outcome } from '../model/outcome.ts';
import { ratedOutcome } from './rated-outcome.ts';
import { RateTable } from './rate-table.ts';

/**
 * A morning of twenty calls, by which every rate can be followed on paper. SI: the session, RE: what the switch said, AN: the agent,
 * AO: what the agent said, CO: the amount of a sale.
 */
const calls = [
  /*  1 */ String.raw`\SI1\RE2`, //                      nobody answered
  /*  2 */ String.raw`\SI1\RE10\ANAmira\AO102`, //       a person, who refused
  /*  3 */ String.raw`\SI2\RE1`, //                      busy
  /*  4 */ String.raw`\SI2\RE5`, //                      a machine, found by the dialer
  /*  5 */ String.raw`\SI2\RE10\ANBen\AO1`, //           a machine, found by the agent
  /*  6 */ String.raw`\SI3\RE10\ANBen\AO105`, //         a person, who made a commitment
  /*  7 */ String.raw`\SI4\RE7`, //                      a person answered, no agent was there
  /*  8 */ String.raw`\SI5\RE10\ANAmira\AO103`, //       a person: wrong number
  /*  9 */ String.raw`\SI6\RE10\ANAmira\AO167\CO40`, //  a person, who bought for 40; nobody has named AO 167
  /* 10 */ String.raw`\SI7\RE25`, //                     number not in use
  /* 11 */ String.raw`\SI8\RE10\ANBen`, //               a person; the agent said nothing
  /* 12 */ String.raw`\SI9\RE2`, //                      nobody answered
  /* 13 */ String.raw`\SI9\RE2`, //                      nobody answered
  /* 14 */ String.raw`\SI9\RE10\ANBen\AO102`, //         a person, who refused
  /* 15 */ String.raw`\RE5`, //                          a machine, found by the dialer; no session
  /* 16 */ String.raw`\SI11\RE2\ANAmira\AO202`, //       nobody answered, said the agent, too
  /* 17 */ String.raw`\SI12\RE99\ANAmira\AO106`, //      a person, who must not be called again
  /* 18 */ String.raw`\RE1`, //                          busy; no session
  /* 19 */ String.raw`\SI13\RE31`, //                    hung up as soon as they had answered
  /* 20 */ String.raw`\SI13\RE10\ANAmira\AO105`, //      a person, who made a commitment
];

const table = new RateTable({ by: ['agent'] });
for (const fields of calls) {
  const outcome = new Outcome(decode(`OZ\\CNSales1${fields}`), { time: Date.parse('2026-11-27T09:00:00Z') });
  table.add(ratedOutcome(outcome, { tenant: 'default', campaign: 'Sales1', success: outcome.success }));
}
const { counts, rates, sessions } = table.total;

// A success has RE 10 or an agent outcome. RE 10: calls 2, 5, 6, 8, 9, 11, 14 and 20; an agent outcome without it: 16 and 17.
// 8 + 2 = 10 successes of 20 calls: 10 / 20 = 50%.
test(`${verifies('RATE-1')} connect rate: 10 successes of 20 calls are 50%`, () => {
  expect([counts.connects, counts.calls, rates.connectRate]).toEqual([10, 20, 0.5]);
});

// Answered is what reached an agent as a live call, by the reason alone: RE 10 eight times, and RE 99 of call 17: 9. Abandoned is RE 7:
// call 7. Busy lines, machines of the dialer and those who hung up at once (RE 31) are neither. 1 / (1 + 9) = 1 / 10 = 10%.
test(`${verifies('RATE-2')} abandon rate: 1 abandoned beside 9 answered is 10%`, () => {
  expect([counts.abandoned, counts.answered, rates.abandonRate]).toEqual([1, 9, 0.1]);
});

// Machines: calls 4 and 15 by the dialer, call 5 by the agent: 2 + 1 = 3. People handed to agents: 9 answered less that machine: 8.
// All that picked up: 3 machines + 8 people + 1 abandoned = 12. 3 / 12 = 25%.
test(`${verifies('RATE-3')} answering-machine rate: 3 machines of 12 that picked up are 25%`, () => {
  expect([counts.machinesDetected, counts.machinesToAgents, counts.live, counts.abandoned]).toEqual([2, 1, 8, 1]);
  expect(rates.machineRate).toBe(0.25);
});

// Contacts are the people handed to agents: calls 2, 6, 8, 9, 11, 14, 17 and 20: 8 of 20 calls = 40%.
test(`${verifies('RATE-4')} contact rate: 8 contacts of 20 calls are 40%`, () => {
  expect([counts.contacts, rates.contactRate]).toEqual([8, 0.4]);
});

// Of the 8 contacts, 8 was a wrong number, of 9 nobody knows what AO 167 means, and of 11 nobody said anything: 8 - 3 = 5.
// 5 / 8 = 62.5%.
test(`${verifies('RATE-4')} right-party rate: 5 of 8 contacts are 62.5%`, () => {
  expect([counts.rightParties, rates.rightPartyRate]).toEqual([5, 0.625]);
});

// Two made a commitment (6 and 20), one bought (9): 3 conversions of 8 contacts: 3 / 8 = 37.5%, for 40 altogether.
test(`${verifies('RATE-4')} conversion rate: 3 of 8 contacts are 37.5%`, () => {
  expect([counts.conversions, rates.conversionRate, counts.amount]).toEqual([3, 0.375, 40]);
});

// 15 and 18 name no session and do not count: 20 - 2 = 18 calls. Sessions 1 to 9, 11, 12 and 13 are 12. 18 / 12 = 1.5 attempts.
test(`${verifies('RATE-5')} attempts: 18 calls of 12 sessions are 1.5 for each`, () => {
  expect([counts.withSession, sessions, rates.attemptsPerSession]).toEqual([18, 12, 1.5]);
});

// Amira: calls 2, 8, 9, 16, 17 and 20. All six have an agent outcome: 6 / 6 successes. Call 16 met nobody: 5 contacts, of which 20
// and 9 are conversions: 2 / 5 = 40%. Ben: 5, 6, 11 and 14, of which 5 is a machine: 3 contacts, 1 conversion (6): 1 / 3.
test('the same calls by agent add up to the total', () => {
  expect(
    table.rows().map((row) => [row.values[0], row.counts.calls, row.counts.contacts, row.rates.conversionRate]),
  ).toEqual([
    ['Amira', 6, 5, 0.4],
    ['Ben', 4, 3, 1 / 3],
    [undefined, 10, 0, undefined],
  ]);
});
