const MAX_WIDTH = 640;
const OPEN_TIMEOUT_MS = 3000;
const PATTERN_DURATION_MS = 1000;

/** A source of frames. */
export interface VideoSource {
  width: number;
  height: number;
  durationMs: number;
  /** The current frame. */
  frame(timeMs: number): CanvasImageSource;
  close(): void;
}

/** An encoder needs even side lengths. */
function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2);
}

function firstEvent(target: EventTarget, good: string, bad: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error('Timed out')), OPEN_TIMEOUT_MS);
    const settle = (act: () => void) => () => {
      clearTimeout(timeout);
      act();
    };
    target.addEventListener(good, settle(resolve), { once: true });
    target.addEventListener(
      bad,
      settle(() => reject(new Error('Cannot be decoded'))),
      { once: true },
    );
  });
}

async function openFile(data: Blob): Promise<VideoSource> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(data);
  const close = () => {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  };
  try {
    video.muted = true;
    video.loop = true;
    video.src = url;
    await firstEvent(video, 'loadeddata', 'error');
    // A hidden page may refuse to play; then we use the first frame.
    await video.play().catch(() => undefined);
  } catch (error) {
    close();
    throw error;
  }
  const scale = Math.min(1, MAX_WIDTH / video.videoWidth);
  return {
    width: even(video.videoWidth * scale),
    height: even(video.videoHeight * scale),
    // A recorded WebM declares no duration.
    durationMs: Number.isFinite(video.duration) ? video.duration * 1000 : PATTERN_DURATION_MS,
    frame: () => video,
    close,
  };
}

function createTestPattern(): VideoSource {
  const canvas = new OffscreenCanvas(MAX_WIDTH, 360);
  const context = canvas.getContext('2d');
  return {
    width: canvas.width,
    height: canvas.height,
    durationMs: PATTERN_DURATION_MS,
    frame(timeMs) {
      if (context) {
        const { width, height } = canvas;
        const bars = 8;
        for (let bar = 0; bar < bars; bar += 1) {
          context.fillStyle = `hsl(${(bar * 360) / bars + timeMs / 10} 70% 55%)`;
          context.fillRect((bar * width) / bars, 0, width / bars + 1, height);
        }
        context.fillStyle = 'white';
        context.beginPath();
        const turn = timeMs / 300;
        context.arc(width / 2 + Math.cos(turn) * 160, height / 2 + Math.sin(turn) * 90, 40, 0, Math.PI * 2);
        context.fill();
      }
      return canvas;
    },
    close() {},
  };
}

/** The uploaded video; or a moving test pattern if the browser can't decode it. */
export async function openVideo(data: Blob): Promise<VideoSource> {
  return openFile(data).catch(createTestPattern);
}
