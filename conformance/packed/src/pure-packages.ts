import { decode, encode, Framer } from '@sdmp/codec';
import { outcomeFromMessage } from '@sdmp/outcomes';
import { type DataSchema, dataRow } from '@sdmp/outcomes/data';
import { OutcomeRates } from '@sdmp/outcomes/statistics';
import { release, typedMessage } from '@sdmp/protocol';
import { enumerateOutcomes } from '@sdmp/protocol/messages';

const now = Date.UTC(2026, 10, 30);

const order: DataSchema = {
  columns: [{ from: 'order', name: 'order_number', type: 'text', required: false, mask: 'none' }],
  refusesOthers: false,
};

const frames = [
  String.raw`OZ\TXEOSales1\CNSales1\ANJoe\SI001234567890\RE10\AO167\DTname=Ann`,
  // Not String.raw, in which Bun 1.4.4 writes \u00EB for ë.
  'OZ\\TXEOSales1\\CNZoë €\\SI2\\RE7\\DT{"order":"12345678901234567890"}',
  String.raw`OZ\TXEOSales1\CNSales1\RE2\XXunknown\DT`,
];

/** Returns what the packages without I/O make of a request and of three outcomes, as data: the same in every JavaScript engine. */
export function results(): unknown {
  const request = typedMessage(enumerateOutcomes, release('10.6.660')).build({
    transactionIdentifier: 'EOSales1',
    successOutcomes: true,
    rateControl: 500,
  });
  const texts: string[] = [];
  const framer = new Framer({ frame: (text) => texts.push(text), oversized: () => texts.push('oversized') });
  for (const frame of frames) {
    const bytes = encode(decode(frame));
    // A frame that arrives in two pieces.
    framer.push(bytes.slice(0, 7));
    framer.push(bytes.slice(7));
  }
  const outcomes = texts.map((text) => outcomeFromMessage(decode(text), { now }));
  const rates = new OutcomeRates();
  for (const outcome of outcomes) rates.add(outcome.time, outcome.success);
  return {
    request: [...encode(request)],
    texts,
    outcomes: outcomes.map((outcome) => outcome.toJSON()),
    keys: outcomes.map(({ key }) => key),
    data: outcomes.map((outcome) => dataRow(outcome.data, order)),
    rates: rates.series('15m', now),
  };
}
