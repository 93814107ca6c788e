// Browsers without H.264: Firefox on Linux, some Android devices, some systems' builds of Chromium.
import { expect, onTestFinished, test } from 'vitest';
import { createTestPicture } from '../../src/sandbox';
import { expectMovingPicture } from '../support/pictures';
import { renderStream } from '../support/renderStream';
import { replace } from '../support/replace';

const isH264 = ({ mimeType }: RTCRtpCodec) => /h264/i.test(mimeType);

test('even without H.264 there is a picture in the first session', async () => {
  for (const side of [RTCRtpSender, RTCRtpReceiver]) {
    const capabilities = side.getCapabilities.bind(side);
    onTestFinished(
      replace(side, 'getCapabilities', (kind) => {
        const known = capabilities(kind);
        return known && { ...known, codecs: known.codecs.filter((codec) => !isH264(codec)) };
      }),
    );
  }
  const { setCodecPreferences } = RTCRtpTransceiver.prototype;
  onTestFinished(
    replace(
      RTCRtpTransceiver.prototype,
      'setCodecPreferences',
      function set(this: RTCRtpTransceiver, codecs) {
        if ([...codecs].some(isH264)) throw new DOMException('unknown codec', 'InvalidModificationError');
        setCodecPreferences.call(this, codecs);
      },
    ),
  );
  const picture = createTestPicture({ width: 320, height: 180 });
  onTestFinished(picture.stop);
  const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: picture.stream });
  await view.reached('generating');
  await expectMovingPicture(view);
  expect(view.sandbox.sessions).toHaveLength(1);
  expect(view.errors).toEqual([]);
});
