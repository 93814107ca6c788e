import { invalidOptions } from '../../errors/invalidOptions';

/** Throws at startup, when developers still see an invalid URL. */
export function parseBaseUrl(text: string, option: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A `?` or `#` at the end is lost in the parsed URL, but would stand before each path.
  if (url && /^https?:$/.test(url.protocol) && !/[?#\\\s]/.test(text) && !url.username && !url.password) {
    return url.href.replace(/\/+$/, '');
  }
  throw invalidOptions(`\`${option}\` isn't an http(s) address, such as "https://api.decart.ai".`);
}
