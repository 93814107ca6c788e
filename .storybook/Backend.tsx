import { type ReactNode, useState } from 'react';
import { DecartProvider } from '../src/provider/DecartProvider';
import type { Sandbox } from '../src/sandbox';

interface BackendProps {
  backend: 'sandbox' | 'decart';
  sandbox: Sandbox;
  children: ReactNode;
}

// Kept in memory only: nothing is stored, so nothing leaks.
let lastTokenUrl = '';

/** What the stories talk to: the sandbox, or Decart itself once the page knows where tokens come from. */
export function Backend({ backend, sandbox, children }: BackendProps) {
  const [tokenUrl, setTokenUrl] = useState(lastTokenUrl);
  if (backend === 'sandbox')
    return (
      <DecartProvider {...sandbox.providerProps} rememberDevices={false}>
        {children}
      </DecartProvider>
    );
  return (
    <>
      <form
        className="playground-token"
        onSubmit={(event) => {
          event.preventDefault();
          lastTokenUrl = String(new FormData(event.currentTarget).get('url') ?? '');
          setTokenUrl(lastTokenUrl);
        }}
      >
        <label>
          Token URL of your server{' '}
          <input
            name="url"
            type="url"
            required
            placeholder="http://localhost:3000/api/decart/token"
            defaultValue={tokenUrl}
          />
        </label>
        <button type="submit">Use it</button>
        <small>Sessions on real Decart are billed. The address is kept in this page only.</small>
      </form>
      {tokenUrl && (
        <DecartProvider key={tokenUrl} getToken={tokenUrl}>
          {children}
        </DecartProvider>
      )}
    </>
  );
}
