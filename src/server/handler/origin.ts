import { HttpError } from './errors';
import type { SafeLogger } from './log';
import { isAppOrigin, parsedOrigin, parseOrigin } from './parseOrigin';

/** Which browsers may call, and how the client's address is found. */
export interface OriginOptions {
  /**
   * Other origins whose pages may call this endpoint: `['https://app.example.com']`, and for apps that aren't web pages
   * `'capacitor://localhost'`, `'tauri://localhost'`, `'chrome-extension://<id>'`. Each must be written in full: there
   * are no wildcards. Their pages get the CORS headers that they need, cookies included.
   *
   * @defaultValue none: only same-origin requests, according to the browser (`Sec-Fetch-Site`) or else to the requested
   * host
   */
  origins?: readonly string[] | undefined;
  /**
   * The hosts under which this server may be called, such as `['app.example.com', 'localhost:3000']`; without a port, any
   * port is allowed. Set it if `authorize` is `'public'` and the server runs on a private network or on a developer's
   * machine: otherwise a page whose name was pointed at your address (DNS rebinding) counts as your own.
   *
   * @defaultValue every host
   */
  allowedHosts?: readonly string[] | undefined;
  /**
   * Whether a reverse proxy in front of this server sets `X-Forwarded-Host`, `-Proto` and `-For`. A number says how many
   * proxies there are; `true` means one. Without a proxy, anybody can send these headers, so it is off by default.
   *
   * @defaultValue false
   */
  trustProxy?: boolean | number | undefined;
}

export interface OriginPolicy {
  /** The headers that the response needs. Throws a 403 if the request comes from a page that isn't allowed. */
  check(request: Request): Headers;
  /** The origin of this server in the browser's notation, `https://app.example.com`. */
  ownOrigin(request: Request): string;
}

/** Headers that a page of a listed origin may read besides those that every page may. */
const EXPOSED = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Length',
  'Content-Range',
  'ETag',
  'Retry-After',
  'X-Request-Id',
  'RateLimit',
  'RateLimit-Limit',
  'RateLimit-Policy',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
].join(', ');

export function createOriginPolicy(options: OriginOptions, owner: string, log: SafeLogger): OriginPolicy {
  const listed = new Set((options.origins ?? []).map((text) => parseOrigin(text, 'origins')));
  const hosts = options.allowedHosts && new Set(options.allowedHosts.map((host) => host.toLowerCase()));
  const hops = Number(options.trustProxy ?? false);
  const logged = new Set<string>();

  function host(request: Request): string {
    return forwarded(request, 'host', hops) ?? request.headers.get('host') ?? new URL(request.url).host;
  }

  function protocol(request: Request): string {
    const said = forwarded(request, 'proto', hops)?.toLowerCase();
    return said === 'http' || said === 'https' ? `${said}:` : new URL(request.url).protocol;
  }

  function isOwn(origin: string, request: Request): boolean {
    if (!isWebOrigin(origin)) return false;
    const page = new URL(origin);
    // A server that is called over https has no pages over http: those could have been changed on the way. The reverse
    // is common, behind a proxy that ends TLS.
    if (page.protocol === 'http:' && protocol(request) === 'https:') return false;
    // Parsed with the same scheme, so that it doesn't matter if only one of them includes the default port.
    const own = `${page.protocol}//${host(request)}`;
    return URL.canParse(own) && new URL(own).host === page.host;
  }

  /**
   * Nearly always a configuration error, and the client's 403 doesn't reach the server's owner. Logged once for each
   * origin, so that repeated requests don't fill the log.
   */
  function logRefusal(from: string, advice: string): void {
    if (logged.size >= MAX_LOGGED || logged.has(from)) return;
    logged.add(from);
    log.error(`${owner} refused ${from}. ${advice}`);
  }

  return {
    check(request) {
      const asked = host(request);
      if (hosts && !hosts.has(asked.toLowerCase()) && !hosts.has(asked.toLowerCase().replace(/:\d+$/, ''))) {
        logRefusal(`a request for ${readableHost(asked)}`, 'If this is its name, add it to `allowedHosts`.');
        throw new HttpError(403, 'HOST_NOT_ALLOWED', 'This server may not be called by this name.');
      }
      const origin = request.headers.get('origin');
      const site = request.headers.get('sec-fetch-site');
      const headers = new Headers({ vary: 'Origin' });
      if (origin !== null && listed.has(origin)) {
        headers.set('access-control-allow-origin', origin);
        headers.set('access-control-allow-credentials', 'true');
        headers.set('access-control-expose-headers', EXPOSED);
        return headers;
      }
      const foreign =
        origin === null
          ? (site === 'cross-site' || site === 'same-site') &&
            !isLink(request) &&
            !listed.has(referrer(request))
          : site === 'cross-site' ||
            site === 'same-site' ||
            !(isVouchedFor(origin, site) || isOwn(origin, request));
      if (!foreign) return headers;
      logRefusal(
        `a page of ${origin === null ? 'another site' : readableOrigin(origin)}: the request was sent to ${readableHost(asked)}`,
        'If the page is yours, list its origin in `origins`; behind a reverse proxy, set `trustProxy`.',
      );
      throw new HttpError(
        403,
        'ORIGIN_NOT_ALLOWED',
        "This page's origin may not call this endpoint. List it in `origins`; behind a reverse proxy, set `trustProxy`.",
        { vary: 'Origin' },
      );
    },

    ownOrigin(request) {
      const own = `${protocol(request)}//${host(request)}`;
      return URL.canParse(own) ? new URL(own).origin : new URL(request.url).origin;
    },
  };
}

