// The page that `bench/run.mjs` drives: each measurement is a function on `window.bench`.
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { RecordingPart } from '../../src';
import { createSandbox, type Sandbox } from '../../src/sandbox';
import { HandWritten, Parallel } from './HandWritten';
import { noise } from './noise';
import { Ours, Prepared } from './Ours';
import { Recorded, RecordedByHand } from './Recorded';
import { WithControls } from './WithControls';

type Who = 'ours' | 'prepared' | 'handWritten' | 'parallel' | 'withControls' | 'recorded' | 'recordedByHand';
/** `asked` is allowed after `ANSWER_MS`, before the camera is open; of `unreported`, the browser doesn't say so. */
type Permission = 'granted' | 'asked' | 'unreported';
type Fault = 'closeSignaling' | 'deleteRoom' | 'moveNode' | 'closeLiveKit' | 'offline';

const COMPONENTS = {
  ours: Ours,
  prepared: Prepared,
  handWritten: HandWritten,
  parallel: Parallel,
  withControls: WithControls,
  recorded: Recorded,
  recordedByHand: RecordedByHand,
};
const PROMPT = 'golden hour';
const ANSWER_MS = 250;
const CAMERA_MS = 500;
const TOKEN_MS = 300;
const PREPARING_MS = 300;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const { mediaDevices, permissions } = navigator;
const openCamera = mediaDevices.getUserMedia.bind(mediaDevices);
const queryPermission = permissions.query.bind(permissions);

let root: Root | undefined;
let sandbox: Sandbox | undefined;
let recording: Pick<RecordingPart, 'blob'> | undefined;
let setPrompt: ((prompt: string) => void) | undefined;

function pretendPermission(permission: Permission) {
  let state: PermissionState = permission === 'granted' ? 'granted' : 'prompt';
  const answer = new EventTarget();
  permissions.query = async (descriptor) => {
    const status = await queryPermission(descriptor);
    Object.defineProperty(status, 'state', { get: () => state });
    answer.addEventListener('change', () => status.dispatchEvent(new Event('change')));
    return status;
  };
  if (permission !== 'asked') return;
  setTimeout(() => {
    state = 'granted';
    answer.dispatchEvent(new Event('change'));
  }, ANSWER_MS);
}

function mount(who: Who, { cameraMs = 0, tokenMs = 0, permission = 'granted' as Permission } = {}): Sandbox {
  mediaDevices.getUserMedia = async (constraints) => {
    await sleep(cameraMs);
    return who.startsWith('recorded') ? noise() : openCamera(constraints);
  };
  pretendPermission(permission);
  const made = createSandbox();
  const { getToken } = made.providerProps;
  const provider = {
    ...made.providerProps,
    async getToken() {
      await sleep(tokenMs);
      return getToken();
    },
  };
  root = createRoot(document.getElementById('root') ?? document.body);
  const onRecorded = ({ parts }: { parts: Pick<RecordingPart, 'blob'>[] }) => {
    recording = parts[0];
  };
  setPrompt = (prompt) => root?.render(createElement(COMPONENTS[who], { provider, prompt, onRecorded }));
  setPrompt(PROMPT);
  sandbox = made;
  return made;
}

async function unmount() {
  root?.unmount();
  while (sandbox && sandbox.resources.sockets > 0) await sleep(20);
  sandbox?.dispose();
  await sleep(200);
}

const context = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });

function averageColor(video: HTMLVideoElement): { r: number; g: number; b: number } {
  if (!context || video.videoWidth === 0) return { r: 0, g: 0, b: 0 };
  context.drawImage(video, 0, 0, 8, 8);
  const { data } = context.getImageData(0, 0, 8, 8);
  const average = (channel: number) => {
    let sum = 0;
    for (let i = channel; i < data.length; i += 4) sum += data[i] ?? 0;
    return sum / 64;
  };
  return { r: average(0), g: average(1), b: average(2) };
}

