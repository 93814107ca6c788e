/** One call that the proxy carries. The ids are Decart's own, without a signature. */
export type ProxyCall =
  | {
      /** The requested action. */
      action: 'generate' | 'job.submit';
      model: string;
    }
  | { action: 'job.status' | 'job.content'; jobId: string }
  | { action: 'file.upload' }
  | { action: 'file.read' | 'file.delete'; fileId: string }
  | { action: 'stream.watch'; room: string }
  | { action: 'quota.read' };

/** The actions of the proxy: one word for each call of the SDK. */
export type ProxyAction = ProxyCall['action'];

interface Route {
  method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  /** A segment that starts with a colon is a parameter: it stands for one segment that matches the pattern below. */
  path: string;
  call(name: string): ProxyCall;
}

/** The complete list of what the proxy forwards: no tokens, and no path that isn't here. */
const ROUTES: readonly Route[] = [
  { method: 'POST', path: 'v1/generate/:model', call: (model) => ({ action: 'generate', model }) },
  { method: 'POST', path: 'v1/jobs/:model', call: (model) => ({ action: 'job.submit', model }) },
  { method: 'GET', path: 'v1/jobs/:job', call: (jobId) => ({ action: 'job.status', jobId }) },
  { method: 'GET', path: 'v1/jobs/:job/content', call: (jobId) => ({ action: 'job.content', jobId }) },
  // Download managers and some players request the length first.
  { method: 'HEAD', path: 'v1/jobs/:job/content', call: (jobId) => ({ action: 'job.content', jobId }) },
  { method: 'POST', path: 'v1/files', call: () => ({ action: 'file.upload' }) },
  { method: 'GET', path: 'v1/files/:file', call: (fileId) => ({ action: 'file.read', fileId }) },
  { method: 'DELETE', path: 'v1/files/:file', call: (fileId) => ({ action: 'file.delete', fileId }) },
  { method: 'POST', path: 'watch-stream/:room', call: (room) => ({ action: 'stream.watch', room }) },
  { method: 'GET', path: 'v1/realtime/quota', call: () => ({ action: 'quota.read' }) },
];

/** No pattern allows `..`, or a character that has a meaning in a URL. The id of a job is followed by its signature. */
const NAMES: Readonly<Record<string, RegExp>> = {
  ':model': /^(?!.*\.\.)[A-Za-z0-9][\w.-]{0,99}$/,
  ':job': /^(?!.*\.\.)\w[\w.~:-]{0,299}$/,
  ':file': /^(?!.*\.\.)file_[\w.~:-]{1,255}$/,
  ':room': /^(?!.*\.\.)\w[\w.~:@+=-]{0,255}$/,
};

/** Whether a request can name this model. */
export const isModelName = (value: unknown): boolean =>
  typeof value === 'string' && NAMES[':model']?.test(value) === true;

export type RouteMatch = { call: ProxyCall } | { call?: undefined; allow: readonly string[] };

/**
 * Finds the call for a method and a path; the path is still percent-encoded, and relative to the mount path. If there is
 * none, `allow` lists the methods of the path: none for an unknown path.
 */
export function matchRoute(method: string, path: string): RouteMatch {
  const matches = ROUTES.flatMap((route) => {
    const name = matchPath(route.path.split('/'), path.split('/'));
    return name === undefined ? [] : [{ route, name }];
  });
  const match = matches.find(({ route }) => route.method === method);
  return match
    ? { call: match.route.call(match.name) }
    : { allow: [...new Set(matches.map(({ route }) => route.method))] };
}

/** The path at Decart, built from its parts: nothing is copied from the client's path. */
export function upstreamPath(call: ProxyCall): string {
  switch (call.action) {
    case 'generate':
      return `/v1/generate/${encodeURIComponent(call.model)}`;
    case 'job.submit':
      return `/v1/jobs/${encodeURIComponent(call.model)}`;
    case 'job.status':
      return `/v1/jobs/${encodeURIComponent(call.jobId)}`;
    case 'job.content':
      return `/v1/jobs/${encodeURIComponent(call.jobId)}/content`;
    case 'file.upload':
      return '/v1/files';
    case 'file.read':
    case 'file.delete':
      return `/v1/files/${encodeURIComponent(call.fileId)}`;
    case 'stream.watch':
      return `/watch-stream/${encodeURIComponent(call.room)}`;
    case 'quota.read':
      return '/v1/realtime/quota';
  }
}

/** The parameter in the path ('' for a route without one), or undefined if the path doesn't match. */
function matchPath(route: readonly string[], path: readonly string[]): string | undefined {
  if (route.length !== path.length) return undefined;
  let name = '';
  for (const [index, part] of route.entries()) {
    const segment = path[index] ?? '';
    const pattern = NAMES[part];
    if (pattern === undefined) {
      if (segment !== part) return undefined;
    } else {
      name = decode(segment);
      if (!pattern.test(name)) return undefined;
    }
  }
  return name;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
