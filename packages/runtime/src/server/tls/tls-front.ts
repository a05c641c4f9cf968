import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { describeCertificateProblem } from '@sdmp/dial';
import type { EventLog } from '@sdmp/events';
import type { ServiceErrorName } from '@sdmp/protocol';
import type { UserName } from '../users/users-text.ts';
import { userOfCertificate } from './certificate-user.ts';
import { peerAddress, socketUnder } from '../peer-address.ts';
import { isClientHello } from './client-hello.ts';
import { endWith } from './last-words.ts';
import { HandshakeShares } from './handshake-shares.ts';
import { ServerTls, type ServerTlsEvents } from './server-tls.ts';
import type { tlsListenerEvents } from './tls-listener-events.ts';
import type { TlsLimits, TlsListenOptions } from './tls-listen-options.ts';

/** What a `TlsFront` needs of its listener. */
export interface TlsFrontParts {
  /** Limits of handshakes. */
  readonly limits: TlsLimits;
  /** Counts and logs what happens. */
  readonly events: EventLog<typeof tlsListenerEvents>;
  /**
   * Takes a socket whose handshake is over, the user that its certificate names, where it is to name one, and the socket that `take` was
   * given; undefined when that has closed meanwhile.
   */
  readonly accept: (socket: Socket, user: UserName | undefined, taken: Socket | undefined) => void;
  /** Returns what a client that cannot stay is told. */
  readonly lastWords: (error: ServiceErrorName, words?: string) => Uint8Array;
}

interface Unfinished {
  readonly socket: Socket;
  /** IP address of the peer, without port. */
  readonly host: string;
  readonly timer: NodeJS.Timeout;
}

const namesNoUser = 'it names no user: neither URI:sdmp://TENANT/USER among its alternative names, nor CN';

/** What stands between a TLS listener and the sessions: the handshake, the certificates, and clients that do not speak TLS. */
export class TlsFront {
  readonly #parts: TlsFrontParts;
  readonly #options: TlsListenOptions;
  readonly #tls: ServerTls;
  readonly #server: Server;
  /** Sockets that have not finished their handshake, the oldest first, by the address of their peer. */
  readonly #unfinished = new Map<string, Unfinished>();
  /** The address of each socket that was taken: one that has broken does not know its own. */
  readonly #addresses = new WeakMap<Socket, string>();
  readonly #shares: HandshakeShares;

