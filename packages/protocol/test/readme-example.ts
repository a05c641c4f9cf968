import { enumerateOutcomes, identify, InvalidMessageError, release, writeFields } from '../src/index.ts';

// A request, checked and written for the release that the dialer runs.
const dialer = release('10.6.660');
const eo = dialer.message(enumerateOutcomes);
if (eo === undefined) throw new Error('this release has no EO');
const fields = writeFields<typeof enumerateOutcomes>(eo, {
  transactionIdentifier: 'Sales1',
  successOutcomes: true,
  rateControl: 500,
});
console.log(fields.join(' ')); // CS 500 SO  TX Sales1

// An older one would reject CS, so it is not written.
const older = release('10.6.412').message(enumerateOutcomes);
try {
  if (older !== undefined)
    writeFields(older, { transactionIdentifier: 'Sales1', successOutcomes: true, rateControl: 500 });
} catch (error) {
  if (error instanceof InvalidMessageError) console.log(error.message); // CS (rateControl) came with 10.6.660; this is 10.6.412
}

// What a peer sent: which message it is, and everything that is wrong with it.
const address = { service: null, interface: null, code: 'EO' };
const { message, problems } = identify(dialer, address, ['TX', 'Sales1', 'QQ', '1'], 'toDialer');
console.log(message?.definition.name); // EnumerateOutcomes
console.log(problems.map((problem) => problem.rule).join(' ')); // unknownParameter neitherSuccessNorFailure
