import { styleText } from 'node:util';
import { type Ran, run } from './run.ts';
import type { Step } from './steps.ts';

/** Steps that run at once: tests wait for processes, servers and timers while others compute. */
const atOnce = 4;

export interface StepResult extends Ran {
  readonly name: string;
  readonly seconds: number;
}

/**
 * Runs the steps of a stage, a few at once, and returns how they ended, in their order. The output of a step that runs alone is
 * shown as it comes, that of others in one piece when they end.
 */
export async function runStage(steps: readonly Step[]): Promise<readonly StepResult[]> {
  const isShown = steps.length === 1;
  const results: StepResult[] = [];
  const waiting = steps.entries();
  const runNext = async (): Promise<void> => {
    for (const [index, step] of waiting) {
      const title = `\n${styleText('bold', step.name)}\n`;
      if (isShown) process.stderr.write(title);
      const began = performance.now();
      const ran = await run(step, { isShown });
      results[index] = { ...ran, name: step.name, seconds: (performance.now() - began) / 1000 };
      if (!isShown) process.stderr.write(`${title}${ran.output}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runNext));
  return results;
}
