import { invalidOptions } from '../../errors/invalidOptions';

/** Throws at start-up, where a wrong address can still be seen by who wrote it. */
export function parseBaseUrl(text: string, option: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === '') {
    return url.href.replace(/\/+$/, '');
  }
  throw invalidOptions(`\`${option}\` isn't an http(s) address, such as "https://api.decart.ai".`);
}