/** The model turns black into a dark brown, and the camera's picture into bright gold. */
function isBright(video: HTMLVideoElement): boolean {
  const { r, g } = averageColor(video);
  return r + g > 130;
}

/** The time at which a new bright frame is on screen, or null if none comes. */
async function brightFrame(timeoutMs: number, isNew: () => boolean = () => true): Promise<number | null> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const video = document.querySelector('video');
    if (video?.srcObject) {
      const presented = await Promise.race([
        new Promise<number>((resolve) => video.requestVideoFrameCallback(() => resolve(performance.now()))),
        sleep(100).then(() => null),
      ]);
      if (presented !== null && isNew() && isBright(video)) return presented;
    } else {
      await sleep(4);
    }
  }
  return null;
}

const bench = {
  /** Milliseconds from mount, or from the press of Start, to the first transformed frame of the camera. */
  async startUp(who: Who, permission: Permission) {
    let start = performance.now();
    mount(who, { cameraMs: CAMERA_MS, tokenMs: TOKEN_MS, permission });
    if (who === 'prepared') {
      await sleep(PREPARING_MS);
      start = performance.now();
      document.querySelector('button')?.click();
    }
    const at = await brightFrame(10_000);
    await unmount();
    return at === null ? null : at - start;
  },

  /** Milliseconds from a fault (offline: from the network's return) to a moving picture; null if none comes. */
  async recovery(who: Who, fault: Fault) {
    const current = mount(who);
    await brightFrame(10_000);
    await sleep(500);
    // By its id: every event creates new objects for the sessions.
    const lost = current.sessions.at(-1)?.id;
    if (fault === 'offline') {
      current.offline(1000);
      await sleep(1000);
    } else {
      current[fault]();
    }
    const start = performance.now();
    // Frames that were in flight don't count, nor does a picture without the camera.
    await sleep(120);
    const received = current.sessions.at(-1)?.framesReceived ?? 0;
    const at = await brightFrame(6000, () => {
      const session = current.sessions.at(-1);
      return session?.id !== lost || (session?.framesReceived ?? 0) > received + 2;
    });
    await unmount();
    return at === null ? null : at - start;
  },

  async live(who: Who) {
    mount(who);
    await brightFrame(10_000);
    await sleep(2000);
  },

  /** Frames per second of the sandbox with a 1280x720 camera, and milliseconds until a new prompt is visible. */
  async sandbox() {
    mount('ours');
    await brightFrame(10_000);
    const video = document.querySelector('video');
    if (!video) throw new Error('not mounted');
    await sleep(3000);
    const { totalVideoFrames } = video.getVideoPlaybackQuality();
    await sleep(5000);
    const framesPerSecond = (video.getVideoPlaybackQuality().totalVideoFrames - totalVideoFrames) / 5;
    const start = performance.now();
    setPrompt?.('frozen in ice');
    const isCold = () => {
      const { r, b } = averageColor(video);
      return b > r + 30;
    };
    while (!isCold()) await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    const promptMs = performance.now() - start;
    const size = `${video.videoWidth}x${video.videoHeight}`;
    await unmount();
    return { framesPerSecond, promptMs, size };
  },

  /** The last recording: its size in bytes, and the length that a player shows, in seconds. */
  async recorded() {
    while (!recording?.blob) await sleep(50);
    const { blob } = recording;
    const player = document.createElement('video');
    player.src = URL.createObjectURL(blob);
    await new Promise((resolve) => player.addEventListener('loadedmetadata', resolve));
    // A file that was written as a stream reveals its length only after a seek to its end.
    player.currentTime = 1e9;
    await new Promise((resolve) => player.addEventListener('seeked', resolve));
    URL.revokeObjectURL(player.src);
    return { bytes: blob.size, seconds: player.currentTime };
  },
  unmount,
};

export type Bench = typeof bench;

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = bench;
