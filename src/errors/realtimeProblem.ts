import type { DecartErrorCode } from './codes';

const PROBLEMS: [RegExp, DecartErrorCode, advice: string][] = [
  [
    /concurrent session/i,
    'CONCURRENCY_LIMIT',
    'End another session first, or raise the limit of the account.',
  ],
  [/\b401\b|unauthorized|invalid api key/i, 'UNAUTHORIZED', 'Check what the token route answers.'],
  [
    /permission denied|model.*not allowed|not allowed.*model/i,
    'MODEL_NOT_ALLOWED',
    'Add the model to `allowedModels` where the token is made, or use another model.',
  ],
  [/^invalid subscribe token/i, 'INVALID_INPUT', 'Pass the `subscribeToken` of a live session as it is.'],
  [/websocket/i, 'WEBRTC_WEBSOCKET_ERROR', 'Check the network connection and try again.'],
  [/time(d )?out/i, 'WEBRTC_TIMEOUT_ERROR', 'Check the network connection and try again.'],
];

/** The realtime half of the SDK tells most of its problems only in words: what they mean, and what to do. */
export function realtimeProblem(message: string): { code: DecartErrorCode; advice: string } | undefined {
  const found = PROBLEMS.find(([words]) => words.test(message));
  return found && { code: found[1], advice: found[2] };
}
