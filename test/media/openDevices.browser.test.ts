import { describe, expect, onTestFinished, test } from 'vitest';
import { openDevices } from '../../src/media/openDevices';
import { replace } from '../support/replace';
import { pretendPermission } from '../support/resources';

const BOTH = { camera: true, microphone: true } as const;
const never = () => new AbortController().signal;

/** Answers each request for devices with the next of `answers`: an error, or the fake devices. */
function answerWith(...answers: (DOMException | 'devices')[]) {
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  const requests: string[] = [];
  const restore = replace(mediaDevices, 'getUserMedia', async (constraints = {}) => {
    const answer = answers[requests.length] ?? answers.at(-1);
    requests.push(Object.keys(constraints).sort().join('+'));
    if (answer instanceof DOMException) throw answer;
    const stream = await getUserMedia(constraints);
    onTestFinished(() => {
      for (const track of stream.getTracks()) track.stop();
    });
    return stream;
  });
  onTestFinished(restore);
  return requests;
}

const refused = (message = '') => new DOMException(message, 'NotAllowedError');

describe('a prompt', () => {
  test('dismissed: it is not shown a second time for the same click, and nothing is called blocked', async () => {
    const requests = answerWith(refused('Permission dismissed'));
    pretendPermission('camera', 'prompt');
    pretendPermission('microphone', 'prompt');
    await expect(openDevices(BOTH, never())).rejects.toMatchObject({
      code: 'CAMERA_DISMISSED',
      retryable: true,
    });
    expect(requests).toEqual(['audio+video']);
  });

  test('refused for the microphone alone: the error names the microphone', async () => {
    const requests = answerWith(refused());
    pretendPermission('camera', 'granted');
    pretendPermission('microphone', 'denied');
    await expect(openDevices(BOTH, never())).rejects.toMatchObject({ code: 'MICROPHONE_DENIED' });
    expect(requests).toHaveLength(1);
  });

  test('refused by macOS or Windows: the error mentions the system’s settings', async () => {
    answerWith(refused('Permission denied by system'));
    await expect(openDevices({ camera: true }, never())).rejects.toMatchObject({
      code: 'CAMERA_DENIED_BY_SYSTEM',
      message: expect.stringContaining('operating system'),
    });
  });
});

// What a browser that reports it does: test/world/permissionsPolicy.
test('refused in a frame, by a browser that does not report why: the error also names the attribute', async () => {
  answerWith(refused());
  pretendPermission('camera', 'denied');
  for (const name of ['permissionsPolicy', 'featurePolicy']) {
    Object.defineProperty(document, name, { configurable: true, value: undefined });
    onTestFinished(() => void Reflect.deleteProperty(document, name));
  }
  await expect(openDevices(BOTH, never())).rejects.toMatchObject({
    code: 'CAMERA_DENIED',
    message: expect.stringMatching(/site settings.* <iframe>, which also needs allow="camera; microphone"/),
  });
});

describe('a camera that could not start', () => {
  test('once, right after it was released: it is opened a moment later', async () => {
    const requests = answerWith(new DOMException('', 'NotReadableError'), 'devices');
    const { camera } = await openDevices({ camera: true }, never());
    expect(camera?.readyState).toBe('live');
    expect(requests).toHaveLength(2);
  });

  test('twice: it is in use', async () => {
    const requests = answerWith(new DOMException('', 'NotReadableError'));
    await expect(openDevices({ camera: true }, never())).rejects.toMatchObject({ code: 'CAMERA_IN_USE' });
    expect(requests).toHaveLength(2);
  });
});

test('a microphone that does not exist: the error names it, and no camera is left on', async () => {
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  const opened: MediaStreamTrack[] = [];
  onTestFinished(
    replace(mediaDevices, 'getUserMedia', async (constraints = {}) => {
      if (constraints.audio) throw new DOMException('', 'NotFoundError');
      const stream = await getUserMedia(constraints);
      opened.push(...stream.getTracks());
      return stream;
    }),
  );
  await expect(openDevices(BOTH, never())).rejects.toMatchObject({ code: 'MICROPHONE_NOT_FOUND' });
  expect(opened.map(({ readyState }) => readyState)).toEqual(['ended']);
});
