import { expect, test } from 'vitest';
import { agentOutcomes } from './agent-outcomes.ts';
import { documentedErrors, serviceErrors } from './errors.ts';
import { readFacts } from './fixtures/read-facts.ts';
import { reasonCategories, reasons } from './reasons.ts';

const reasonFacts = readFacts('reasons');
const errorFacts = readFacts('errors');

test('the reasons are those documented: code, name, category, who generates them, certainty', () => {
  const ours = reasons.map(({ code, name, category = null, generatedBy, certainty }) => [
    code,
    name,
    category,
    generatedBy,
    certainty,
  ]);
  expect(ours).toEqual(reasonFacts.reasons);
});

test('the categories of reasons are those documented', () => {
  expect(reasonCategories.map(({ code, name }) => [code, name])).toEqual(reasonFacts.categories);
});

test('the default agent outcomes are those known: code, name, reason, certainty', () => {
  const ours = agentOutcomes.map(({ code, name, reason, certainty }) => [code, name, reason, certainty]);
  expect(ours).toEqual(reasonFacts.agentOutcomes);
});

test('the error codes are those documented, with their certainty', () => {
  expect(documentedErrors.map(({ code, certainty }) => [code, certainty])).toEqual(errorFacts.errors);
});

test('a request that breaks a documented rule gets the documented code, any other a code of ours', () => {
  const { transactionMissing, callNotNamed, ...others } = serviceErrors;
  expect(errorFacts.enumerations).toEqual([transactionMissing.code]);
  const documented = errorFacts.errors.map(([code]) => code);
  expect(documented).toContain(callNotNamed.code);
  for (const { code } of Object.values(others)) expect(documented).not.toContain(code);
});
