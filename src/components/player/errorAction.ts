import type { DecartErrorCode } from '../../errors/codes';

/** What helps after an error: the same again, for a server may answer otherwise the second time, or the page anew. */
export function actionAfter(code: DecartErrorCode | undefined): 'retry' | 'reload' {
  // Its code is another after a deployment: only a new page asks for the right one.
  return code === 'LIVEKIT_INITIALIZATION_ERROR' ? 'reload' : 'retry';
}
