import { DecartProvider, ImageEditor, RealtimeVideo } from 'decart-react';
import { createRoot } from 'react-dom/client';
import 'decart-react/styles.css';

/** Tokens and the line are the server's. Where it has no key, Decart is simulated in the page. */
async function connect() {
  const { sandbox } = await (await fetch('/api/config')).json();
  if (!sandbox) return { notice: null, provider: { getToken: '/api/decart/token', proxy: '/api/decart' } };
  const { createSandbox } = await import('decart-react/sandbox');
  const { providerProps } = createSandbox({ acceptAnyToken: true });
  return {
    notice: 'The server has no DECART_API_KEY: the line is real, and the video is simulated in the page.',
    provider: { ...providerProps, getToken: '/api/decart/token' },
  };
}

const { notice, provider } = await connect();

createRoot(document.getElementById('root')).render(
  <DecartProvider {...provider}>
    {notice && <p role="note">{notice}</p>}
    <p>
      Open this page in three browsers: each has its own cookie, and is somebody else. The third waits in
      line. <a href="/stats">How full is it?</a>
    </p>
    <h2>Live</h2>
    <RealtimeVideo model="lucy-2.5" prompt="oil painting" />
    <h2>Image</h2>
    <ImageEditor defaultPrompt="make it autumn" />
  </DecartProvider>,
);
