/** Without the slashes at its end. Addresses and paths are joined as they are, by the SDK too. */
export function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
