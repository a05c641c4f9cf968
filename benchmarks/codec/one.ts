/** `node benchmarks/codec/one.ts NAME PASSES`: one subject alone, for profilers. */
import { chunksOf } from './subject.ts';
import { subjects } from './subjects.ts';

const [name = '', passes = '1'] = process.argv.slice(2);
const subject = subjects.find((each) => each.name === name);
if (subject === undefined) throw new RangeError(`one of: ${subjects.map((each) => each.name).join('; ')}`);
const chunks = chunksOf(subject.bytes, 65_536);
for (let pass = 0; pass < Number(passes); pass++) {
  if (subject.pass(chunks) !== subject.checksum) throw new RangeError('another checksum');
}
