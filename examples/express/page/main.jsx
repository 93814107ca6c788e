import { DecartProvider, ImageEditor, RealtimeVideo } from 'decart-react';
import { createRoot } from 'react-dom/client';
import 'decart-react/styles.css';

/** Tokens for realtime and a proxy for the rest; or, where the server has no key, a simulated Decart in the page. */
async function connect() {
  const { sandbox } = await (await fetch('/api/config')).json();
  if (!sandbox) return { notice: null, provider: { getToken: '/api/decart/token', proxy: '/api/decart' } };
  const { createSandbox } = await import('decart-react/sandbox');
  return {
    notice: 'The server has no DECART_API_KEY: everything here is simulated in the page.',
    provider: createSandbox().providerProps,
  };
}

const { notice, provider } = await connect();

createRoot(document.getElementById('root')).render(
  <DecartProvider {...provider}>
    {notice && <p role="note">{notice}</p>}
    <h2>Live</h2>
    <RealtimeVideo model="lucy-2.5" prompt="oil painting" />
    <h2>Image</h2>
    <ImageEditor defaultPrompt="make it autumn" />
  </DecartProvider>,
);
