// What screen reader users hear: the announcements in order, and the name, role and state of every element.
import { type ReactNode, StrictMode } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { ImageEditor } from '../../src/components/ImageEditor';
import { RealtimeControls } from '../../src/components/RealtimeControls';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { loadTexts } from '../../src/components/text/lateTexts';
import { createTestDecart, type TestDecartOptions } from '../../src/testing';
import { listen } from '../support/announcements';
import { dropFile } from '../support/drop';
import { solidImage } from '../support/media';
import { stageQuery } from '../support/renderQuery';

async function show(player: ReactNode, options: TestDecartOptions = {}) {
  // Usually they are loaded before the start, when the button is hovered or focused.
  await loadTexts();
  const decart = createTestDecart(options);
  const screen = await render(
    <StrictMode>
      <decart.Provider>{player}</decart.Provider>
    </StrictMode>,
  );
  onTestFinished(() => screen.unmount());
  const heard = listen(screen.container);
  /** The announcements from now until this one. */
  const until = async (last: string) => {
    await expect.poll(() => heard.at(-1)).toBe(last);
    return heard.splice(0);
  };
  const press = async (name: string) => {
    screen.getByRole('button', { name, exact: true }).element().focus();
    await userEvent.keyboard('{Enter}');
  };
  return { screen, session: decart.session, heard, until, press };
}

it('hears what a session does, each thing once', async () => {
  let release = () => {};
  const isFree = new Promise<void>((resolve) => {
    release = resolve;
  });
  const getToken = async () => {
    await isFree;
    return { apiKey: 'ek_test', expiresIn: 3600 };
  };
  const { session, heard, until, press } = await show(
    <RealtimeVideo model="lucy-2.5" prompt="ice" controls={<RealtimeControls />} />,
    { getToken },
  );
  await press('Start');
  await until('Preparing…');
  release();
  await session.queue(3, 8);
  expect(await until('You’re number 3 of 8 in line')).toEqual([
    'Connecting…',
    'You’re number 3 of 8 in line',
  ]);
  await session.queue(2, 8);
  await session.queue(2, 8);
  await session.queue(1, 8);
  expect(await until('You’re number 1 of 8 in line')).toEqual([
    'You’re number 2 of 8 in line',
    'You’re number 1 of 8 in line',
  ]);
  await session.goLive();
  expect(await until('Applied')).toEqual(['Live', 'Applied']);

  // A running clock isn't announced.
  for (let second = 0; second < 5; second += 1) await session.tick();
  await expect.element(page.getByRole('timer')).toHaveTextContent('0:05');
  expect(heard).toEqual([]);
  await session.lose();
  expect(await until('Reconnecting…')).toEqual(['Reconnecting…']);
  await session.goLive();
  expect(await until('Live')).toEqual(['Live']);

  await session.end();
  expect(await until('You’ve reached the limit of 5 seconds')).toEqual([
    'You’ve reached the limit of 5 seconds',
  ]);
});

it('hears what is wrong and what to do about it, only once', async () => {
  const { session, heard, until, press } = await show(
    <RealtimeVideo model="lucy-2.5" controls={<RealtimeControls />} />,
  );
  await press('Start');
  await session.goLive();
  await until('Live');
  session.rejectPrompt();
  page.getByRole('textbox', { name: 'Prompt' }).element().focus();
  await userEvent.keyboard('no{Enter}');
  await until('Not applied. That isn’t allowed. Try something else.');

  for (const _ of ['once', 'and again']) {
    dropFile(
      document.querySelector('.decart-video'),
      new File(['text'], 'notes.txt', { type: 'text/plain' }),
    );
    expect(await until('Choose an image file.')).toEqual(['Choose an image file.']);
    await press('Dismiss');
    expect(heard).toEqual([]);
  }
  await press('Stop');
  expect(await until('Ready when you are')).toEqual(['Ready when you are']);
  await press('Start');
  await session.fail('CAMERA_DENIED');
  const sentence =
    'The camera is blocked. Allow it, then try again. Click the icon in the address bar and choose Allow.';
  expect((await until(sentence)).filter((text) => text.includes('Allow'))).toEqual([sentence]);
});

