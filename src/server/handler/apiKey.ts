import { isDevelopment, readVariable } from './environment';
import { HttpError, serverError } from './errors';
import type { HandlerOptions } from './handlerOptions';
import type { Hooks } from './hooks';
import type { SafeLogger } from './log';

const VARIABLE = 'DECART_API_KEY';
const HOW_TO_SET_IT = `Set the environment variable ${VARIABLE} to a key from https://platform.decart.ai, or pass \`apiKey\` to the handler, then restart the server.`;

/**
 * The account's key, looked up at each request: a build has no key, and must not fail because of that. If a server has no
 * usable key, its log says why; the client learns it only in development.
 */
export async function requireApiKey(
  option: HandlerOptions<unknown>['apiKey'],
  request: Request,
  hooks: Hooks,
  log: SafeLogger,
): Promise<string> {
  const found: unknown =
    typeof option === 'function'
      ? await hooks.run('apiKey', () => option(request))
      : (option ?? readKey(log));
  if (found !== undefined && found !== null && typeof found !== 'string') {
    log.error(`\`apiKey\` returned a value of type ${typeof found}, which isn't a key.`);
    throw serverError();
  }
  const key = (found ?? '').trim();
  const problem = findProblem(key);
  if (problem === undefined) return key;
  log.error(problem);
  throw isDevelopment(request) ? new HttpError(500, 'INVALID_API_KEY', problem) : serverError();
}

function readKey(log: SafeLogger): string | undefined {
  try {
    return readVariable(VARIABLE);
  } catch (error) {
    // Deno without `--allow-env`.
    log.error(`This server isn't allowed to read the environment variable ${VARIABLE}.`, error);
    return undefined;
  }
}

function findProblem(key: string): string | undefined {
  if (key === '') return `This server has no Decart API key. ${HOW_TO_SET_IT}`;
  if (key.startsWith('ek_')) {
    return `This server's Decart API key is a client token (ek_…). The server gives those to browsers, and they expire. ${HOW_TO_SET_IT}`;
  }
  if (/["']/.test(key)) {
    return `This server's Decart API key has a quote in it. Some .env parsers keep the quotes around a value. ${HOW_TO_SET_IT}`;
  }
  // If a key can't be sent in a header, the error of fetch would contain it.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return `This server's Decart API key has a space, a line break or another character that no key has. ${HOW_TO_SET_IT}`;
  }
  return undefined;
}
