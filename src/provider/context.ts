import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { ClientCore } from '../client/clientCore';
import { DecartError } from '../errors/DecartError';
import type { Engine } from '../realtime/engineLoader';

export interface DecartContextValue {
  readonly core: ClientCore;
  /** The provider's `queryClient` prop. */
  readonly queryClient: QueryClient | undefined;
  /** Calls the provider's `onError`. */
  reportError(error: DecartError): void;
  /** Loads a different engine for live sessions. */
  readonly importEngine?: () => Promise<Engine>;
}

export const DecartContext = /* @__PURE__ */ createContext<DecartContextValue | null>(null);

/** For the hooks of this package: the value of the nearest provider. */
export function useDecartContext(): DecartContextValue {
  const value = useContext(DecartContext);
  if (value) return value;
  throw new DecartError(
    'INVALID_OPTIONS',
    'This component must be used inside <DecartProvider>. Put one around your app.',
  );
}
