import { HttpError, serverError } from './errors';
import type { SafeLogger } from './log';

const VARIABLE = 'DECART_API_KEY';
const HOW_TO_SET_IT = `Set the environment variable ${VARIABLE} to a key from https://platform.decart.ai, or pass \`apiKey\` to the handler, and start the server again.`;

/**
 * The account's key, looked up at each request: a build has no key, and must not fail for that.
 * A server without a usable key says why in its log, and to the client only while it is being developed.
 */
export function requireApiKey(option: string | undefined, log: SafeLogger): string {
  const key = findApiKey(option);
  const problem = findProblem(key);
  if (problem === undefined) return key;
  log.error(problem);
  throw isDevelopment() ? new HttpError(500, 'INVALID_API_KEY', problem) : serverError();
}

export function findApiKey(option: string | undefined): string {
  return (option ?? readVariable(VARIABLE) ?? '').trim();
}

function findProblem(key: string): string | undefined {
  if (key === '') return `This server has no Decart API key. ${HOW_TO_SET_IT}`;
  if (key.startsWith('ek_')) {
    return `This server's Decart API key is a client token (ek_…). Those are what it hands out, and they expire. ${HOW_TO_SET_IT}`;
  }
  if (/["']/.test(key)) {
    return `This server's Decart API key has a quote in it, as some readers of .env files leave it. ${HOW_TO_SET_IT}`;
  }
  // What no header can carry would end up, whole, in the error that fetch throws.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return `This server's Decart API key has a space, a line break or another character that no key has. ${HOW_TO_SET_IT}`;
  }
  return undefined;
}

/** Unset counts: outside of frameworks nobody sets it while developing. */
export function isDevelopment(): boolean {
  const mode = readVariable('NODE_ENV');
  return mode === undefined || mode === 'development';
}

/** There is no `process` on every runtime that has `Request` and `Response`. */
function readVariable(name: string): string | undefined {
  return globalThis.process?.env?.[name];
}
