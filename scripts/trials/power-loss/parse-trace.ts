import { Buffer } from 'node:buffer';
import { basename, dirname } from 'node:path';

/** A file operation of the workload, or a line that it printed. `file` is a name in the journal's directory. */
export type Operation =
  | { readonly kind: 'create'; readonly file: string }
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'syncDirectory' }
  | { readonly kind: 'unlink'; readonly file: string }
  | { readonly kind: 'rename'; readonly file: string; readonly to: string }
  | { readonly kind: 'printed'; readonly line: string };

interface Call {
  readonly name: string;
  readonly args: string;
  /** Undefined if the call did not return; a sync counts only once it has returned. */
  readonly result: string | undefined;
}

const unfinishedForm = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/;
const resumedForm = /^(\d+) +<\.\.\. (\w+) resumed>.* = (-?\d+)/;
const wholeForm = /^(\d+) +(\w+)\((.*)\) += (-?\d+)/;

/** Parses the output of `strace -f -y -xx`. A call counts from where it started, a sync from where it returned. */
export function parseTrace(trace: string, directory: string): readonly Operation[] {
  const operations: Operation[] = [];
  const syncing = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const call = toCall(line, syncing);
    const operation = call === undefined ? undefined : toOperation(call, directory);
    if (operation !== undefined) operations.push(operation);
  }
  return operations;
}

function toCall(line: string, syncing: Map<string, string>): Call | undefined {
  const whole = wholeForm.exec(line);
  if (whole !== null) return { name: whole[2] ?? '', args: whole[3] ?? '', result: whole[4] };
  const begun = unfinishedForm.exec(line);
  if (begun !== null) {
    const [, thread = '', name = '', args = ''] = begun;
    if (!isSync(name)) return { name, args, result: undefined };
    syncing.set(thread, args);
    return undefined;
  }
  const resumed = resumedForm.exec(line);
  if (resumed === null || !isSync(resumed[2] ?? '')) return undefined;
  return { name: resumed[2] ?? '', args: syncing.get(resumed[1] ?? '') ?? '', result: resumed[3] };
}

function isSync(name: string): boolean {
  return name === 'fsync' || name === 'fdatasync';
}

function toOperation({ name, args, result }: Call, directory: string): Operation | undefined {
  if (result?.startsWith('-') === true) return undefined;
  if (name === 'write') return args.startsWith('1<') ? { kind: 'printed', line: textIn(args).trim() } : undefined;
  const path = name === 'openat' || name === 'unlink' || name === 'rename' ? textIn(args) : pathOf(args);
  if (path === directory) return isSync(name) ? { kind: 'syncDirectory' } : undefined;
  const file = basename(path);
  if (dirname(path) !== directory || file.endsWith('-shm')) return undefined;
  switch (name) {
    case 'openat':
      return args.includes('O_CREAT') ? { kind: 'create', file } : undefined;
    case 'pwrite64':
      return { kind: 'write', file, at: lastNumber(args), bytes: bytesIn(args) };
    case 'ftruncate':
      return { kind: 'truncate', file, size: lastNumber(args) };
    case 'unlink':
      return { kind: 'unlink', file };
    case 'rename':
      return { kind: 'rename', file, to: basename(textIn(args.slice(args.indexOf(',')))) };
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', file };
    default:
      throw new Error(`unexpected system call in the trace: ${name} of ${path}`);
  }
}

/** Returns the path in `28</the/path>`, which strace escapes like a string. */
function pathOf(args: string): string {
  return unescape(/^\d+<([^>]*)>/.exec(args)?.[1] ?? '').toString();
}

function textIn(args: string): string {
  return bytesIn(args).toString();
}

function bytesIn(args: string): Buffer {
  return unescape(/"((?:\\x[0-9a-f]{2})*)"/.exec(args)?.[1] ?? '');
}

function unescape(text: string): Buffer {
  return text.startsWith('\\x') ? Buffer.from(text.replaceAll('\\x', ''), 'hex') : Buffer.from(text);
}

function lastNumber(args: string): number {
  return Number(args.slice(args.lastIndexOf(',') + 1));
}