it('hears what an editor does, each thing once', async () => {
  await loadTexts();
  const { wrapper, sandbox } = stageQuery();
  const screen = await render(<ImageEditor defaultPrompt="oil painting" />, { wrapper });
  const heard = listen(screen.container);
  const file = new File([await solidImage('teal')], 'cat.png', { type: 'image/png' });
  await userEvent.upload(page.getByLabelText('Choose an image, or drop one here'), file);
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect.poll(() => heard).toEqual(['Editing…', 'Done']);
  heard.length = 0;
  sandbox.failRequests({ status: 429 });
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect.poll(() => heard).toEqual(['Editing…', 'Too many requests. Wait a moment and try again.']);
});

// `/children: deep-equal` fails for a control that isn't listed. It needs an element with a role, here `<main>`.
const player = (
  <main>
    <RealtimeVideo model="lucy-2.5" controls={<RealtimeControls presets={['ice', 'noir']} />} prompt="ice" />
  </main>
);

const devicesKnown = async () => {
  for (const name of ['fake_device_2', 'Fake Audio Input 2']) {
    await expect.element(page.getByRole('option', { name })).toBeInTheDocument();
  }
};

it('every control has a name, a role and a state: before the start', async () => {
  const { screen } = await show(player);
  await devicesKnown();
  await expect.element(screen.container).toMatchAriaInlineSnapshot(`
    - main:
      - /children: deep-equal
      - status: Ready when you are
      - button "Start"
      - button "Choose a reference image"
      - textbox "Prompt":
        - /placeholder: Describe a style…
        - text: ice
      - button "Apply"
      - status
      - group "Styles":
        - button "ice"
        - button "noir"
      - combobox "Camera":
        - option "Camera" [selected]
        - option "fake_device_0"
        - option "fake_device_1"
        - option "fake_device_2"
      - button "Share your screen" [disabled]
      - combobox "Microphone":
        - option "Microphone off" [selected]
        - option "Fake Default Audio Input"
        - option "Fake Audio Input 1"
        - option "Fake Audio Input 2"
      - switch "Mirror"
      - button "Before and after" [disabled]
      - button "Take a photo" [disabled]
      - button "Record" [disabled]
      - timer "Session time": 0:00
      - button "Checking connection…"
      - button "Statistics"
      - button "Mute" [pressed]
      - slider "Volume": "0"
      - button "Picture in picture" [disabled]
      - button "Full screen"
  `);
});

it('every control has a name, a role and a state: live', async () => {
  const { screen, session, press } = await show(player);
  await press('Start');
  await session.goLive();
  await press('Before and after');
  await press('Checking connection…');
  await expect.element(page.getByRole('slider', { name: 'Compare' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Hide camera' })).toBeVisible();
  await expect.element(page.getByText('Applied')).toBeVisible();
  await devicesKnown();
  await expect.element(screen.container).toMatchAriaInlineSnapshot(`
    - main:
      - /children: deep-equal
      - button "Move camera preview"
      - button "Hide camera"
      - status: Live
      - button "Stop"
      - paragraph: Checking connection…
      - slider "Compare before and after": "50"
      - button "Choose a reference image"
      - textbox "Prompt":
        - /placeholder: Describe a style…
        - text: ice
      - button "Apply"
      - status: Applied
      - group "Styles":
        - button "ice"
        - button "noir"
      - combobox "Camera":
        - option "Camera" [selected]
        - option "fake_device_0"
        - option "fake_device_1"
        - option "fake_device_2"
      - button "Share your screen"
      - combobox "Microphone":
        - option "Microphone off" [selected]
        - option "Fake Default Audio Input"
        - option "Fake Audio Input 1"
        - option "Fake Audio Input 2"
      - switch "Mirror"
      - button "Before and after" [pressed]
      - button "Take a photo"
      - button "Record"
      - timer "Session time": 0:00
      - button "Checking connection…" [expanded]
      - button "Statistics"
      - button "Mute" [pressed]
      - slider "Volume": "0"
      - button "Picture in picture"
      - button "Full screen"
  `);
});
