const IPV4 = /^\[?(?:::ffff:)?(\d+(?:\.\d+){3})\]?(?::\d+)?$/i;
const IPV6 = /^\[?([\da-f]*:[\da-f:]+)(?:%[^\]]*)?(?:\](?::\d+)?)?$/i;

/**
 * What counts as one client if only the address tells clients apart: without the port that some proxies append, and for
 * IPv6 the network (/64), because a home or a phone owns all of its addresses. A value that isn't an address counts
 * unchanged.
 */
export function networkOf(address: string): string {
  const ipv4 = IPV4.exec(address)?.[1];
  if (ipv4 !== undefined) return ipv4;
  const url = `http://[${IPV6.exec(address)?.[1]}]`;
  if (!URL.canParse(url)) return address;
  const [before = [], after = []] = new URL(url).hostname
    .slice(1, -1)
    .split('::')
    .map((groups) => groups.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
