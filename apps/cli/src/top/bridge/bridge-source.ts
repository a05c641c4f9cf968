import { SdmpError } from '@sdmp/protocol';
import type { z } from 'zod';
import { fetchText } from '../../http/fetch-text.ts';
import { apiPath } from '../../token-option.ts';
import { Speed } from '../quantities.ts';
import type { TopSource } from '../view.ts';
import { statusAnswer, sinksAnswer, subscribersAnswer, upstreamsAnswer } from './answers.ts';
import { bridgeView } from './bridge-view.ts';

export interface BridgeSourceOptions {
  /** Any address of the bridge: what stands behind the port is passed over. */
  readonly url: URL;
  readonly token: string | undefined;
}

/** A bridge, by its HTTP API. */
export function bridgeSource({ url, token }: BridgeSourceOptions): TopSource {
  const recorded = new Speed();
  const delivered = new Speed();
  const ask = async <Answer>(path: string, shape: z.ZodType<Answer>, signal: AbortSignal): Promise<Answer> => {
    const text = await fetchText(new URL(`${apiPath}${path}`, url), { token, signal });
    try {
      return shape.parse(JSON.parse(text));
    } catch (cause) {
      const words = `${url.host} answers ${apiPath}${path}, but not as a bridge of this version does`;
      throw new SdmpError('CONNECT_FAILED', words, { cause });
    }
  };
  return {
    read: async (signal) => {
      const [status, upstreams, subscribers, sinks] = await Promise.all([
        ask('/status', statusAnswer, signal),
        ask('/upstreams', upstreamsAnswer, signal),
        ask('/subscribers', subscribersAnswer, signal),
        ask('/sinks', sinksAnswer, signal),
      ]);
      const at = performance.now();
      const rates = {
        recorded: recorded.read(status.totals.recorded, at),
        delivered: delivered.read(status.totals.delivered, at),
      };
      return bridgeView(url.host, { status, upstreams, subscribers, sinks }, rates, Date.now());
    },
    close: () => Promise.resolve(),
  };
}
