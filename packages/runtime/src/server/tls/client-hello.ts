/** Type of the TLS record that a client begins with. No SDMP message begins with this control character, in no encoding. */
const handshakeRecord = 0x16;

/** Whether the first bytes of a connection are those of a TLS client. */
export function isClientHello(first: Uint8Array): boolean {
  return first[0] === handshakeRecord;
}
