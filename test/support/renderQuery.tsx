import type { QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { afterEach, expect, vi } from 'vitest';
import { type RenderHookResult, renderHook } from 'vitest-browser-react';
import { configure } from 'vitest-browser-react/pure';
import { DecartProvider, type DecartProviderProps } from '../../src/provider/DecartProvider';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox';

// At the very root: further down React does not mount twice.
configure({ reactStrictMode: true });

export interface QueryStage {
  sandbox: Sandbox;
  /** What the provider's `onError` received. */
  onError: ReturnType<typeof vi.fn<NonNullable<DecartProviderProps['onError']>>>;
  /** Renders a hook in StrictMode, below a provider on the sandbox. */
  render: <R>(hook: () => R) => Promise<RenderHookResult<R, unknown>>;
  wrapper: (props: { children: ReactNode }) => ReactNode;
}

const disposals: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose();
});

/** A sandbox with fast jobs, and what is needed to render hooks on it; it is disposed of after the test. */
export function stageQuery(
  options: { queryClient?: QueryClient; around?: (children: ReactNode) => ReactNode } & SandboxOptions = {},
): QueryStage {
  const { queryClient, around = (children) => children, ...sandboxOptions } = options;
  const sandbox = createSandbox(sandboxOptions);
  sandbox.jobTiming({ pendingMs: 50, processingMs: 100 });
  disposals.push(() => sandbox.dispose());
  const onError = vi.fn<NonNullable<DecartProviderProps['onError']>>();
  const wrapper = ({ children }: { children: ReactNode }) =>
    around(
      <DecartProvider {...sandbox.providerProps} queryClient={queryClient} onError={onError}>
        {children}
      </DecartProvider>,
    );
  return { sandbox, onError, wrapper, render: (hook) => renderHook(hook, { wrapper }) };
}

/** Counts the object URLs that are alive, from now on until the end of the test. */
export function countObjectUrls(): { made: () => number; alive: () => number } {
  let made = 0;
  const alive = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (source) => {
    const url = createObjectURL.call(URL, source);
    made += 1;
    alive.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    alive.delete(url);
    revokeObjectURL.call(URL, url);
  };
  disposals.push(() => Object.assign(URL, { createObjectURL, revokeObjectURL }));
  return { made: () => made, alive: () => alive.size };
}

/** The requests that the sandbox received, as `POST /v1/files 200`. */
export function requestLines(sandbox: Sandbox): string[] {
  return sandbox.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);
}

/** Long enough for anything that would still be sent. */
export function aWhile(ms = 400): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Waits for 400 ms without a request. Requests that were in flight when something ended may still arrive before that.
 */
export async function expectQuiet(sandbox: Sandbox): Promise<void> {
  await expect
    .poll(async () => {
      const before = sandbox.requests.length;
      await aWhile();
      return sandbox.requests.length - before;
    })
    .toBe(0);
}
