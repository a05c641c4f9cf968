import { freePort } from '../../../free-port.ts';
import { differs, type Scenario, type Settings, textOf } from '../scenario.ts';
import { type Ended, runCommand } from './run-command.ts';

/** Time longer than the difference between the starts of the processes, milliseconds. */
const heldMs = 300;

async function serve(settings: Settings): Promise<Ended> {
  const words = ['serve', '--memory', '--listen', `127.0.0.1:${textOf(settings, 'port')}`, '--listen-unicode', 'off'];
  return runCommand('sdmp', words, heldMs);
}

/** A port that several services request: one gets it, the others report in one line that it is in use. */
export const listeners: Scenario = {
  name: 'listeners',
  actions: { serve },
  begin: async () => ({
    end: async () => undefined,
    round: async () => {
      const port = await freePort();
      const job = { action: 'serve', settings: { port } };
      return {
        jobs: [job, job, job],
        judge: async (answers) => {
          const ended = answers.map(({ value }) => (value ?? { exitCode: -1, said: '' }) as Ended);
          const refused = ended.filter(({ exitCode }) => exitCode === 1);
          const silent = refused.filter(({ said }) => !new RegExp(`^[^\n]*${port}[^\n]*is taken`, 'm').test(said));
          return [
            ...differs('services that listened', ended.filter(({ exitCode }) => exitCode === 0).length, 1),
            ...silent.map(({ said }) => `said no reason: ${said}`),
          ];
        },
      };
    },
  }),
};
