// Compiled, not run: every example and every promise of the API's contract, except for live video
// (realtime.test-d.tsx). provider.test-d.tsx and query.test-d.tsx test the provider and the HTTP hooks in depth.
import type { FileReference, RealTimeSubscribeClient } from '@decartai/sdk';
import { models } from '@decartai/sdk';
import type { ReactNode } from 'react';
import {
  type DecartClient,
  DecartError,
  type DecartErrorCode,
  DecartProvider,
  decartKeys,
  toDecartError,
  useDecartClient,
  useFileUpload,
  useJob,
  useProcess,
  useQueue,
} from '../../src';
import { createSandbox, type Sandbox, type SandboxSession } from '../../src/sandbox';
import { createProxyHandler, createTokenHandler, toNodeHandler } from '../../src/server';

declare const file: File;
declare const canvas: HTMLCanvasElement;
declare const jobId: string | null;
declare const children: ReactNode;

// Provider and client

export function Providers() {
  return (
    <>
      <DecartProvider
        getToken={async ({ signal }) => (await fetch('/api/decart/token', { method: 'POST', signal })).json()}
      >
        {children}
      </DecartProvider>
      <DecartProvider getToken="/api/decart/token">{children}</DecartProvider>
      <DecartProvider proxy="/api/decart">{children}</DecartProvider>
      <DecartProvider proxy="/api/decart" getToken="/api/decart/token">
        {children}
      </DecartProvider>
      <DecartProvider
        getToken={() => ({ apiKey: 'ek_1', expiresAt: '2026-01-01T00:00:00Z', expiresIn: 60, token: 'eyJ' })}
        dangerouslyAllowPermanentKey
        onError={(error: DecartError) => error.code}
      >
        {children}
      </DecartProvider>
      {/* @ts-expect-error neither of the two */}
      <DecartProvider>{children}</DecartProvider>
      {/* @ts-expect-error a token is not a string */}
      <DecartProvider getToken={() => 'ek_1'}>{children}</DecartProvider>
    </>
  );
}

export const useClient = (): DecartClient => useDecartClient();

export async function calls({ process, queue, files, realtime, auth }: DecartClient) {
  const mode: 'token' | 'proxy' | 'proxy+token' = auth.mode;
  const { apiKey } = await auth.getToken();
  auth.invalidate();
  auth.signOut();
  const image: Blob = await process({ model: models.image('lucy-image-2'), prompt: 'x', data: file });
  const job = await queue.submitAndPoll({ model: models.video('lucy-2.5'), prompt: '', data: file });
  const reference: FileReference = await files.upload(file);
  const viewer: RealTimeSubscribeClient = await realtime.subscribe({ token: '', onRemoteStream() {} });
  return [mode, apiKey, image, job.status, reference.id, viewer];
}

// Images, videos, files

export function useHttpHooks() {
  const edit = useProcess('lucy-image-2');
  edit.mutate({ prompt: 'x', data: file });
  edit.mutate({ prompt: 'x', data: canvas });
  edit.cancel();
  edit.reset();
  const clip = useQueue('lucy-2.5', {
    onSuccess: (blob) => blob satisfies Blob,
    retry: 2,
    scope: { id: 'clips' },
  });
  clip.cancel();
  const result: Promise<Blob> = clip.mutateAsync({ prompt: '', data: file });
  const job = useJob(jobId);
  const upload = useFileUpload();
  upload.mutate(file);
  upload.mutate({ file, ttlSeconds: 3600 });
  const reference: FileReference | undefined = upload.data;
  const error: DecartError | null = edit.error ?? clip.error ?? job.error ?? upload.error;
  const urls: (string | undefined)[] = [edit.url, clip.url, job.url];
  return [result, clip.jobId, clip.jobStatus, reference, error, urls];
}

// Errors

export const errors = () => {
  const { code, status, cause, retryable, fatal } = toDecartError(new Error());
  const every: DecartErrorCode[] = [
    'INVALID_API_KEY',
    'INVALID_INPUT',
    'INVALID_OPTIONS',
    'MODEL_NOT_FOUND',
    'UNAUTHORIZED',
    'TOKEN_FETCH_FAILED',
    'TOKEN_INVALID',
    'PERMANENT_KEY_IN_BROWSER',
    'REALTIME_NEEDS_TOKEN',
    'CAMERA_DENIED',
    'CAMERA_NOT_FOUND',
    'CAMERA_IN_USE',
    'CAMERA_LOST',
    'MICROPHONE_DENIED',
    'MICROPHONE_NOT_FOUND',
    'MICROPHONE_IN_USE',
    'MODEL_NOT_ALLOWED',
    'RATE_LIMITED',
    'CONNECT_TIMEOUT',
    'CONNECTION_LOST',
    'CONCURRENCY_LIMIT',
    'PROMPT_REJECTED',
    'JOB_FAILED',
    'ABORTED',
    'UNSUPPORTED_BROWSER',
  ];
  const error: Error = new DecartError(code, 'text', { status, cause, retryable, fatal });
  return [every, error, decartKeys];
};

// Server

declare function getSession(request: Request): Promise<{ user: { id: string } } | null>;
declare const app: { use(path: string, handler: ReturnType<typeof toNodeHandler>): void };
const authorize = async (request: Request) => (await getSession(request))?.user ?? null;

export const { POST, OPTIONS } = createTokenHandler({
  authorize: async (request) => (await getSession(request))?.user ?? null,
  tokenOptions: (user) => ({ metadata: { userId: user.id }, expiresIn: 60, allowedModels: ['lucy-2.5'] }),
});
export const proxy = createProxyHandler({
  basePath: '/api/decart',
  authorize,
  allowedModels: ['lucy-image-2', 'lucy-2.5'],
});
export const { GET, DELETE } = proxy;
app.use('/api/decart', toNodeHandler(createProxyHandler({ basePath: '/api/decart', authorize })));
export const answer: Promise<Response> = proxy(new Request('https://example.com/api/decart/v1/files'));
export const open = createTokenHandler({
  authorize: 'public',
  apiKey: 'dct_1',
  baseUrl: 'https://api.decart.ai',
  origins: ['https://example.com'],
  trustProxy: true,
});
// @ts-expect-error an open endpoint must be requested
createTokenHandler({});
// @ts-expect-error likewise
createProxyHandler({ basePath: '/api/decart' });

// Sandbox

export function InSandbox() {
  const sandbox: Sandbox = createSandbox();
  sandbox.closeSignaling(1006);
  sandbox.endGeneration();
  sandbox.moveNode();
  sandbox.rejectPrompts(/forbidden/);
  sandbox.queue(3);
  sandbox.expireTokens();
  sandbox.latency(40);
  const sessions: readonly SandboxSession[] = sandbox.sessions;
  const seen = sessions.map(({ id, model, apiKey, prompt, image, messages, open, closeCode }) => ({
    texts: [id, model, apiKey] satisfies string[],
    wanted: [prompt, image] satisfies (string | null)[],
    messages: messages.length,
    open: open satisfies boolean,
    closeCode: closeCode satisfies number | null,
  }));
  sandbox.dispose();
  createSandbox({ acceptAnyToken: true });
  return (
    <DecartProvider {...sandbox.providerProps}>
      {children}
      {JSON.stringify(seen)}
    </DecartProvider>
  );
}
