// Compiled, not run: what the documentation shows has to compile, and what it forbids must not.
import { type CreateTokenResponse, models } from '@decartai/sdk';
import { DecartProvider, type GetToken, toDecartError, useDecartClient } from '../../src/index';

export const examples = [
  <DecartProvider
    key="function"
    getToken={async ({ signal }) => (await fetch('/api/decart/token', { method: 'POST', signal })).json()}
  />,
  <DecartProvider key="route" getToken="/api/decart/token" />,
  <DecartProvider key="proxy" proxy="/api/decart" />,
  <DecartProvider key="both" proxy="/api/decart" getToken="/api/decart/token" />,
  <DecartProvider
    key="response"
    getToken={({ signal }) => fetch('/api/decart/token', { method: 'POST', signal })}
  />,
  <DecartProvider
    key="more"
    proxy="/api/decart"
    baseUrl="https://api.decart.ai"
    realtimeBaseUrl="wss://api3.decart.ai"
    integration="my-app/1.0.0"
    telemetry={false}
    dangerouslyAllowPermanentKey
    onError={(error) => console.warn(error.code, error.retryable)}
  />,
  // @ts-expect-error neither of the two
  <DecartProvider key="neither" />,
  // @ts-expect-error not a token
  <DecartProvider key="key" getToken={() => ({ key: 'ek_1' })} />,
];

/** The result of the SDK's own token call is a token. */
export const fromSdk: GetToken = async (): Promise<CreateTokenResponse> => ({
  apiKey: 'ek_1',
  expiresAt: '',
});

export const useMode = (): 'token' | 'proxy' | 'proxy+token' => useDecartClient().auth.mode;

export async function calls(client: ReturnType<typeof useDecartClient>) {
  // The generics of the SDK are kept: variables are typed by the model.
  const image: Blob = await client.process({
    model: models.image('lucy-image-2'),
    prompt: '',
    data: new Blob(),
  });
  // @ts-expect-error this model needs a prompt
  await client.process({ model: models.image('lucy-image-2'), data: image });
  // @ts-expect-error a video model isn't an image model
  await client.process({ model: models.video('lucy-2.5'), prompt: '', data: image });
  const result = await client.queue.submitAndPoll({
    model: models.video('lucy-2.5'),
    prompt: '',
    data: image,
    onStatusChange: ({ job_id, status }) => console.log(job_id, status),
  });
  if (result.status === 'failed') console.warn(result.error);
  const reference = await client.files.upload(image, { ttlSeconds: 'persistent' });
  const session = await client.realtime.connect(null, {
    model: models.realtime('lucy-2.5'),
    onRemoteStream: (stream: MediaStream) => console.log(stream.id),
  });
  await session.setImage(reference.id);
  // A token that you already have can be passed on as one.
  const handedOn: GetToken = () => client.auth.getToken();
  client.auth.invalidate();
  const { code } = toDecartError(new Error());
  // @ts-expect-error no such code
  if (code === 'NO_SUCH_CODE') return null;
  return handedOn;
}
