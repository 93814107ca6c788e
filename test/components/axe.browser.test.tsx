// Every story is checked with axe in light and dark, right to left and with large text. These tests add forced colors
// and what axe can't see: text that is cut off.
import '../support/styles';
import axe from 'axe-core';
import { type ReactNode, StrictMode } from 'react';
import { describe, expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { ImageEditor } from '../../src/components/ImageEditor';
import { RealtimeControls } from '../../src/components/RealtimeControls';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { ReadyCheck } from '../../src/components/ready/ReadyCheck';
import { createTestDecart, type TestSession } from '../../src/testing';
import { dropFile } from '../support/drop';
import { emulate } from '../support/emulate';
import { solidImage } from '../support/media';

const { documentElement: html } = document;

const WORLDS: Record<string, () => void | Promise<void>> = {
  'right to left': () => {
    html.dir = 'rtl';
    onTestFinished(() => html.removeAttribute('dir'));
  },
  'with text twice as large': () => {
    html.style.fontSize = '200%';
    onTestFinished(() => {
      html.style.removeProperty('font-size');
    });
  },
  'with forced colors': () => emulate('forced-colors', 'active'),
};

const press = async (name: string) => {
  page.getByRole('button', { name, exact: true }).element().focus();
  await userEvent.keyboard('{Enter}');
};

async function goLive(session: TestSession) {
  await press('Start');
  await session.goLive();
  await expect.element(page.getByText('Live', { exact: true })).toBeVisible();
}

const controls = <RealtimeControls presets={['ice', 'noir']} limitSeconds={60} />;
const player = (
  <RealtimeVideo
    model="lucy-2.5"
    controls={controls}
    errorActions={{ CAMERA_DENIED: <a href="#help">Help</a> }}
  />
);

const PAGES: Record<string, [page: ReactNode, prepare: (session: TestSession) => Promise<void>]> = {
  'a player before the start': [player, async () => {}],
  'a live player with everything open': [
    player,
    async (session) => {
      await goLive(session);
      dropFile(document.querySelector('.decart-video'), new File(['text'], 'a.txt', { type: 'text/plain' }));
      for (const name of ['Before and after', 'Checking connection…', 'Statistics']) await press(name);
      await expect.element(page.getByRole('slider', { name: 'Compare' })).toBeVisible();
      await expect.element(page.getByRole('button', { name: 'Dismiss' })).toBeVisible();
    },
  ],
  'a player that failed': [
    player,
    async (session) => {
      await goLive(session);
      await session.fail('CAMERA_DENIED');
      await expect.element(page.getByText(/address bar/)).toBeVisible();
    },
  ],
  'an editor with a file, and a check before the start': [
    <>
      <ReadyCheck checks={['camera']} />
      <ImageEditor reference />
    </>,
    async () => {
      const file = new File([await solidImage('teal')], 'cat.png', { type: 'image/png' });
      await userEvent.upload(page.getByLabelText('Choose an image, or drop one here'), file);
      await expect.element(page.getByRole('img', { name: 'Before' })).toBeVisible();
    },
  ],
};

async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    resultTypes: ['violations'],
    // An app's page has landmarks and a heading; a test doesn't.
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: element }) => element).join(' | ')}`);
}

/** Buttons and sentences that are wider than their box, and a page that scrolls sideways. */
function cutOff(): string[] {
  const isCut = (element: Element) =>
    element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
  const cut = [...document.querySelectorAll('button, label, [role=status], .decart-note')].filter(isCut);
  return [...cut, ...(html.scrollWidth > html.clientWidth ? [html] : [])].map((element) =>
    element.outerHTML.slice(0, 120),
  );
}

async function look(name: string, world: string) {
  const decart = createTestDecart();
  const [content, prepare] = PAGES[name] ?? [];
  await page.viewport(1000, 900);
  await WORLDS[world]?.();
  const screen = await render(<StrictMode>{content}</StrictMode>, { wrapper: decart.Provider });
  onTestFinished(() => screen.unmount());
  await prepare?.(decart.session);
  expect(await faults()).toEqual([]);
  expect(cutOff()).toEqual([]);
  await page.viewport(390, 900);
  expect(cutOff()).toEqual([]);
}

describe.each(Object.keys(WORLDS))('%s', (world) => {
  // The page with the most on it. The others take as long and show less.
  const FULLEST = 'a live player with everything open';
  const others = Object.keys(PAGES).filter((name) => name !== FULLEST);

  it(`${FULLEST}: axe finds no fault, and nothing is cut off`, () => look(FULLEST, world));

  it.each(others)('%s: axe finds no fault, and nothing is cut off', { tags: ['long'] }, (name) =>
    look(name, world),
  );
});
