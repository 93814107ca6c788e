/** Tokens for realtime video and a proxy for images. If the server has no key, a Decart that is simulated in the page. */
export async function connect() {
  const { sandbox } = await (await fetch('/api/config')).json();
  if (!sandbox) return { notice: null, provider: { getToken: '/api/decart/token', proxy: '/api/decart' } };
  const { createSandbox } = await import('decart-react/sandbox');
  return {
    notice: 'The server has no DECART_API_KEY: everything here is simulated in the page.',
    provider: createSandbox().providerProps,
  };
}
