import { invalidOptions } from '../../errors/invalidOptions';

/**
 * Origins of apps, for which URL returns 'null': `capacitor://localhost`, `chrome-extension://…`. Browsers send them in
 * this form.
 */
const APP =
  /^(?!(?:https?|wss?|ftp|file|javascript|data|blob|about|vbscript):)[a-z][a-z0-9+.-]*:\/\/[^/?#@*\s]+$/;

export function isAppOrigin(text: string): boolean {
  return APP.test(text);
}

/** `'null'` for anything without an origin, as browsers send it. */
export function parsedOrigin(text: string): string {
  return URL.canParse(text) ? new URL(text).origin : 'null';
}

/** The origin as browsers write it. Throws `INVALID_OPTIONS` for a value that no browser would send. */
export function parseOrigin(text: string, name: string): string {
  if (isAppOrigin(text)) return text;
  const origin = parsedOrigin(text);
  if (/^https?:/.test(origin) && !origin.includes('*') && origin === text.replace(/\/$/, '').toLowerCase())
    return origin;
  throw invalidOptions(
    `\`${name}\` holds "${text}", which isn't an origin. Write scheme and host in full, as in "https://app.example.com".`,
  );
}
