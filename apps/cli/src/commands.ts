import type { CommandModule } from './command-module.ts';

interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** Every command, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  { name: 'serve', summary: 'serve outcomes to subscribers', load: () => import('./commands/serve.ts') },
  { name: 'tail', summary: 'subscribe to outcomes and print them', load: () => import('./commands/tail.ts') },
  { name: 'send', summary: 'send messages and print what comes back', load: () => import('./commands/send.ts') },
  { name: 'doctor', summary: 'what an endpoint can do, and what is wrong', load: () => import('./commands/doctor.ts') },
  {
    name: 'conformance',
    summary: 'which requirements an endpoint or a client meets',
    load: () => import('./commands/conformance.ts'),
  },
  { name: 'top', summary: 'a service or a bridge at work, on a full screen', load: () => import('./commands/top.ts') },
  { name: 'decode', summary: 'frames to JSON, an object a line', load: () => import('./commands/decode.ts') },
  { name: 'encode', summary: 'JSON lines to frames', load: () => import('./commands/encode.ts') },
  { name: 'explain', summary: 'what a code means', load: () => import('./commands/explain.ts') },
  { name: 'proxy', summary: 'watch a link, and let it fail', load: () => import('./commands/proxy.ts') },
  { name: 'capture', summary: 'write what passes on a link to a file', load: () => import('./commands/capture.ts') },
  { name: 'replay', summary: 'play what was captured again', load: () => import('./commands/replay.ts') },
  { name: 'simulate', summary: 'outcomes of a believable dialing shift', load: () => import('./commands/simulate.ts') },
  { name: 'record', summary: 'record one outcome by hand', load: () => import('./commands/record.ts') },
  { name: 'journal', summary: 'look after a journal', load: () => import('./commands/journal.ts') },
  {
    name: 'report',
    summary: 'rates, abandoned calls, and when in the week',
    load: () => import('./commands/report.ts'),
  },
  { name: 'rules', summary: 'what counts as contact and conversion', load: () => import('./commands/rules.ts') },
  { name: 'user', summary: 'who may use a service', load: () => import('./commands/user.ts') },
  { name: 'bench', summary: 'how fast is it here', load: () => import('./commands/bench.ts') },
  { name: 'context', summary: 'save endpoints under names', load: () => import('./commands/context.ts') },
  { name: 'completion', summary: 'complete command lines in a shell', load: () => import('./commands/completion.ts') },
];
