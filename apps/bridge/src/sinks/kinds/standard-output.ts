import { oneOf } from '../../config/field.ts';
import { batchOf } from './sink-fields.ts';
import { defineSinkKind } from './sink-kind.ts';

export const standardOutput = defineSinkKind({
  name: 'standardOutput',
  description: 'Prints outcomes on standard output, after the lines that say where the bridge listens.',
  shape: {
    format: oneOf(['json', 'csv', 'frames'])
      .prefault('json')
      .describe('json: an object a line; csv; frames: as on the wire. Default json.'),
    batch: batchOf(1000),
  },
  make: async (options, { output, columns }) => {
    const { standardOutputSink } = await import('@sdmp/sinks/standard-output');
    return standardOutputSink({ ...options, output, columns });
  },
});
