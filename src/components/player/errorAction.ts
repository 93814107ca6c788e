import type { DecartErrorCode } from '../../errors/codes';

/** What no click mends: the app, its server or the browser has to be another. */
const FINAL: ReadonlySet<DecartErrorCode> = /* @__PURE__ */ new Set<DecartErrorCode>([
  'REALTIME_NEEDS_TOKEN',
  'PERMANENT_KEY_IN_BROWSER',
  'MODEL_NOT_FOUND',
  'MODEL_NOT_ALLOWED',
  'UNSUPPORTED_BROWSER',
  'INVALID_OPTIONS',
  'INVALID_BASE_URL',
]);

/** What helps after an error: the same again, the page anew, or nothing that can be done by a click. */
export function actionAfter(code: DecartErrorCode | undefined): 'retry' | 'reload' | null {
  // Its code is another after a deployment: only a new page asks for the right one.
  if (code === 'LIVEKIT_INITIALIZATION_ERROR') return 'reload';
  return code && FINAL.has(code) ? null : 'retry';
}
