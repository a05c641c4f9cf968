import { copyFile, mkdir, rename } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { setTimeout as delay } from 'node:timers/promises';
import { type Authority, createAuthority } from '../built-packages.ts';

/** Where a server reads its certificate. */
export interface CertificatePair {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Servers look at their files every 5 s; a busy machine may take longer. */
const servedLimitMs = 30_000;
const lookMs = 500;

/** The authority of the soak, and the certificates that its servers are given one after the other. */
export class Certificates {
  readonly #authority: Authority;
  readonly #home: string;
  renewed = 0;
  served = 0;

  private constructor(authority: Authority, home: string) {
    this.#authority = authority;
    this.#home = home;
  }

  static async create(home: string): Promise<Certificates> {
    const directory = join(home, 'certificates');
    await mkdir(directory);
    return new Certificates(await createAuthority(directory), directory);
  }

  get caFile(): string {
    return this.#authority.certificateFile;
  }

  /** Writes a new certificate over the one of a server. */
  async renew(server: string): Promise<CertificatePair> {
    const { certificateFile, keyFile } = await this.#authority.issue({
      subject: `/CN=${server}`,
      names: ['IP:127.0.0.1'],
    });
    const pair = this.#pair(server);
    await replace(keyFile, pair.keyFile);
    await replace(certificateFile, pair.certificateFile);
    return pair;
  }

  /** Renews a certificate, and resolves with whether the server at this port then shows it without a restart. */
  async renewAndSee(server: string, port: number): Promise<boolean> {
    const { certificateFile } = await this.renew(server);
    this.renewed++;
    const wanted = new X509Certificate(readFileSync(certificateFile)).fingerprint256;
    const givesUp = performance.now() + servedLimitMs;
    while (performance.now() < givesUp) {
      if ((await this.#fingerprintAt(port)) === wanted) {
        this.served++;
        return true;
      }
      await delay(lookMs);
    }
    return false;
  }

  async #fingerprintAt(port: number): Promise<string | undefined> {
    const socket = connect({ host: '127.0.0.1', port, ca: readFileSync(this.caFile) });
    try {
      await once(socket, 'secureConnect');
      return socket.getPeerX509Certificate()?.fingerprint256;
    } catch {
      return undefined;
    } finally {
      socket.destroy();
    }
  }

  #pair(server: string): CertificatePair {
    return { certificateFile: join(this.#home, `${server}.pem`), keyFile: join(this.#home, `${server}.key`) };
  }
}

async function replace(source: string, target: string): Promise<void> {
  const written = `${target}.new`;
  await copyFile(source, written);
  await rename(written, target);
}
