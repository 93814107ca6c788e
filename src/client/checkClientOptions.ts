import { isPermanentKey } from '../auth/permanentKey';
import { aBoolean, aFunction, aString, isFunction, type Rule, rule, shape } from '../errors/checkOptions';
import { invalidOptions } from '../errors/invalidOptions';
import { isRecord } from '../errors/json';
import type { ClientOptions } from './clientCore';

const LEVELS = ['debug', 'info', 'warn', 'error'];

const anAddress = /* @__PURE__ */ rule('a path from the root, such as "/api/decart", or a URL', isAddress);
const aUrl = (protocols: RegExp, example: string) =>
  rule(`a URL, such as "${example}"`, (value) => hasProtocol(value, protocols));

const check = /* @__PURE__ */ shape({
  getToken: checkGetToken,
  proxy: anAddress,
  baseUrl: aUrl(/^https?:$/, 'https://api.decart.ai'),
  realtimeBaseUrl: aUrl(/^wss?:$/, 'wss://api3.decart.ai'),
  integration: aString,
  telemetry: aBoolean,
  sessionQueue: shape(
    { id: aString, key: aString, url: aUrl(/^https?:$/, 'https://api.decart.ai') },
    { required: ['id', 'key'] },
  ),
  dangerouslyAllowPermanentKey: aBoolean,
  rememberDevices: aBoolean,
  logger: rule(
    `an object with ${LEVELS.join(', ')}`,
    (value) => isRecord(value) && LEVELS.every((level) => isFunction(value[level])),
  ),
  onError: aFunction,
  onUsage: aFunction,
} satisfies Record<keyof ClientOptions, Rule>);

/** @throws `DecartError` `INVALID_OPTIONS`, naming the option, for an invalid value. */
export function checkClientOptions(options: ClientOptions): void {
  check(options, '<DecartProvider>');
  if (options.getToken || options.proxy) return;
  throw invalidOptions(
    '<DecartProvider> needs `getToken` (a function or the URL of a route that returns a client token), `proxy` (a path or URL), or both.',
  );
}

/** @throws `DecartError` `INVALID_OPTIONS` for a value that can't tell users apart. */
export function checkIdentity(identity: unknown): void {
  if (identity === undefined || identity === null) return;
  if (typeof identity === 'string' && identity.trim() !== '') return;
  throw invalidOptions(
    "`identity` must be a non-empty string, such as the user's id. Leave it out while nobody is signed in.",
  );
}

function checkGetToken(getToken: unknown) {
  if (isFunction(getToken)) return;
  // In localhost:3000/token, the host is parsed as a scheme.
  if (typeof getToken !== 'string' || getToken === '' || /^(?!https?:)[\w+.-]+:/i.test(getToken)) {
    throw invalidOptions('`getToken` must be a function, a path or a URL with http(s)://.');
  }
  // The first request would write it to the server's log.
  if (isPermanentKey(getToken) || getToken.startsWith('ek_')) {
    throw invalidOptions(
      '`getToken` received an API key. Pass the URL of your token route instead, and revoke the key if it was exposed.',
    );
  }
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && (/^\/(?!\/)/.test(value) || hasProtocol(value, /^https?:$/));
}

function hasProtocol(value: unknown, protocols: RegExp): boolean {
  try {
    return typeof value === 'string' && protocols.test(new URL(value).protocol);
  } catch {
    return false;
  }
}
