import { type Color, waitForColor } from '../support/pixels';
import { publish, renderViewer } from '../support/renderViewer';

export const isGray = ({ r, g, b }: Color) => Math.max(r, g, b) - Math.min(r, g, b) < 12 && r > 20;

/** A viewer that sees the picture of a publisher. */
export async function watching(options: Parameters<typeof renderViewer>[1] | object = {}) {
  const published = await publish();
  const before = published.publisher.open();
  const view = renderViewer(published.sandbox.providerProps, {
    subscribeToken: published.subscribeToken,
    ...options,
  });
  await view.reached('connected');
  await waitForColor(view.video, isGray);
  return { ...published, view, before };
}
