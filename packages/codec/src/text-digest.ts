/**
 * Returns 32 hexadecimal digits that stand for a text. Texts that differ by accident have different digests; it is no defence
 * against people who look for two texts with one digest. It is the same in every release, so that it can be kept as a key.
 */
export function textDigest(text: string): string {
  // Four mixers with factors of their own, 32 bits each.
  let a = 0x243f_6a88 ^ text.length;
  let b = 0x85a3_08d3 ^ text.length;
  let c = 0x1319_8a2e ^ text.length;
  let d = 0x0370_7344 ^ text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x85eb_ca6b);
    a ^= a >>> 15;
    b = Math.imul(b ^ unit, 0xc2b2_ae35);
    b ^= b >>> 15;
    c = Math.imul(c ^ unit, 0x27d4_eb2f);
    c ^= c >>> 15;
    d = Math.imul(d ^ unit, 0x1656_67b1);
    d ^= d >>> 15;
  }
  return `${digits(a)}${digits(b)}${digits(c)}${digits(d)}`;
}

/** Spreads the last characters over all bits. */
function digits(mixed: number): string {
  let state = Math.imul(mixed ^ (mixed >>> 16), 0x7feb_352d);
  state = Math.imul(state ^ (state >>> 15), 0x846c_a68b);
  return ((state ^ (state >>> 16)) >>> 0).toString(16).padStart(8, '0');
}
