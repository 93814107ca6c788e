declare module 'cloudflare:workers' {
  export const env: { DECART_API_KEY: string; DECART_BASE_URL: string };
  export function waitUntil(promise: Promise<unknown>): void;
}
