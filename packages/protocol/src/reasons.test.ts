import { describe, expect, test } from 'vitest';
import { agentOutcomeOf, agentOutcomes } from './agent-outcomes.ts';
import { connectedReason, reasonCategories, reasonOf, reasons } from './reasons.ts';

describe('reasons and agent outcomes', () => {
  test('have one entry for each code, within the range of RE and AO', () => {
    for (const [codes, max] of [
      [reasons.map(({ code }) => code), 999],
      [agentOutcomes.map(({ code }) => code), 9999],
      [reasonCategories.map(({ code }) => code), 999],
    ] as const) {
      expect(new Set(codes).size).toBe(codes.length);
      for (const code of codes) expect(code >= 0 && code <= max).toBe(true);
    }
  });

  test('refer to existing reasons and categories', () => {
    const categories: readonly number[] = reasonCategories.map(({ code }) => code);
    for (const { category } of reasons) if (category !== undefined) expect(categories).toContain(category);
    const administered = 101;
    for (const { reason } of agentOutcomes)
      expect(reason === administered || reasonOf(reason) !== undefined).toBe(true);
  });

  test('are found by code', () => {
    expect(reasonOf(connectedReason)?.code).toBe(connectedReason);
    expect(reasonOf(100_000)).toBeUndefined();
    expect(agentOutcomeOf(106)?.name).toBe('Do Not Call (DNC)');
    expect(agentOutcomeOf(100_000)).toBeUndefined();
  });
});
