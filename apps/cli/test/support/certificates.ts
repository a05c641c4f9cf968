import { type Authority, type CertificateFiles, createAuthority } from '@sdmp/testkit';
import { temporaryFolder } from './temporary-folder.ts';

/** An authority of a test, and a certificate of a service on this machine. */
export interface Certificates {
  readonly authority: Authority;
  readonly server: CertificateFiles;
  /** Options of a command that connects. */
  readonly trusting: readonly string[];
  /** Options of a command that listens and connects. */
  readonly listening: readonly string[];
  /** Options of a command that listens alone. */
  readonly serving: readonly string[];
}

/** Makes them, in a folder that goes with the test. */
export async function makeCertificates(): Promise<Certificates> {
  const authority = await createAuthority(temporaryFolder(), '/CN=Ours');
  const server = await authority.issue({ subject: '/CN=service', names: ['IP:127.0.0.1'] });
  const { certificateFile, keyFile } = server;
  return {
    authority,
    server,
    trusting: ['--tls', '--ca-file', authority.certificateFile],
    listening: ['--listen-certificate-file', certificateFile, '--listen-key-file', keyFile],
    serving: ['--certificate-file', certificateFile, '--key-file', keyFile],
  };
}
