import { models } from '@decartai/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { createClientCore } from '../../src/client/createClientCore';
import { clientOf } from '../../src/client/decartClient';
import { createTestPicture } from '../../src/sandbox';
import { showStream, waitForFrame } from '../support/pixels';
import { useTestSandbox } from '../support/sdkSession';

test.each([
  ['connects, and the picture comes', []],
  ['connects with a fresh token when the first is refused', ['ek_stale']],
])('client.realtime.connect %s', async (_what, stale) => {
  const sandbox = useTestSandbox();
  sandbox.rejectKeyWithReason();
  const { getToken, ...config } = sandbox.providerProps;
  const keys = [...stale];
  const client = clientOf(
    createClientCore({
      ...config,
      getToken: async () => {
        const apiKey = keys.pop();
        return apiKey ? { apiKey, expiresIn: 60 } : getToken();
      },
    }),
  );
  const picture = createTestPicture({ width: 320, height: 180 });
  const video = showStream(new MediaStream());
  onTestFinished(() => {
    video.remove();
    picture.stop();
  });
  const session = await client.realtime.connect(picture.stream, {
    model: models.realtime('lucy-2.5'),
    initialState: { prompt: { text: 'film noir', enhance: false } },
    onRemoteStream: (stream) => {
      video.srcObject = stream;
    },
  });
  onTestFinished(() => session.disconnect());
  await waitForFrame(video);
  expect(sandbox.sessions.map(({ open, prompt }) => [open, prompt])).toEqual([[true, 'film noir']]);
});
