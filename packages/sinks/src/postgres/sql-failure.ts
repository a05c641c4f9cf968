import { describeNetworkCode } from '@sdmp/dial/errors';
import { refused, SinkError, unavailable, wrongSettings } from '../sink-error.ts';

const noRight = '42501';

/** Whether the role may not do what was asked. */
export function isWithoutRight(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === noRight;
}

/** Codes that go away by themselves, by their beginning: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const passing = ['08', '25006', '40', '53', '55006', '55P03', '57', '58', 'XX'];

/** Codes that speak of the values sent. Rules of the database's own (constraints, triggers) count among them. */
const ofValues = ['21', '22', '23', '44', '54', 'P0'];

function begins(code: string, beginnings: readonly string[]): boolean {
  return beginnings.some((beginning) => code.startsWith(beginning));
}

/**
 * What a failed statement or connection means. PostgreSQL's messages quote values, so that only its code and the names of
 * its objects are passed on.
 */
export function sqlFailure(cause: unknown, where: string): SinkError {
  if (cause instanceof SinkError) return cause;
  const error: { readonly code?: unknown; readonly severity?: unknown; readonly constraint?: unknown } =
    typeof cause === 'object' && cause !== null ? cause : {};
  const code = typeof error.code === 'string' ? error.code : undefined;
  const isOfServer = code !== undefined && typeof error.severity === 'string';
  if (!isOfServer) {
    const reason =
      code === undefined
        ? cause instanceof Error
          ? cause.message
          : String(cause)
        : (describeNetworkCode(code) ?? code);
    if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|does not support SSL/.test(reason)) {
      return wrongSettings(`${where} cannot be trusted (${reason}): check sslmode and certificates`, { cause });
    }
    return unavailable(`${where} cannot be reached (${reason}): check the address and the server`, { cause });
  }
  if (begins(code, passing)) return unavailable(`${where} is busy or going down (SQLSTATE ${code})`, { cause });
  if (begins(code, ofValues)) {
    const rule = typeof error.constraint === 'string' ? `, ${error.constraint}` : '';
    return refused(`${where} refused the outcome (SQLSTATE ${code}${rule})`, { cause });
  }
  return wrongSettings(`${where} cannot take outcomes (SQLSTATE ${code}): check user, rights, database and table`, {
    cause,
  });
}
