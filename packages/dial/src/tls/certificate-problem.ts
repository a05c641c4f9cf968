import type { X509Certificate } from 'node:crypto';

/** What OpenSSL and Node find wrong with a certificate, by their code. */
const problems: Readonly<Record<string, (certificate: X509Certificate | undefined) => string>> = {
  CERT_HAS_EXPIRED: (certificate) => {
    const end = certificate === undefined ? undefined : Date.parse(certificate.validTo);
    if (end === undefined || !(end < Date.now())) return 'one of its chain has expired';
    return `it expired at ${new Date(end).toISOString()}`;
  },
  CERT_NOT_YET_VALID: (certificate) =>
    certificate === undefined ? 'it is not valid yet' : `it is not valid before ${isoTime(certificate.validFrom)}`,
  CERT_REVOKED: () => 'it was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: () => 'it signs itself, and is not trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: () => 'the authority at the end of its chain is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  CERT_SIGNATURE_FAILURE: () => 'its signature is wrong',
  INVALID_CA: () => 'it was issued by a certificate that may not issue any',
  INVALID_PURPOSE: () => 'it is not meant for this purpose',
  PATH_LENGTH_EXCEEDED: () => 'its chain is longer than its authority allows',
};

/** What to do about it, where it is the other side's certificate. */
const remedies: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it must be renewed there',
  CERT_NOT_YET_VALID: 'check the clocks of both machines',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'name this certificate as an authority to trust it',
  INVALID_PURPOSE: 'the other side needs a certificate that may be used there',
};
const usualRemedy = 'name the certificate of its authority, and see that the intermediate certificates are sent';

/** Returns in words what is wrong with a certificate; `code` is that of OpenSSL. */
export function describeCertificateProblem(code: string, certificate?: X509Certificate): string {
  return problems[code]?.(certificate) ?? `it is refused (${code})`;
}

/** Returns what can be done about it; undefined for a code that is none of a certificate. */
export function certificateRemedy(code: string): string | undefined {
  return code in problems ? (remedies[code] ?? usualRemedy) : undefined;
}

function unknownIssuer(certificate: X509Certificate | undefined): string {
  if (certificate === undefined) return 'its authority is not trusted here';
  return `its authority ${oneLine(certificate.issuer)} is not trusted here`;
}

/** Returns the name of a subject or issuer, whose attributes stand on lines of their own, as one line. */
function oneLine(name: string): string {
  return JSON.stringify(name.replaceAll('\n', ', '));
}

function isoTime(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
