import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a certificate says. */
export interface CertificateRequest {
  /** As openssl writes it, `/O=north/CN=ann`. */
  readonly subject: string;
  /** Subject alternative names, `DNS:localhost`, `IP:127.0.0.1` or `URI:sdmp://north/ann`. Default: none. */
  readonly names?: readonly string[];
  /** How long it is valid from now on, days. Default 30; -1: it has expired. */
  readonly days?: number;
}

/** A certificate and its key, each a PEM file. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** An authority that issues certificates. */
export interface Authority extends CertificateFiles {
  /** Issues a certificate with a key of its own. */
  readonly issue: (request: CertificateRequest) => Promise<CertificateFiles>;
  /** Makes an authority whose own certificate this one issues. */
  readonly intermediate: (subject: string) => Promise<Authority>;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const ofAuthority = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,digitalSignature,keyCertSign,cRLSign'];

/**
 * Makes an authority for tests, by the program `openssl`; its files, and those of what it issues, go into `directory`,
 * which must be there. Rejects when the program is not there or fails.
 */
export async function createAuthority(directory: string, subject = '/CN=Test authority'): Promise<Authority> {
  let made = 0;
  const nextFiles = (): CertificateFiles => {
    made++;
    return { certificateFile: join(directory, `${made}.pem`), keyFile: join(directory, `${made}.key`) };
  };
  const issueWith = async (
    signer: CertificateFiles,
    { subject: of, days = 30 }: CertificateRequest,
    extensions: readonly string[],
  ): Promise<CertificateFiles> => {
    const files = nextFiles();
    const requestFile = `${files.certificateFile}.csr`;
    const added = extensions.flatMap((extension) => ['-addext', extension]);
    const out = ['-out', files.certificateFile];
    await run('openssl', [
      'req',
      '-new',
      ...newKey,
      '-subj',
      of,
      ...added,
      '-keyout',
      files.keyFile,
      '-out',
      requestFile,
    ]);
    const signing = ['-CA', signer.certificateFile, '-CAkey', signer.keyFile, '-copy_extensions', 'copy'];
    await run('openssl', ['x509', '-req', '-in', requestFile, '-days', String(days), ...signing, ...out]);
    return files;
  };
  const authority = (own: CertificateFiles): Authority => ({
    ...own,
    issue: (request) => {
      const { names = [] } = request;
      const alternatives = names.length === 0 ? [] : [`subjectAltName=${names.join(',')}`];
      return issueWith(own, request, ['basicConstraints=critical,CA:FALSE', ...alternatives]);
    },
    intermediate: async (of) => authority(await issueWith(own, { subject: of }, ofAuthority)),
  });
  const root = nextFiles();
  const extensions = ofAuthority.flatMap((extension) => ['-addext', extension]);
  const files = ['-keyout', root.keyFile, '-out', root.certificateFile];
  await run('openssl', ['req', '-x509', ...newKey, '-days', '30', '-subj', subject, ...extensions, ...files]);
  return authority(root);
}
