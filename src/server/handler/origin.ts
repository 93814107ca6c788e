import { HttpError, invalidOptions } from './errors';
import type { SafeLogger } from './log';

/** Who may call from a browser, and how to know where a request came from. */
export interface OriginOptions {
  /**
   * Other origins whose pages may call this endpoint, besides its own: `['https://app.example.com']`, and for apps that are
   * no web pages `'capacitor://localhost'`, `'tauri://localhost'`, `'chrome-extension://<id>'`.
   * They are answered with the CORS headers that they need, cookies included.
   *
   * @defaultValue none: same-origin requests only, by the browser's word (`Sec-Fetch-Site`), else by the host that was asked
   */
  origins?: readonly string[] | undefined;
  /**
   * Whether a reverse proxy in front of this server sets `X-Forwarded-Host`, `-Proto` and `-For`. A number says how many
   * proxies there are. Without a proxy in front anybody can send these headers, so it is off unless asked for.
   *
   * @defaultValue false
   */
  trustProxy?: boolean | number | undefined;
}

export interface OriginPolicy {
  /** The headers that the answer needs. Throws a 403 where the request comes from a page that may not ask. */
  check(request: Request): Headers;
  /** The origin that a browser would say for this server, `https://app.example.com`. */
  ownOrigin(request: Request): string;
}

export function createOriginPolicy(
  { origins = [], trustProxy = false }: OriginOptions,
  name: string,
  log: SafeLogger,
): OriginPolicy {
  const listed = new Set(origins.map(parseOrigin));
  const logged = new Set<string>();

  function host(request: Request): string {
    const forwarded = trustProxy ? firstOf(request.headers.get('x-forwarded-host')) : undefined;
    return forwarded ?? request.headers.get('host') ?? new URL(request.url).host;
  }

  function isOwn(origin: string, request: Request): boolean {
    try {
      const { protocol, host: originHost } = new URL(origin);
      // Through the same scheme, so that a default port that only one of the two says does not matter.
      return originHost !== '' && new URL(`${protocol}//${host(request)}`).host === originHost;
    } catch {
      return false;
    }
  }

  /**
   * Nearly always a mistake in the set-up, of which the client's 403 does not reach the server's owner. Once for each
   * origin, so that whoever knocks all the time does not fill the log.
   */
  function logRefusal(origin: string | null, request: Request): void {
    const from = origin === null ? 'another site' : readableOrigin(origin);
    if (logged.size >= MAX_LOGGED || logged.has(from)) return;
    logged.add(from);
    log.error(
      `${name} refused a page of ${from}: this server is asked as ${readableHost(host(request))}. If the page is yours, list its origin in \`origins\`; behind a reverse proxy, set \`trustProxy\`.`,
    );
  }

  return {
    check(request) {
      const origin = request.headers.get('origin');
      const site = request.headers.get('sec-fetch-site');
      const headers = new Headers({ vary: 'Origin' });
      if (origin !== null && listed.has(origin)) {
        headers.set('access-control-allow-origin', origin);
        headers.set('access-control-allow-credentials', 'true');
        headers.set('access-control-expose-headers', 'Accept-Ranges, Content-Range, Retry-After');
        return headers;
      }
      const foreign =
        site === 'cross-site' ||
        site === 'same-site' ||
        (origin !== null && !isVouchedFor(origin, site) && !isOwn(origin, request));
      if (!foreign) return headers;
      logRefusal(origin, request);
      throw new HttpError(
        403,
        'ORIGIN_NOT_ALLOWED',
        "This page's origin may not call this endpoint. List it in `origins`; behind a reverse proxy, set `trustProxy`.",
        { vary: 'Origin' },
      );
    },

    ownOrigin(request) {
      const { protocol, origin } = new URL(request.url);
      const forwarded = trustProxy ? firstOf(request.headers.get('x-forwarded-proto')) : undefined;
      const own = `${forwarded === undefined ? protocol : `${forwarded}:`}//${host(request)}`;
      return URL.canParse(own) ? new URL(own).origin : origin;
    },
  };
}

/** The answer to a CORS preflight that the origin policy has let through. */
export function preflightResponse(request: Request, methods: readonly string[]): Response {
  const response = new Response(null, { status: 204, headers: { allow: methods.join(', ') } });
  const wanted = request.headers.get('access-control-request-headers') ?? '';
  response.headers.set('access-control-allow-methods', methods.join(', '));
  // Browsers differ in which of the SDK's headers they ask for; those that must not go up are left out anyway.
  if (/^[\w-]+(\s*,\s*[\w-]+)*$/.test(wanted)) response.headers.set('access-control-allow-headers', wanted);
  response.headers.set('access-control-max-age', '600');
  return response;
}

/**
 * The address that a request came from, as the proxies in front say it: each adds the one it was called by at the end,
 * so that with one proxy the last counts, and what the client wrote there itself does not.
 */
export function forwardedAddress(request: Request, trustProxy: boolean | number): string | undefined {
  const hops = Number(trustProxy);
  if (hops < 1) return undefined;
  const addresses = (request.headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return addresses[Math.max(0, addresses.length - hops)] || undefined;
}

/**
 * Whether the browser itself says that the page is of this site. A page can forge neither header, and a proxy that changes
 * `Host`, as those of development servers do, leaves both as they are.
 */
function isVouchedFor(origin: string, site: string | null): boolean {
  return site === 'same-origin' && /^https?:/.test(origin) && parsedOrigin(origin) === origin;
}

/** For the log: of what anybody can send, only what is an origin, and not the user info in it. */
function readableOrigin(text: string): string {
  const origin = APP.test(text) ? text : parsedOrigin(text);
  return origin === 'null' ? 'an unknown origin' : origin.slice(0, MAX_NAME);
}

function readableHost(text: string): string {
  const url = `http://${text}`;
  return URL.canParse(url) ? new URL(url).host.slice(0, MAX_NAME) : 'an unknown host';
}

/** `'null'` for what has no origin, as browsers say it. */
function parsedOrigin(text: string): string {
  return URL.canParse(text) ? new URL(text).origin : 'null';
}

function firstOf(list: string | null): string | undefined {
  return list?.split(',')[0]?.trim() || undefined;
}

/** How many origins a refusal is logged for. */
const MAX_LOGGED = 100;
const MAX_NAME = 200;

/** The origins of apps, which URL calls 'null': `capacitor://localhost`, `chrome-extension://…`. Browsers say them as here. */
const APP = /^(?!https?:|wss?:|ftp:|file:)[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]+$/;

function parseOrigin(text: string): string {
  if (APP.test(text)) return text;
  const origin = parsedOrigin(text);
  if (origin === 'null' || origin !== text.replace(/\/$/, '').toLowerCase()) {
    throw invalidOptions(
      `\`origins\` holds "${text}", which is no origin. Write scheme and host, as in "https://app.example.com".`,
    );
  }
  return origin;
}
