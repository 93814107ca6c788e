// A component in a page, under StrictMode, with its own sandbox.
import { type ReactNode, StrictMode } from 'react';
import { expect, onTestFinished } from 'vitest';
import { render } from 'vitest-browser-react';
import { DecartProvider } from '../../src/provider/DecartProvider';
import type { RealtimeStatus } from '../../src/realtime/machine';
import { createSandbox } from '../../src/sandbox';

export async function renderOnSandbox(children: ReactNode) {
  const sandbox = createSandbox();
  const wrap = (content: ReactNode) => (
    <StrictMode>
      <DecartProvider {...sandbox.providerProps}>{content}</DecartProvider>
    </StrictMode>
  );
  const screen = await render(wrap(children));
  onTestFinished(async () => {
    await screen.unmount();
    sandbox.dispose();
  });
  const element = (selector: string): HTMLElement => {
    const found = screen.container.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`There is no ${selector}.`);
    return found;
  };
  const video = (name: 'output' | 'input') => {
    const found = element(`[data-decart-video=${name}]`);
    if (!(found instanceof HTMLVideoElement)) throw new Error(`There is no ${name} video.`);
    return found;
  };
  /** Some parts are loaded when a session begins. On a busy machine, they come later than its picture. */
  async function loaded(selector: string) {
    await expect.poll(() => screen.container.querySelector(selector)).not.toBeNull();
    return element(selector);
  }
  async function reached(status: RealtimeStatus) {
    const read = () => screen.container.querySelector('[data-status]')?.getAttribute('data-status');
    await expect.poll(read, { timeout: 40_000, interval: 10 }).toBe(status);
  }

  return {
    sandbox,
    screen,
    element,
    loaded,
    reached,
    rerender: (content: ReactNode) => screen.rerender(wrap(content)),
    output: () => video('output'),
    input: () => video('input'),
    /** The transformed picture is on screen. */
    async live() {
      await reached('generating');
      await expect.poll(() => video('output').videoWidth).toBeGreaterThan(100);
    },
  };
}
