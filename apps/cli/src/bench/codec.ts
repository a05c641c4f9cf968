import { decode, encode } from '@sdmp/codec';
import type { Measurement } from './measurement.ts';
import { perSecond } from './measurement.ts';
import { simulatedFrames } from './outcomes.ts';

const frameCount = 2000;

/** Both ways, in memory: every field is read, every byte written. */
export const measureCodec: Measurement = {
  title: 'decoding and encoding',
  run: async (bench) => {
    const frames = simulatedFrames(frameCount);
    const half = { ...bench, durationMs: bench.durationMs / 2 };
    let fields = 0;
    const decoded = await perSecond(half, () => {
      for (const frame of frames) fields += decode(frame).fields.length;
      return frameCount;
    });
    const messages = frames.map((frame) => decode(frame));
    let bytes = 0;
    const encoded = await perSecond(half, () => {
      for (const message of messages) bytes += encode(message).length;
      return frameCount;
    });
    if (fields === 0 || bytes === 0) return [];
    return [
      { name: 'decode OZ', value: decoded, unit: 'outcomes/s' },
      { name: 'encode OZ', value: encoded, unit: 'outcomes/s' },
    ];
  },
};
