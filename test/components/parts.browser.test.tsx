// A player built from parts, as the examples of the parts show it: with the style sheet, and without it.
import type { ReactNode } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { page as browser } from 'vitest/browser';
import { ProblemMessage } from '../../src/components/player/ProblemMessage';
import { StartStopButton } from '../../src/components/player/StartStopButton';
import { StatusMessage } from '../../src/components/player/StatusMessage';
import { VideoStage } from '../../src/components/player/VideoStage';
import { PromptBox } from '../../src/components/prompt/PromptBox';
import { RealtimeRoot } from '../../src/components/session/RealtimeRoot';
import { RealtimeStreamProvider } from '../../src/components/session/RealtimeStreamProvider';
import { InputPreview } from '../../src/components/video/InputPreview';
import { InputVideo } from '../../src/components/video/InputVideo';
import { OutputVideo } from '../../src/components/video/OutputVideo';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import styles from '../../src/styles.css?inline';
import { renderOnSandbox } from './support';

function withStyles() {
  const sheet = document.createElement('style');
  sheet.textContent = styles;
  document.head.append(sheet);
  onTestFinished(() => sheet.remove());
}

const boxOf = (element: Element) => element.getBoundingClientRect();
const sizeOf = (element: Element) => [boxOf(element).width, boxOf(element).height].map(Math.round);
const pageWidth = () => document.documentElement.scrollWidth;

const inRoot = (parts: ReactNode) => (
  <RealtimeRoot model="lucy-2.5" prompt="ice" autoStart>
    {parts}
  </RealtimeRoot>
);

const STAGES: Record<string, ReactNode> = {
  'of VideoStage': (
    <VideoStage>
      <OutputVideo />
      <InputPreview />
    </VideoStage>
  ),
  'of ProblemMessage': (
    <VideoStage>
      <OutputVideo />
      <ProblemMessage />
    </VideoStage>
  ),
};

it.each(Object.keys(STAGES))('the picture fills its stage in the example %s, of any shape', async (name) => {
  withStyles();
  await browser.viewport(900, 700);
  const page = await renderOnSandbox(inRoot(STAGES[name]));
  await page.live();
  onTestFinished(() => void document.documentElement.style.removeProperty('--decart-aspect-ratio'));
  for (const ratio of ['16 / 9', '1 / 1']) {
    document.documentElement.style.setProperty('--decart-aspect-ratio', ratio);
    const stage = page.element('.decart-stage');
    expect(sizeOf(stage)[0]).toBe(document.body.clientWidth);
    expect(sizeOf(page.output())).toEqual(sizeOf(stage));
    expect(pageWidth()).toBe(900);
  }
});

function OwnStream() {
  const stream = useRealtimeStream({ model: 'lucy-2.5', autoStart: true });
  return (
    <RealtimeStreamProvider stream={stream}>
      <OutputVideo />
      <StartStopButton />
      <InputVideo />
    </RealtimeStreamProvider>
  );
}

const PLAIN: Record<string, ReactNode> = {
  RealtimeRoot: inRoot(
    <>
      <OutputVideo />
      <StartStopButton />
      <PromptBox />
    </>,
  ),
  RealtimeStreamProvider: (
    <section data-status="generating">
      <OwnStream />
    </section>
  ),
  ...Object.fromEntries(Object.entries(STAGES).map(([name, parts]) => [`${name}, bare`, inRoot(parts)])),
};

it.each(Object.keys(PLAIN))(
  'the picture is no wider than its page in the example of %s, without and with the style sheet',
  async (name) => {
    await browser.viewport(600, 700);
    const page = await renderOnSandbox(PLAIN[name]);
    await page.live();
    expect(page.output().videoWidth).toBeGreaterThan(600);
    for (const addSheet of [() => {}, withStyles]) {
      addSheet();
      expect(boxOf(page.output()).right).toBeLessThanOrEqual(600);
      expect(pageWidth()).toBe(600);
    }
  },
);

it.each([900, 360])(
  'messages lie over the picture, %i pixels wide, and can be read in full',
  async (width) => {
    withStyles();
    await browser.viewport(width, 700);
    const page = await renderOnSandbox(
      <RealtimeRoot model="lucy-2.5" prompt="ice">
        <VideoStage>
          <OutputVideo />
          <InputPreview />
          <StatusMessage />
          <StartStopButton />
        </VideoStage>
      </RealtimeRoot>,
    );
    const stage = boxOf(page.element('.decart-stage'));
    const message = page.element('.decart-message');
    const action = page.element('.decart-action');
    const isOnTop = (element: Element) => {
      const { left, top, width, height } = boxOf(element);
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    };
    const middle = (element: Element) =>
      Math.round(boxOf(element).left + boxOf(element).width / 2 - stage.left);
    expect([middle(message), middle(action)]).toEqual([
      Math.round(stage.width / 2),
      Math.round(stage.width / 2),
    ]);
    expect(boxOf(action).top).toBeGreaterThan(boxOf(message).bottom);

    await page.screen.getByRole('button', { name: 'Start' }).click();
    await page.live();
    await expect.poll(() => message.textContent).toBe('Live');
    expect(boxOf(message).left - stage.left).toBeLessThan(20);
    expect(boxOf(message).top - stage.top).toBeLessThan(20);
    expect([isOnTop(message), isOnTop(action)]).toEqual([true, true]);
    expect(sizeOf(page.output())).toEqual(sizeOf(page.element('.decart-stage')));
  },
);
