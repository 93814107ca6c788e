import { onTestFinished } from 'vitest';

/** The system's sheet, which takes videos and pictures and no more. */
export function pretendSheet(share: (data: ShareData) => Promise<void>) {
  const canShare = ({ files = [] }: ShareData) =>
    files.every(({ type }) => /^(video|image)\/\w+$/.test(type));
  Object.defineProperties(navigator, {
    share: { configurable: true, value: share },
    canShare: { configurable: true, value: canShare },
  });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, 'share');
    Reflect.deleteProperty(navigator, 'canShare');
  });
}
