import type { CreateTokenOptions, CreateTokenResponse } from '@decartai/sdk';
import { createClientKey, createJwt } from './clientToken';

/** The account key of the sandbox: `POST /v1/client/tokens` mints only with this key. Worthless elsewhere. */
export const SANDBOX_PERMANENT_KEY = 'dct_sandbox';

const DEFAULT_EXPIRES_IN_SECONDS = 60;

/** A client token that the sandbox minted, or that it learned about because of `acceptAnyToken`. */
export interface SandboxToken {
  readonly apiKey: string;
  /** When it was minted, in ms since the epoch, by the sandbox's clock. */
  readonly mintedAt: number;
  /** When it stops opening sessions and requests, by the same clock; `Infinity` if the sandbox did not mint it. */
  readonly expiresAt: number;
  readonly options: CreateTokenOptions;
}

/** The sandbox's verdict on a key. `detail` is the text of Decart's error response. */
export type TokenVerdict = { ok: true } | { ok: false; status: 401 | 403; detail: string };

export interface TokenRegistry {
  /** Mints a client token (`ek_…`), valid for `expiresIn` seconds (default 60). */
  mint(options?: CreateTokenOptions): CreateTokenResponse;
  /** Whether Decart would accept this key for this model. */
  verify(apiKey: string | null, model?: string): TokenVerdict;
  isPermanentKey(apiKey: string | null): boolean;
  /** All tokens issued so far expire now. */
  expireAll(): void;
  /** All tokens issued so far become unknown now. */
  revokeAll(): void;
  /** Advances the sandbox's clock, so that tokens grow older at once. */
  advance(ms: number): void;
  /** The sandbox's clock, in ms since the epoch. */
  now(): number;
  /** The minted tokens, oldest first; includes expired ones, but not revoked ones. */
  readonly minted: readonly SandboxToken[];
}

export interface TokenRegistryOptions {
  /** Also accepts keys that the sandbox did not mint, such as those of a real token route. @defaultValue false */
  acceptAnyToken?: boolean | undefined;
  /** @defaultValue `Date.now` */
  now?: (() => number) | undefined;
  /** The page that uses the tokens; servers have none. @defaultValue this page's origin */
  origin?: string | undefined;
}

/** The sandbox's tokens: what each one allows, and until when. */
export function createTokenRegistry(options: TokenRegistryOptions = {}): TokenRegistry {
  const { acceptAnyToken = false, now: wallClock = Date.now } = options;
  const { origin = globalThis.location?.origin } = options;
  const tokens = new Map<string, SandboxToken>();
  let advanced = 0;
  const now = () => wallClock() + advanced;

  function remember(token: SandboxToken): SandboxToken {
    tokens.set(token.apiKey, token);
    return token;
  }

  function find(apiKey: string): SandboxToken | undefined {
    const known = tokens.get(apiKey);
    if (known || !acceptAnyToken) return known;
    return remember({ apiKey, mintedAt: now(), expiresAt: Number.POSITIVE_INFINITY, options: {} });
  }

  return {
    now,
    mint(tokenOptions = {}) {
      const mintedAt = now();
      const lifetimeSeconds = tokenOptions.expiresIn ?? DEFAULT_EXPIRES_IN_SECONDS;
      const expiresAt = mintedAt + lifetimeSeconds * 1000;
      const { apiKey } = remember({ apiKey: createClientKey(), mintedAt, expiresAt, options: tokenOptions });
      const { allowedModels, allowedOrigins, constraints } = tokenOptions;
      const iat = Math.floor(mintedAt / 1000);
      return {
        apiKey,
        expiresAt: new Date(expiresAt).toISOString(),
        token: createJwt({ sub: apiKey, iat, exp: iat + lifetimeSeconds, ...tokenOptions }),
        permissions:
          allowedModels || allowedOrigins
            ? {
                ...(allowedModels && { models: allowedModels }),
                ...(allowedOrigins && { origins: allowedOrigins }),
              }
            : null,
        constraints: constraints ?? null,
      };
    },
    verify(apiKey, model) {
      if (!apiKey) return { ok: false, status: 401, detail: 'Missing API key' };
      if (apiKey === SANDBOX_PERMANENT_KEY) return { ok: true };
      const token = find(apiKey);
      if (!token) return { ok: false, status: 401, detail: 'Invalid API key' };
      if (token.expiresAt <= now()) return { ok: false, status: 401, detail: 'API key has expired' };
      const { allowedModels, allowedOrigins } = token.options;
      if (allowedOrigins && origin !== undefined && !allowedOrigins.includes(origin)) {
        return { ok: false, status: 403, detail: `Origin ${origin} is not allowed for this API key` };
      }
      if (model !== undefined && allowedModels && !allowedModels.includes(model)) {
        return { ok: false, status: 403, detail: `Model ${model} is not allowed for this API key` };
      }
      return { ok: true };
    },
    isPermanentKey: (apiKey) => apiKey === SANDBOX_PERMANENT_KEY,
    expireAll() {
      for (const token of tokens.values())
        remember({ ...token, expiresAt: Math.min(token.expiresAt, now()) });
    },
    revokeAll() {
      if (!acceptAnyToken) return tokens.clear();
      // If a key were forgotten, it would count as a new one at its next use.
      for (const token of tokens.values()) remember({ ...token, expiresAt: Number.NEGATIVE_INFINITY });
    },
    advance(ms) {
      advanced += ms;
    },
    get minted() {
      return [...tokens.values()];
    },
  };
}
