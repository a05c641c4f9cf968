import type { Socket } from 'node:net';
import { addressKey } from '@sdmp/runtime/users';
import type { HttpLimits } from './http-limits.ts';

/** What a connection may ask for: anything, or whether the bridge is alive and ready. */
export type Lane = 'any' | 'health';

interface Place {
  readonly socket: Socket;
  readonly address: string;
  readonly lane: Lane;
  /** Requests that are not answered yet. */
  requests: number;
}

export interface ConnectionPlacesOptions {
  readonly limits: Pick<HttpLimits, 'maxConnections' | 'maxConnectionsPerAddress' | 'healthConnections'>;
  /** Told of each connection that is closed for another, or gets an answer about health alone, with the limit in words. */
  readonly onLimit: (address: string, limit: string) => void;
}

/**
 * The places of HTTP connections, limited in all and for each address. Those that are idle give way to newcomers, and some places are kept
 * for health checks, so that these are answered however many connections there are.
 */
export class ConnectionPlaces {
  readonly #options: ConnectionPlacesOptions;
  /** By peer address and port, which an encrypted connection shares with the one below it. Longest idle first. */
  readonly #places = new Map<string, Place>();
  readonly #byAddress = new Map<string, number>();
  #health = 0;

  constructor(options: ConnectionPlacesOptions) {
    this.#options = options;
  }

  /** Connections that are open. */
  get open(): number {
    return this.#places.size;
  }

  /** Takes a new connection in; it leaves by itself when it is closed. */
  admit(socket: Socket): void {
    const address = addressKey(socket.remoteAddress ?? '?');
    const lane = this.#makeRoom(address) ? 'any' : 'health';
    if (lane === 'health') this.#makeHealthRoom();
    const place: Place = { socket, address, lane, requests: 0 };
    this.#places.set(peerOf(socket), place);
    if (lane === 'health') this.#health++;
    else this.#count(address, 1);
    const peer = peerOf(socket);
    socket.once('close', () => this.#leave(peer, place));
  }

  /** Notes that a request of a connection has begun, and what it may be for. */
  begin(socket: Socket): Lane {
    const place = this.#places.get(peerOf(socket));
    if (place === undefined) return 'any';
    place.requests++;
    return place.lane;
  }

  /** Notes that a request was answered: the connection is idle from now on. */
  end(socket: Socket): void {
    const peer = peerOf(socket);
    const place = this.#places.get(peer);
    if (place === undefined) return;
    place.requests--;
    this.#places.delete(peer);
    this.#places.set(peer, place);
  }

  #makeRoom(address: string): boolean {
    const { maxConnections, maxConnectionsPerAddress } = this.#options.limits;
    if ((this.#byAddress.get(address) ?? 0) >= maxConnectionsPerAddress) {
      const limit = `${maxConnectionsPerAddress} for each address`;
      return this.#close((place) => place.lane === 'any' && place.address === address, address, limit);
    }
    if (this.#places.size - this.#health < maxConnections) return true;
    return this.#close((place) => place.lane === 'any', address, `${maxConnections} in all`);
  }

  #makeHealthRoom(): void {
    const { healthConnections } = this.#options.limits;
    if (this.#health < healthConnections) return;
    for (const [peer, place] of this.#places) {
      if (place.lane !== 'health') continue;
      this.#leave(peer, place);
      place.socket.destroy();
      return;
    }
  }

  /** Closes the connection that has been idle for longest, of those that may give way; false when none is idle. */
  #close(mayGiveWay: (place: Place) => boolean, newcomer: string, limit: string): boolean {
    for (const [peer, place] of this.#places) {
      if (place.requests > 0 || !mayGiveWay(place)) continue;
      this.#options.onLimit(place.address, limit);
      this.#leave(peer, place);
      place.socket.destroy();
      return true;
    }
    this.#options.onLimit(newcomer, limit);
    return false;
  }

  #leave(peer: string, place: Place): void {
    if (this.#places.get(peer) !== place) return;
    this.#places.delete(peer);
    if (place.lane === 'health') this.#health--;
    else this.#count(place.address, -1);
  }

  #count(address: string, change: number): void {
    const count = (this.#byAddress.get(address) ?? 0) + change;
    if (count > 0) this.#byAddress.set(address, count);
    else this.#byAddress.delete(address);
  }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress ?? ''} ${remotePort ?? ''}`;
}
