/** `node benchmarks/codec/one.ts SOURCE NAME PASSES`: runs one subject alone, for profilers. */
import { chunksOf } from './subject.ts';
import { sources } from './subjects.ts';

const [source = '', name = '', passes = '1'] = process.argv.slice(2);
const subjects = (await sources[source]?.())?.subjects ?? [];
const subject = subjects.find((each) => each.name === name);
if (subject === undefined) throw new RangeError(`${source} has ${subjects.map((each) => each.name).join('; ')}`);
const chunks = chunksOf(subject.bytes, 65_536);
for (let pass = 0; pass < Number(passes); pass++) {
  if (subject.pass(chunks) !== subject.checksum) throw new RangeError('wrong checksum');
}
