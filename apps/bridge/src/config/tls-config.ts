import type { ClientTlsOptions, TlsListenOptions } from '@sdmp/runtime';
import { changingFile } from '@sdmp/terminal';
import { z } from 'zod';
import { filePath, type MapPath, mapFile } from './config-paths.ts';
import { flag, text } from './field.ts';

const ownFiles = {
  certificateFile: filePath.describe('Certificate with its chain, PEM; read again when it has changed.'),
  keyFile: filePath.describe('Key of the certificate, PEM, without a passphrase; read again when it has changed.'),
} as const;

/** How an upstream is reached by TLS. */
export const upstreamTlsShape = {
  caFile: filePath.optional().describe('Authorities to trust, PEM. Default: those of Node.'),
  certificateFile: filePath.optional().describe('Own certificate with its chain, PEM, where the dialer asks for one.'),
  keyFile: filePath.optional().describe('Key of that certificate, PEM, without a passphrase.'),
  serverName: text('a host name or an IP address', (value) => /^[^\s/]+$/.test(value))
    .optional()
    .describe('Name that the certificate of the dialer must be for. Default: host.'),
  insecure: flag.prefault(false).describe('Take any certificate; for trials alone. Default false.'),
} as const;

/** How HTTP is served by TLS. */
export const httpTlsShape = ownFiles;

/** How a listener speaks TLS. */
export const listenTlsShape = {
  ...ownFiles,
  clientCaFile: filePath
    .optional()
    .describe('Authorities of client certificates, PEM; clients are then asked for one. Default: none is asked for.'),
  clientCertificateOptional: flag
    .prefault(false)
    .describe('Whether clients without a certificate are let in, too. Default false.'),
  certificateUsers: flag
    .prefault(false)
    .describe('Whether a client certificate names the user: URI:sdmp://TENANT/USER, or CN and O. Default false.'),
} as const;

type UpstreamTls = z.output<z.ZodObject<typeof upstreamTlsShape>>;
type ListenTls = z.output<z.ZodObject<typeof listenTlsShape>>;
type OwnFiles = z.output<z.ZodObject<typeof ownFiles>>;

export const upstreamTls = z
  .strictObject(upstreamTlsShape)
  .refine(({ certificateFile, keyFile }) => (certificateFile === undefined) === (keyFile === undefined), {
    error: 'needs certificateFile and keyFile together, or neither',
  });

export const listenTls = z
  .strictObject(listenTlsShape)
  .refine((tls) => tls.clientCaFile !== undefined || !(tls.clientCertificateOptional || tls.certificateUsers), {
    error: 'needs clientCaFile, for clientCertificateOptional and certificateUsers say what is done with certificates',
  });

/** Returns what an upstream connects with. */
export function clientTls({ caFile, certificateFile, keyFile, serverName, insecure }: UpstreamTls): ClientTlsOptions {
  return {
    insecure,
    ...(caFile === undefined ? {} : { ca: file(caFile) }),
    ...(certificateFile === undefined ? {} : { certificate: file(certificateFile) }),
    ...(keyFile === undefined ? {} : { key: file(keyFile) }),
    ...(serverName === undefined ? {} : { serverName }),
  };
}

/** Returns what a listener is made with. */
export function serverTls(tls: ListenTls | OwnFiles): TlsListenOptions {
  const own = { certificate: file(tls.certificateFile), key: file(tls.keyFile) };
  if (!('clientCaFile' in tls) || tls.clientCaFile === undefined) return own;
  const { clientCaFile, clientCertificateOptional, certificateUsers } = tls;
  return { ...own, clientCa: file(clientCaFile), clientCertificateOptional, userFromCertificate: certificateUsers };
}

/** Maps the paths of a group `tls`; `key` is that of the group. */
export function mapTlsPaths<
  Tls extends {
    readonly caFile?: string | undefined;
    readonly clientCaFile?: string | undefined;
    readonly certificateFile?: string | undefined;
    readonly keyFile?: string | undefined;
  },
>(map: MapPath, key: string, tls: Tls | undefined): Tls | undefined {
  if (tls === undefined) return undefined;
  const uses = { caFile: 'file', clientCaFile: 'file', certificateFile: 'file', keyFile: 'secret' } as const;
  const names = ['caFile', 'clientCaFile', 'certificateFile', 'keyFile'] as const;
  const mapped = names.flatMap((name) =>
    tls[name] === undefined ? [] : [[name, mapFile(map, `${key}.${name}`, tls[name], uses[name])]],
  );
  return { ...tls, ...Object.fromEntries(mapped) };
}

/** Who may read the files is looked at with all others of the configuration. */
function file(path: string): ReturnType<typeof changingFile> {
  return changingFile(path, () => undefined);
}
