import { parseEncoding, type WireEncoding, wireEncodings } from '@sdmp/codec';
import { type Command, InvalidArgumentError } from 'commander';

export interface EncodingOptions {
  readonly unicode?: true;
  readonly encoding?: WireEncoding;
}

/** Adds `--unicode` and `--encoding`. */
export function addEncodingOptions(command: Command): Command {
  return command
    .option('--unicode', 'UTF-16LE, as on port 6500')
    .option('--encoding <name>', `${wireEncodings.join(', ')} (default windows-1252)`, readEncoding);
}

function readEncoding(name: string): WireEncoding {
  try {
    return parseEncoding(name);
  } catch {
    throw new InvalidArgumentError(`Use one of ${wireEncodings.join(', ')}.`);
  }
}

/** Adds the argument that says where to, which a context or a variable may say instead, with `--unicode` and `--encoding`. */
export function addTargetArgument(command: Command): Command {
  const text = 'where to, or a saved endpoint (default port 6502, or 6500 with --unicode)';
  return addEncodingOptions(command.argument('[host:port]', text));
}

export function chosenEncoding({ unicode, encoding }: EncodingOptions): WireEncoding {
  return encoding ?? (unicode === true ? 'utf-16le' : 'windows-1252');
}
