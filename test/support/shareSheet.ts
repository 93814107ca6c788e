import { onTestFinished } from 'vitest';

/** The system's share sheet, which accepts only videos and pictures. */
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
