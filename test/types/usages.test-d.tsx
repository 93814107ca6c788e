// Twenty usages, compiled, not run: ten that an app writes, and ten mistakes. After each `@ts-expect-error` comes the
// line of the compiler's message that helps the developer: `npm run check:usages` compares them.
import {
  type DecartError,
  DecartProvider,
  RealtimeVideo,
  useProcess,
  useQueue,
  useRealtimeState,
  useRealtimeStream,
} from 'decart-react';
import { StartStopButton } from 'decart-react/parts';
import { createProxyHandler, createTokenHandler } from 'decart-react/server';
import type { ReactNode } from 'react';

declare const file: File;
declare const children: ReactNode;
declare const report: (what: string) => void;
declare function findUser(request: Request): Promise<{ id: string; plan: 'free' | 'paid' } | null>;

// What an app writes

export const withTokenRoute = () => (
  <DecartProvider getToken="/api/decart/token">
    <RealtimeVideo model="lucy-2.5" prompt="oil painting" />
  </DecartProvider>
);

export const withOwnRequest = () => (
  <DecartProvider getToken={({ signal }) => fetch('/token', { method: 'POST', signal })}>
    {children}
  </DecartProvider>
);

export const withHandlers = () => (
  <RealtimeVideo
    model="lucy-2.5"
    onError={(error) => report(error.code)}
    onEnded={({ seconds }) => report(`${seconds.toFixed()} s`)}
  />
);

/** As from optional props of an app's own component, with `exactOptionalPropertyTypes`. */
export const withUndefined = (props: { prompt?: string; onError?: () => void }) => (
  <RealtimeVideo model="lucy-2.5" prompt={props.prompt} onError={props.onError} />
);

export function OwnVideo() {
  const { videoProps, start, stop, status } = useRealtimeStream({ model: 'lucy-2.5' });
  return (
    <>
      <video {...videoProps} />
      <button type="button" onClick={() => void (status === 'idle' ? start() : stop())} />
    </>
  );
}

export function OwnPart() {
  const { status, error } = useRealtimeState((state) => ({ status: state.status, error: state.error }));
  return (
    <StartStopButton asChild>
      <button type="button" title={error?.code}>
        {status}
      </button>
    </StartStopButton>
  );
}

export function useEdit(): Promise<Blob> {
  const { mutateAsync } = useProcess('lucy-image-2');
  return mutateAsync({ prompt: 'in watercolor', data: file });
}

export function useClip() {
  const clip = useQueue('lucy-2.5', {
    onSuccess: (blob) => report(blob.type),
    onError: ({ code }) => report(code),
  });
  clip.mutate({ prompt: 'in watercolor', data: file });
  return clip.url satisfies string | undefined;
}

/** The user's type is inferred, whatever the order. */
export const tokenHandler = createTokenHandler({
  tokenOptions: ({ id, plan }) => ({ metadata: { id }, expiresIn: plan === 'paid' ? 60 : 30 }),
  authorize: findUser,
});

export const proxyHandler = createProxyHandler({
  basePath: '/api/decart',
  rateLimit: ({ user }) => user.plan === 'paid',
  authorize: findUser,
});

// Mistakes

// @ts-expect-error Property 'proxy' is missing in type '{ children: ReactNode; }' but required in type 'WithProxy'.
export const noAuth = () => <DecartProvider>{children}</DecartProvider>;

// @ts-expect-error Type '() => { key: string; }' is not assignable to type 'GetToken'.
export const noToken = () => <DecartProvider getToken={() => ({ key: 'ek_1' })}>{children}</DecartProvider>;

// @ts-expect-error Type '"lucy-9"' is not assignable to type 'RealtimeModel'.
export const unknownModel = () => <RealtimeVideo model="lucy-9" />;

// @ts-expect-error Property 'onEnd' does not exist on type 'IntrinsicAttributes & RealtimeVideoProps & RefAttributes<HTMLDivElement>'. Did you mean 'onEnded'?
export const unknownProp = () => <RealtimeVideo model="lucy-2.5" onEnd={() => {}} />;

// @ts-expect-error Object literal may only specify known properties, and 'retries' does not exist in type 'ReconnectPolicy'.
export const useUnknownOption = () => useRealtimeStream({ model: 'lucy-2.5', reconnect: { retries: 3 } });

// @ts-expect-error This comparison appears to be unintentional because the types 'DecartErrorCode' and '"NO_CAMERA"' have no overlap.
export const unknownCode = ({ code }: DecartError) => code === 'NO_CAMERA';

// @ts-expect-error Property 'prompt' is missing in type '{ data: File; }' but required in type 'Omit<ProcessOptions<ModelDefinition<"lucy-image-2"> & { fps: number; queueUrlPath: string; }>, "data" | "model" | "signal" | "reference_image">'.
export const useNoPrompt = () => useProcess('lucy-image-2').mutate({ data: file });

// @ts-expect-error Argument of type '"lucy-2.5"' is not assignable to parameter of type '"lucy-image-2" | "lucy-image-latest" | "lucy-pro-i2i" | ImageModel<"lucy-image-2" | "lucy-image-latest" | "lucy-pro-i2i">'.
export const useVideoModel = () => useProcess('lucy-2.5');

// @ts-expect-error Property 'authorize' is missing in type '{}' but required in type 'TokenHandlerOptions<unknown>'.
export const forEverybody = createTokenHandler({});

// @ts-expect-error Object literal may only specify known properties, and 'expiresIn' does not exist in type 'TokenHandlerOptions<{ id: string; plan: "free" | "paid"; }>'.
export const notInTheToken = createTokenHandler({ authorize: findUser, expiresIn: 60 });
