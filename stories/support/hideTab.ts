/** Added to the page by a browser driver. */
interface Driver {
  hideTab(): Promise<void>;
  showTab(): Promise<void>;
}

declare global {
  interface Window {
    driver?: Driver;
  }
}

/**
 * Hides the tab, until the returned function is called. `npm run test:firefox` really shows another tab; elsewhere the
 * page sees what it would see in a hidden tab.
 */
export async function hideTab(): Promise<() => Promise<void>> {
  const { driver } = window;
  if (driver) {
    await driver.hideTab();
    return () => driver.showTab();
  }
  const { requestAnimationFrame } = window;
  const { requestVideoFrameCallback } = HTMLVideoElement.prototype;
  window.requestAnimationFrame = () => 0;
  HTMLVideoElement.prototype.requestVideoFrameCallback = () => 0;
  setVisibility('hidden');
  return async () => {
    window.requestAnimationFrame = requestAnimationFrame;
    HTMLVideoElement.prototype.requestVideoFrameCallback = requestVideoFrameCallback;
    setVisibility(null);
  };
}

function setVisibility(state: DocumentVisibilityState | null) {
  // The object's own property hides the prototype's. Once it is deleted, the real state shows again.
  if (state) Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  else Reflect.deleteProperty(document, 'visibilityState');
  document.dispatchEvent(new Event('visibilitychange'));
}
