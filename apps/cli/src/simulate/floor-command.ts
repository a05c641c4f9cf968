import type { Endpoint, ExitCode, Terminal } from '@sdmp/terminal';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CredentialsOptions, addCredentialsOptions } from '../credentials-option.ts';
import { type EncodingOptions, chosenEncoding } from '../encoding-option.ts';
import {
  argument,
  parseDuration,
  parseRate,
  parseSpeed,
  parseWholeEndpoint,
  wholeNumberBetween,
} from '../parse/arguments.ts';
import { timeLimited } from '../time-limit.ts';
import type { TlsOptions } from '../tls-option.ts';
import { type FloorWords, floorOf, floorWords } from './floor-words.ts';
import { printFloor } from './print-floor.ts';
import type { outcomeFormats } from './print-shift.ts';

export interface FloorCommandOptions extends FloorWords, EncodingOptions, CredentialsOptions, TlsOptions {
  readonly floor?: true;
  readonly to?: Endpoint;
  readonly speed?: number;
  readonly for?: number;
  readonly count?: number;
  readonly format: (typeof outcomeFormats)[number];
}

/** What a share is written as: 0.03 or 3%. */
const parseShare = argument((text) => {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const share = Number(number) / (percent === '%' ? 100 : 1);
  return share >= 0 && share <= 1 ? share : undefined;
}, 'A share is 0 to 1 or 0% to 100%, such as 0.03 or 3%.');

const pacings = ['predictive', 'progressive', 'preview', 'steady'] as const;

/** Adds `--floor` and what belongs to it. */
export function addFloorOptions(command: Command): Command {
  return addCredentialsOptions(command)
    .option('--floor', 'reports of a whole floor, from which a service makes outcomes, instead of outcomes')
    .addOption(new Option('--to <host:port>', 'send the reports of the floor there').argParser(parseWholeEndpoint))
    .option(
      '--speed <factor>',
      "times as fast as real time; 'max': as fast as possible (default: 1 with --to)",
      parseSpeed,
    )
    .option('--shift <duration>', 'length of the shift of the floor (default: 8h)', parseDuration)
    .option('--agents <n>', 'agents of the floor (default: 200)', wholeNumberBetween(1, 10_000))
    .addOption(new Option('--pacing <how>', 'how numbers are dialed (default: each campaign its own)').choices(pacings))
    .option('--dials <rate>', 'numbers dialed with --pacing steady (default: 1/s)', parseRate)
    .option('--abandon-target <share>', 'abandoned calls that predictive pacing aims at (default: 2.5%)', parseShare)
    .option('--answer <share>', 'numbers that a person answers', parseShare)
    .option('--machines <share>', 'numbers that a machine answers', parseShare)
    .option('--machine-detection <share>', 'machines that the telephony layer recognises (default: 93%)', parseShare)
    .option('--declined <share>', 'previews that agents decline (default: 4%)', parseShare)
    .option('--attempts <n>', 'times that a number is dialed at most (default: 3)', wholeNumberBetween(1, 100))
    .option('--talk <duration>', 'mean length of a conversation', parseDuration)
    .option('--wrap <duration>', 'mean time until its classification (default: 25s)', parseDuration)
    .option('--patience <duration>', 'mean time that a person waits for an agent (default: 2s)', parseDuration)
    .option('--tenant <name>', 'tenant of the floor')
    .option('--tls', 'send by TLS, 1.2 or newer')
    .option('--ca-file <file>', 'authorities to trust, PEM (default: those of Node)')
    .option('--server-name <name>', 'name that the certificate of the service must be for (default: the host)')
    .option('--tls-insecure', 'take any certificate: for trials alone');
}

/** Names of the options that mean nothing without a floor. */
const ofFloorAlone = [...floorWords, 'to', 'speed', 'tenant', 'user', 'passwordFile', 'userTenant', 'tls'] as const;
/** Names of those that a floor does not have. */
const notOfFloor = ['listen', 'listenTls', 'rate', 'tx'] as const;

/** Throws where options of a floor and of a shift of outcomes are mixed. */
export function checkFloorOptions(options: Readonly<Record<string, unknown>>): void {
  const isFloor = options['floor'] === true;
  const misplaced = (isFloor ? notOfFloor : ofFloorAlone).find((name) => options[name] !== undefined);
  if (misplaced === undefined) return;
  const flag = `--${misplaced.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new InvalidArgumentError(isFloor ? `${flag} is not for --floor` : `${flag} needs --floor`);
}

/** Prints the reports of a floor, or with `--to` sends them. */
export async function runFloor(options: FloorCommandOptions, terminal: Terminal): Promise<ExitCode> {
  const { to, format, count } = options;
  const signal = timeLimited(terminal.interrupted, options.for);
  const floor = floorOf(options);
  if (to === undefined) {
    const { speed = Number.POSITIVE_INFINITY } = options;
    await printFloor({ floor, format, speed, signal, ...(count === undefined ? {} : { count }) }, terminal);
    return 0;
  }
  if (count !== undefined) throw new InvalidArgumentError('--count is for printing; with --to give --shift or --for');
  const { sendFloor } = await import('./send-floor.ts');
  return sendFloor(
    { ...options, to, floor, encoding: chosenEncoding(options), speed: options.speed ?? 1, signal },
    terminal,
  );
}
