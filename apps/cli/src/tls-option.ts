import type { ClientTlsOptions, TlsListenOptions } from '@sdmp/runtime';
import { type ChangingFile, changingFile, type Endpoint, exposureWarning, say, type Terminal } from '@sdmp/terminal';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseWholeEndpoint } from './parse/arguments.ts';

export interface TlsOptions {
  readonly tls?: true;
  readonly caFile?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
  readonly serverName?: string;
  readonly tlsInsecure?: true;
}

/** Adds `--tls` and what belongs to it. */
export function addTlsOptions(command: Command): Command {
  return command
    .option('--tls', 'connect by TLS, 1.2 or newer')
    .option('--ca-file <file>', 'authorities to trust, PEM (default: those of Node)')
    .option('--certificate-file <file>', 'own certificate with its chain, PEM (needs --key-file)')
    .option('--key-file <file>', 'key of the own certificate, PEM')
    .option('--server-name <name>', 'name that the certificate of the service must be for (default: the host)')
    .option('--tls-insecure', 'take any certificate: for trials alone');
}

const needTls = {
  caFile: '--ca-file',
  certificateFile: '--certificate-file',
  keyFile: '--key-file',
  serverName: '--server-name',
  tlsInsecure: '--tls-insecure',
} as const satisfies Partial<Record<keyof TlsOptions, string>>;

/** Throws where an option of TLS is given for an HTTP address, which says by itself whether it is TLS. */
export function refuseTlsOptions(options: TlsOptions): void {
  const given =
    Object.entries(needTls).find(([key]) => key in options)?.[1] ?? (options.tls === true ? '--tls' : undefined);
  if (given === undefined) return;
  const instead = 'https:// is TLS, and NODE_EXTRA_CA_CERTS=FILE names a further authority';
  throw new InvalidArgumentError(`${given} is for HOST:PORT: ${instead}`);
}

/** Returns how a command connects by TLS; undefined without `--tls`. Files are read again when they have changed. */
export function chosenTls(options: TlsOptions & ListenTlsOptions, terminal: Terminal): ClientTlsOptions | undefined {
  if (options.tls !== true) {
    const given = Object.entries(needTls).find(([key]) => key in options);
    if (given !== undefined) {
      const hint = options.listenTls === undefined ? '' : '; what belongs to --listen-tls begins with --listen-';
      throw new InvalidArgumentError(`${given[1]} needs --tls${hint}`);
    }
    return undefined;
  }
  const { caFile, certificateFile, keyFile, serverName, tlsInsecure: insecure } = options;
  if ((certificateFile === undefined) !== (keyFile === undefined)) {
    throw new InvalidArgumentError('--certificate-file and --key-file go together');
  }
  if (insecure === true) {
    say(terminal, 'WARNING: --tls-insecure takes any certificate: anyone in between can read and change everything');
  }
  return {
    ...(caFile === undefined ? {} : { ca: publicFile(caFile) }),
    ...(certificateFile === undefined ? {} : { certificate: publicFile(certificateFile) }),
    ...(keyFile === undefined ? {} : { key: secretFile(keyFile, terminal) }),
    ...(serverName === undefined ? {} : { serverName }),
    ...(insecure === undefined ? {} : { insecure }),
  };
}

/** What commands say that listen and connect, so that a certificate needs to say which of both it is for. */
export interface ListenTlsOptions {
  readonly listenTls?: Endpoint;
  readonly listenCertificateFile?: string;
  readonly listenKeyFile?: string;
}

/** Adds `--listen-tls`, in place of `--listen`, and what belongs to it. */
export function addListenTlsOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--listen-tls <host:port>', 'listen there by TLS instead')
        .argParser(parseWholeEndpoint)
        .conflicts('listen'),
    )
    .option('--listen-certificate-file <file>', 'certificate to listen with, with its chain, PEM')
    .option('--listen-key-file <file>', 'key of that certificate, PEM');
}

/** Returns how a command listens by TLS; undefined without `--listen-tls`. */
export function chosenListenTls(options: ListenTlsOptions, terminal: Terminal): TlsListenOptions | undefined {
  const { listenTls: isWanted, listenCertificateFile: certificateFile, listenKeyFile: keyFile } = options;
  if (isWanted === undefined) {
    if (certificateFile === undefined && keyFile === undefined) return undefined;
    throw new InvalidArgumentError('--listen-certificate-file and --listen-key-file need --listen-tls');
  }
  if (certificateFile === undefined || keyFile === undefined) {
    throw new InvalidArgumentError('--listen-tls needs --listen-certificate-file and --listen-key-file');
  }
  return { certificate: publicFile(certificateFile), key: secretFile(keyFile, terminal) };
}

export interface ServeTlsOptions {
  readonly certificateFile?: string;
  readonly keyFile?: string;
  readonly clientCaFile?: string;
  readonly clientCertificateOptional?: true;
  readonly certificateUsers?: true;
}

/** Adds the certificates that TLS listeners show and ask for. */
export function addCertificateOptions(command: Command): Command {
  return command
    .option('--certificate-file <file>', 'certificate of the TLS listeners with its chain, PEM')
    .option('--key-file <file>', 'key of that certificate, PEM')
    .option('--client-ca-file <file>', 'ask TLS clients for a certificate of these authorities, PEM (default: none)')
    .option('--client-certificate-optional', 'let in TLS clients without a certificate, too');
}

/** Adds what the TLS listeners of a service are made with. */
export function addServeTlsOptions(command: Command): Command {
  return addCertificateOptions(command).option(
    '--certificate-users',
    "a client certificate names the user, see 'docs/tls.md' (needs --users)",
  );
}

/** Returns how the TLS listeners of a command are made; undefined where there are none. `flags` are those that name them. */
export function listenTls(
  options: ServeTlsOptions,
  isWanted: boolean,
  terminal: Terminal,
  flags: readonly string[] = ['--listen-tls', '--listen-unicode-tls'],
): TlsListenOptions | undefined {
  const { certificateFile, keyFile, clientCaFile, clientCertificateOptional, certificateUsers } = options;
  const isGiven = [certificateFile, keyFile, clientCaFile, clientCertificateOptional, certificateUsers].some(
    (value) => value !== undefined,
  );
  if (!isWanted) {
    if (isGiven) throw new InvalidArgumentError(`TLS files need ${flags.join(' or ')}`);
    return undefined;
  }
  if (certificateFile === undefined || keyFile === undefined) {
    const need = flags.length === 1 ? 'needs' : 'need';
    throw new InvalidArgumentError(`${flags.join(' and ')} ${need} --certificate-file and --key-file`);
  }
  if (clientCaFile === undefined && (clientCertificateOptional ?? certificateUsers) !== undefined) {
    throw new InvalidArgumentError('--client-certificate-optional and --certificate-users need --client-ca-file');
  }
  return {
    certificate: publicFile(certificateFile),
    key: secretFile(keyFile, terminal),
    ...(clientCaFile === undefined ? {} : { clientCa: publicFile(clientCaFile) }),
    ...(clientCertificateOptional === undefined ? {} : { clientCertificateOptional }),
    ...(certificateUsers === undefined ? {} : { userFromCertificate: certificateUsers }),
  };
}

function publicFile(path: string): ChangingFile {
  return changingFile(path, () => undefined);
}

function secretFile(path: string, terminal: Terminal): ChangingFile {
  return changingFile(path, (exposed) => say(terminal, exposureWarning(exposed)));
}
