import { isRecord, parseJson } from '../errors/json';
import { isPermanentKey } from './permanentKey';
import type { DecartToken } from './token';

/** The lifetime of a Decart token if none was requested. */
const USUAL = 60_000;
/** The longest lifetime of a Decart token. */
const LONGEST = 3_600_000;
/** Timers can't wait longer than 24.8 days. */
const DAY = 86_400_000;

/**
 * How long a token that has just arrived is valid, in ms. Values that depend on this computer's clock come last, and
 * count only if they are plausible: that clock may be wrong by hours.
 */
export function tokenLifetime({ apiKey, expiresIn, expiresAt, token }: DecartToken, now: number): number {
  const stated = expiresIn ? expiresIn * 1000 : jwtLifetime(token);
  if (stated > 0) return Math.min(stated, DAY);
  if (expiresAt == null && isPermanentKey(apiKey)) return Number.POSITIVE_INFINITY;
  const left = new Date(expiresAt ?? 0).getTime() - now;
  return left > 1000 && left < LONGEST * 1.1 ? Math.min(left, LONGEST) : USUAL;
}

function jwtLifetime(token: string | null | undefined): number {
  try {
    const [, payload = ''] = token?.split('.') ?? [];
    const claims = parseJson(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return isRecord(claims) ? (Number(claims.exp) - Number(claims.iat)) * 1000 : 0;
  } catch {
    return 0;
  }
}