  private constructor(options: TlsListenOptions, parts: TlsFrontParts, tls: ServerTls) {
    this.#options = options;
    this.#parts = parts;
    this.#tls = tls;
    this.#shares = new HandshakeShares(parts.limits.tlsHandshakesPerSecond);
    this.#server = createServer({
      ...tls.options,
      requestCert: options.clientCa !== undefined,
      // A client that is refused is told so, which is not possible in a handshake that fails.
      rejectUnauthorized: false,
      handshakeTimeout: parts.limits.tlsHandshakeTimeMs,
    });
    tls.keep(this.#server);
    this.#server.on('secureConnection', (socket) => this.#secured(socket));
    this.#server.on('tlsClientError', (error, socket) => this.#failed(error, socket));
  }

  /** Reads certificate and key. Rejects with `TLS_SETTINGS`. */
  static async open(options: TlsListenOptions, parts: TlsFrontParts): Promise<TlsFront> {
    const { certificate, key, clientCa: ca } = options;
    const { events, limits } = parts;
    const told: ServerTlsEvents = {
      kept: (details) => events.report('tlsFilesKept', details),
      renewed: (details) => events.report('tlsFilesRenewed', details),
      expiring: (details) => events.report('certificatesExpiring', details),
    };
    return new TlsFront(
      options,
      parts,
      await ServerTls.open({ certificate, key, ca }, told, limits.tlsFilesIntervalMs),
    );
  }

  /** Takes a socket that was just accepted. */
  take(socket: Socket): void {
    const { limits, events } = this.#parts;
    const { remoteAddress: host } = socket;
    // It was reset before it could be taken.
    if (host === undefined) {
      socket.destroy();
      return;
    }
    const address = peerAddress(socket);
    this.#addresses.set(socket, address);
    const timer = setTimeout(() => {
      events.report('handshakesLate', { address, limit: limits.tlsHandshakeTimeMs });
      socket.destroy();
    }, limits.tlsHandshakeTimeMs);
    this.#unfinished.set(address, { socket, host, timer });
    socket.on('error', () => undefined);
    socket.once('close', () => this.#finished(address, socket));
    if (this.#shares.enter(host) > limits.maxTlsHandshakesPerAddress) this.#crowdOutOf(host);
    else if (this.#unfinished.size > limits.maxTlsHandshakes) this.#crowdOut();
    socket.once('readable', () => this.#begin(socket, address));
  }

  /** Ends what has not finished its handshake. */
  close(): void {
    this.#tls.close();
    for (const { socket } of this.#unfinished.values()) socket.destroy();
  }

  #crowdOut(): void {
    const { limits, events } = this.#parts;
    const [oldest] = this.#unfinished.values();
    if (oldest === undefined) return;
    events.report('handshakesCrowdedOut', { address: this.#addressOf(oldest.socket), limit: limits.maxTlsHandshakes });
    oldest.socket.destroy();
  }

  /** Closes the oldest of an address. */
  #crowdOutOf(host: string): void {
    const { limits, events } = this.#parts;
    const oldest = [...this.#unfinished.values()].find((each) => each.host === host);
    if (oldest === undefined) return;
    const limit = limits.maxTlsHandshakesPerAddress;
    events.report('addressHandshakesCrowdedOut', { address: this.#addressOf(oldest.socket), limit });
    oldest.socket.destroy();
  }

  #begin(socket: Socket, address: string): void {
    const first: unknown = socket.read();
    // Nothing: it has ended.
    if (!(first instanceof Uint8Array)) return;
    if (isClientHello(first)) {
      socket.unshift(first);
      this.#shakeHands(socket, address);
      return;
    }
    this.#finished(address, socket);
    this.#parts.events.report('plainOnTlsPort', { address });
    endWith(socket, this.#parts.lastWords('tlsExpected'));
  }

  /** Begins a handshake when it is the turn of its address: it costs the processor more than the client. */
  #shakeHands(socket: Socket, address: string, isHeld = false): void {
    if (socket.destroyed) return;
    const { limits, events } = this.#parts;
    const waitMs = this.#shares.begin(socket.remoteAddress ?? '?');
    if (waitMs === 0) {
      this.#server.emit('connection', socket);
      return;
    }
    if (!isHeld) events.report('handshakesHeld', { address, limit: limits.tlsHandshakesPerSecond });
    setTimeout(() => this.#shakeHands(socket, address, true), waitMs).unref();
  }

  #secured(socket: TLSSocket): void {
    const address = this.#addressOf(socket);
    const taken = this.#unfinished.get(address)?.socket;
    this.#finished(address);
    const certificate = socket.getPeerCertificate();
    const isShown = certificate.raw !== undefined;
    const user = this.#options.userFromCertificate === true && isShown ? userOfCertificate(certificate) : undefined;
    const problem = this.#problemOf(socket, isShown ? certificate.raw : undefined, user);
    if (problem === undefined) this.#parts.accept(socket, user, taken);
    else this.#refuse(socket, address, problem);
  }

  /** What is wrong with the certificate of a client; undefined when nothing is. */
  #problemOf(socket: TLSSocket, shown: Buffer | undefined, user: UserName | undefined): string | undefined {
    const { clientCa, clientCertificateOptional = false, userFromCertificate = false } = this.#options;
    if (clientCa === undefined) return undefined;
    if (shown === undefined)
      return clientCertificateOptional ? undefined : 'none was given, and this port asks for one';
    // Declared as an error, it is the code of one.
    if (!socket.authorized) {
      return describeCertificateProblem(String(socket.authorizationError), new X509Certificate(shown));
    }
    return userFromCertificate && user === undefined ? namesNoUser : undefined;
  }

  #refuse(socket: Socket, address: string, reason: string): void {
    const { events, lastWords } = this.#parts;
    events.report('certificatesRefused', { address, reason });
    endWith(socket, lastWords('certificateRefused', `The certificate of the client is refused: ${reason}`));
  }

  #failed(error: NodeJS.ErrnoException, socket: TLSSocket): void {
    this.#parts.events.report('handshakesFailed', {
      address: this.#addressOf(socket),
      reason: error.code ?? error.message,
    });
    socket.destroy();
  }

  #addressOf(socket: Socket): string {
    return this.#addresses.get(socketUnder(socket) ?? socket) ?? peerAddress(socket);
  }

  #finished(address: string, only?: Socket): void {
    const entry = this.#unfinished.get(address);
    // The address may be that of a later socket by now.
    if (entry === undefined || (only !== undefined && entry.socket !== only)) return;
    clearTimeout(entry.timer);
    this.#shares.leave(entry.host);
    this.#unfinished.delete(address);
  }
}
