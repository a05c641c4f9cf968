import { eventTable } from '@sdmp/events';
import { tlsFileEvents } from '../../tls/tls-file-events.ts';

/** What an operator must hear of a TLS listener. */
export const tlsListenerEvents = eventTable({
  plainOnTlsPort: {
    level: 'warn',
    counts: 'Sockets closed because they did not speak TLS where it is needed.',
    line: 'The socket from {address} is closed: it does not speak TLS, and this port does',
  },
  handshakesFailed: {
    level: 'warn',
    counts: 'TLS handshakes that failed.',
    line: 'The TLS handshake with {address} failed: {reason}',
  },
  handshakesLate: {
    level: 'warn',
    counts: 'Sockets closed because their TLS handshake took too long.',
    line: 'The socket from {address} is closed: its TLS handshake was not over within {limit} ms',
  },
  handshakesCrowdedOut: {
    level: 'warn',
    counts: 'Sockets closed in their TLS handshake to make room for later ones.',
    line: 'The socket from {address} is closed in its TLS handshake: {limit is/are} under way, and it is the oldest',
  },
  addressHandshakesCrowdedOut: {
    level: 'warn',
    counts: 'Sockets closed in their TLS handshake because too many of their address were in it.',
    line: 'The socket from {address} is closed in its TLS handshake: {limit of that address is/of that address are} under way, and it is the oldest',
  },
  handshakesHeld: {
    level: 'info',
    counts: 'TLS handshakes that began later because too many of their address began in that second.',
    line: 'The TLS handshake with {address} begins later: more than {limit} a second come from that address',
  },
  certificatesRefused: {
    level: 'warn',
    counts: 'Sockets closed because of the certificate of their client.',
    line: 'The certificate of the client at {address} is refused: {reason}',
  },
  certificatesExpiring: {
    level: 'warn',
    counts: 'Reports of a certificate of this service that expires within a week, or has expired.',
    line: 'The TLS certificate is valid until {time}: renew it, the files are read again without a restart ({places})',
  },
  ...tlsFileEvents,
});
