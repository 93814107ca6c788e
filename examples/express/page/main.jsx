import { DecartProvider, ImageEditor, RealtimeVideo, useDecartClient } from 'decart-react';
import { UsageMeter } from 'decart-react/parts';
import { createRoot } from 'react-dom/client';
import 'decart-react/styles.css';

/** Tokens for realtime and a proxy for the rest; or, where the server has no key, a simulated Decart in the page. */
async function connect() {
  const { sandbox } = await (await fetch('/api/config')).json();
  if (!sandbox) return { notice: null, provider: { getToken: '/api/decart/token', proxy: '/api/decart' } };
  const { createSandbox } = await import('decart-react/sandbox');
  const { providerProps } = createSandbox();
  return {
    notice: 'The server has no DECART_API_KEY: everything here is simulated in the page.',
    provider: { ...providerProps, getToken: () => payFirst(providerProps.getToken) },
  };
}

/** What the token route does, for a sandbox, which has none. */
async function payFirst(getToken) {
  const { secondsLeft } = await (await fetch('/api/usage')).json();
  if (secondsLeft > 0) return getToken();
  return Response.json({ detail: 'Your free minutes are used up.' }, { status: 402 });
}

/** `keepalive` lets the last report outlive the page. */
function reportUsage(usage) {
  fetch('/api/usage', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(usage),
    keepalive: true,
  }).catch(console.error);
}

const buy = (
  <form method="post" action="/buy">
    <button type="submit">Buy 10 minutes</button>
  </form>
);

function Live() {
  const { auth } = useDecartClient();
  const onUsage = (usage) => {
    reportUsage(usage);
    // The next start asks the server for a token again, which knows what has been used by then.
    if (usage.final) auth.invalidate();
  };
  return (
    <RealtimeVideo
      model="lucy-2.5"
      prompt="oil painting"
      onUsage={onUsage}
      errorActions={{ PAYMENT_REQUIRED: buy }}
    />
  );
}

const { notice, provider } = await connect();

createRoot(document.getElementById('root')).render(
  <DecartProvider {...provider}>
    {notice && <p role="note">{notice}</p>}
    <h2>Live</h2>
    <Live />
    <UsageMeter pricePerSecond={0.02} currency="EUR" />
    <h2>Image</h2>
    <ImageEditor defaultPrompt="make it autumn" />
  </DecartProvider>,
);
