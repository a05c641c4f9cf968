import { defaultTenant } from '@sdmp/protocol';
import type { UserName } from '../users/users-text.ts';

/** `URI:sdmp://north/ann` among the alternative names: tenant and user, percent-encoded where they must be. */
const uriName = /(?:^|, )URI:sdmp:\/\/([^/?#,"]+)\/([^/?#,"]+)(?=$|, )/g;

/** What Node tells of a certificate. */
interface CertificateNames {
  readonly subject: object;
  readonly subjectaltname?: string | undefined;
}

/**
 * Returns the user that a client certificate names, and undefined for one that names none, or several. The one rule: an alternative name
 * `URI:sdmp://TENANT/USER` counts; without one the subject does, its CN as the user and its O as the tenant (`default` without).
 */
export function userOfCertificate({ subject, subjectaltname = '' }: CertificateNames): UserName | undefined {
  const uris = Array.from(subjectaltname.matchAll(uriName), ([, tenant = '', name = '']) => ({
    tenant: decoded(tenant),
    name: decoded(name),
  }));
  const [uri, second] = uris;
  if (uri !== undefined) {
    if (second !== undefined || uri.tenant === undefined || uri.name === undefined) return undefined;
    return { tenant: uri.tenant, name: uri.name };
  }
  const { CN: name, O: tenant = defaultTenant }: { readonly CN?: unknown; readonly O?: unknown } = subject;
  // An attribute that is there twice comes as a list.
  return typeof name === 'string' && typeof tenant === 'string' && name !== '' ? { tenant, name } : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
