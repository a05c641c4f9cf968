import { outcomeFromRecord, outcomeId, parseOutcomeLine } from '@sdmp/outcomes';
import type { SinkOutcome } from '../sink.ts';

const journal = 'suite0000';

const firstTime = Date.UTC(2026, 10, 22, 9);

/** The outcome of a record's body, at a position of the suite's journal. */
function outcomeOfBody(position: number, body: string): SinkOutcome {
  const place = { journal, position, time: firstTime + position };
  const source = position % 3 === 0 ? undefined : 'dialer-a';
  return { position, id: outcomeId(place), source, outcome: outcomeFromRecord(body, place) };
}

/** The outcome of a JSON line, at a position of the suite's journal. */
export function outcomeAt(position: number, json: Readonly<Record<string, unknown>>): SinkOutcome {
  return outcomeOfBody(position, parseOutcomeLine(JSON.stringify(json), { time: firstTime + position }).body);
}

/** Plain outcomes of a few campaigns and sessions. */
export function plainOutcomes(count: number, from = 0): SinkOutcome[] {
  return Array.from({ length: count }, (_, index) => {
    const position = from + index;
    return outcomeAt(position, {
      tenantDescriptor: 'acme',
      campaignName: `Sales${position % 3}`,
      sessionIdentifier: String(100_000 + (position % 7)),
      telephoneNumber: '01632960123',
      reason: position % 2 === 0 ? 10 : 2,
      data: { customer: position },
    });
  });
}

/** Bodies that no feed of ours takes, but a foreign dialer may send. */
const oddBodies = [
  '\\DTone\r\ntwo',
  '\\RE\\AO\\IRx',
  '\\DTa\u0000b',
  '\\CN',
  '\\RE99999999999999999999\\AO-1',
  '\\RE3000000000',
  '\\ZZ\\ZZ',
];

/** Outcomes with values that writers of tables, lines and requests get wrong. */
export function oddOutcomes(from = 0): SinkOutcome[] {
  const values: readonly Readonly<Record<string, unknown>>[] = [
    {},
    { data: '' },
    { data: 'one\ttwo, "three"; \'four\'' },
    { data: { escaped: '\u0000 \ud800' } },
    { data: '=1+1' },
    { data: 'Zürich 日本 \u{1f4de}' },
    { data: { nested: { list: [1, 2.5, null, true], text: 'a\\b' } } },
    { data: 'x'.repeat(100_000) },
    { agentIdentifier: 'Łukasz "Luke" O\'Neil', reason: 10, agentOutcome: 9999 },
    { campaignName: 'a,b', reason: 0, dontDial: true },
    {
      other: [
        ['ZZ', 'first'],
        ['ZZ', 'second, with "quotes"'],
      ],
    },
  ];
  return [
    ...values.map((value, index) => outcomeAt(from + index, value)),
    ...oddBodies.map((body, index) => outcomeOfBody(from + values.length + index, body)),
  ];
}