/** The response to a CORS preflight that the origin policy has allowed. */
export function preflightResponse(request: Request, methods: readonly string[]): Response {
  const response = new Response(null, { status: 204, headers: { allow: methods.join(', ') } });
  const wanted = request.headers.get('access-control-request-headers') ?? '';
  response.headers.set('access-control-allow-methods', methods.join(', '));
  // Browsers differ in which of the SDK's headers they ask for; those that must not be forwarded are dropped anyway.
  if (/^[\w-]+(\s*,\s*[\w-]+)*$/.test(wanted)) response.headers.set('access-control-allow-headers', wanted);
  response.headers.set('access-control-max-age', '600');
  return response;
}

/**
 * The client's address according to the proxies in front: each appends the address that called it. So with one proxy the
 * last one counts, and anything the client wrote there itself doesn't. Undefined if there are fewer addresses than
 * proxies: then the request bypassed one of them, and all of them come from the client.
 */
export function forwardedAddress(request: Request, trustProxy: boolean | number): string | undefined {
  const hops = Number(trustProxy);
  const addresses = listIn(request, 'for');
  return hops < 1 || addresses.length < hops ? undefined : addresses[addresses.length - hops] || undefined;
}

/**
 * The value of the outermost trusted proxy. Most proxies write one value; those that append their own, such as Apache,
 * append it at the end.
 */
function forwarded(request: Request, what: 'host' | 'proto', hops: number): string | undefined {
  const values = listIn(request, what);
  return hops < 1 ? undefined : values[Math.max(0, values.length - hops)] || undefined;
}

function listIn(request: Request, what: 'for' | 'host' | 'proto'): string[] {
  const text = request.headers.get(`x-forwarded-${what}`);
  return text === null ? [] : text.split(',').map((part) => part.trim());
}

/**
 * Whether the browser itself says that the page belongs to this site. A page can't forge either header, and a proxy that
 * changes `Host`, such as a development server, leaves both unchanged.
 */
function isVouchedFor(origin: string, site: string | null): boolean {
  return site === 'same-origin' && isWebOrigin(origin);
}

function isWebOrigin(text: string): boolean {
  return /^https?:/.test(text) && parsedOrigin(text) === text;
}

/**
 * A link that the user followed, for example in an e-mail: it opens as a separate page, and the page with the link can't
 * see anything of it.
 */
function isLink({ method, headers }: Request): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    headers.get('sec-fetch-dest') === 'document'
  );
}

/** For media that a page shows or saves, browsers send no origin. No page can set another value here. */
function referrer({ method, headers }: Request): string {
  return method === 'GET' ? parsedOrigin(headers.get('referer') ?? '') : 'null';
}

/** For the log: anybody can send this header, so only an origin is logged, without user info. */
function readableOrigin(text: string): string {
  const origin = isAppOrigin(text) ? text : parsedOrigin(text);
  return origin === 'null' ? 'an unknown origin' : origin.slice(0, MAX_NAME);
}

function readableHost(text: string): string {
  const url = `http://${text}`;
  return URL.canParse(url) ? new URL(url).host.slice(0, MAX_NAME) : 'an unknown host';
}

/** How many origins are logged as refused. */
const MAX_LOGGED = 100;
const MAX_NAME = 200;
