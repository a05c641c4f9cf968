import type { Answer } from './scenario.ts';

/** Runs a job and returns its result or error. */
export async function play(action: () => Promise<unknown>): Promise<Answer> {
  try {
    return { value: await action() };
  } catch (error) {
    if (!(error instanceof Error)) return { error: { code: 'UNKNOWN', message: String(error) } };
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    return { error: { code, message: error.message } };
  }
}
