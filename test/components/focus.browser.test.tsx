// If the focused element is removed or disabled, the focus stays in the part's root.
import { type ReactNode, StrictMode, useEffect } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { BeforeAfterButton } from '../../src/components/controls/BeforeAfterButton';
import { FlipCameraButton } from '../../src/components/controls/FlipCameraButton';
import { ReferenceImage } from '../../src/components/controls/ReferenceImage';
import { useEditor } from '../../src/components/editor/editor';
import { ImageEditor } from '../../src/components/ImageEditor';
import { RealtimeVideo, type RealtimeVideoProps } from '../../src/components/RealtimeVideo';
import { createTestDecart, type TestSession } from '../../src/testing';
import { dropFile } from '../support/drop';
import { solidImage } from '../support/media';
import { stageQuery } from '../support/renderQuery';
import { replace } from '../support/replace';

/** The camera of a phone, as far as a page can tell. */
function phoneCamera(): MediaStream {
  const stream = document.createElement('canvas').captureStream();
  for (const track of stream.getTracks()) track.getSettings = () => ({ facingMode: 'user' });
  return stream;
}

interface Case {
  controls?: ReactNode;
  input?: RealtimeVideoProps['input'];
  /** The focused element before the event. */
  focus: string;
  happens: (session: TestSession) => Promise<void>;
  /** The focused element after the event. */
  next: string;
}

const ends = (session: TestSession) => session.end();

const CASES: Record<string, Case> = {
  'the preview goes with the session': { focus: 'Hide camera', happens: ends, next: 'Start again' },
  'the camera can’t be flipped any more': {
    controls: <FlipCameraButton />,
    input: phoneCamera(),
    focus: 'Flip camera',
    happens: ends,
    next: 'Start again',
  },
  'the comparison goes with the session': {
    controls: <BeforeAfterButton defaultOpen />,
    focus: 'Compare before and after',
    happens: ends,
    next: 'Start again',
  },
  'a message is dismissed': {
    controls: <ReferenceImage />,
    focus: 'Dismiss',
    happens: () => userEvent.keyboard('{Enter}'),
    next: 'Stop',
  },
};

it.each(Object.entries(CASES))('%s: the keyboard stays in the player', async (_, example) => {
  const { controls, input, focus, happens, next } = example;
  const decart = createTestDecart();
  // The other cameras of a phone.
  onTestFinished(
    replace(InputDeviceInfo.prototype, 'getCapabilities', () => ({ facingMode: ['environment'] })),
  );
  const screen = await render(
    <StrictMode>
      <decart.Provider>
        <RealtimeVideo model="lucy-2.5" controls={controls} input={input} className="player" />
      </decart.Provider>
    </StrictMode>,
  );
  onTestFinished(() => screen.unmount());
  const start = screen.getByRole('button', { name: 'Start' }).element();
  start.focus();
  await userEvent.keyboard('{Enter}');
  await decart.session.goLive();
  if (focus === 'Dismiss') {
    dropFile(document.querySelector('.player'), new File(['no image'], 'notes.txt', { type: 'text/plain' }));
  }
  const control = screen.getByLabelText(focus, { exact: true });
  await expect.element(control).toBeVisible();
  control.element().focus();
  await happens(decart.session);
  await expect.element(control).not.toBeInTheDocument();
  await expect.element(screen.getByRole('button', { name: next, exact: true })).toHaveFocus();
});

/** The app's own shortcut for Edit. */
function Shortcut() {
  const { submit } = useEditor();
  useEffect(() => {
    const listening = new AbortController();
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'F2') submit();
    };
    document.addEventListener('keydown', onKey, { signal: listening.signal });
    return () => listening.abort();
  }, [submit]);
  return null;
}

const picture = async (name: string) => new File([await solidImage('teal')], name, { type: 'image/png' });

async function openEditor() {
  const { wrapper, sandbox } = stageQuery();
  const editor = (
    <ImageEditor defaultPrompt="oil painting" reference>
      <Shortcut />
    </ImageEditor>
  );
  await render(editor, { wrapper });
  await userEvent.upload(page.getByLabelText('Choose an image, or drop one here'), await picture('cat.png'));
  await userEvent.upload(page.getByLabelText('Add a reference image'), await picture('hat.png'));
  return sandbox;
}

it.each([
  ['link', 'Download'],
  ['slider', 'Compare before and after'],
])('the result goes with its picture: the keyboard stays in the editor (%s)', async (role, name) => {
  await openEditor();
  await userEvent.keyboard('{F2}');
  const control = page.getByRole(role, { name });
  await expect.element(control).toBeVisible();
  control.element().focus();
  dropFile(document.querySelector('.decart-drop'), await picture('dog.png'));
  await expect.element(control).not.toBeInTheDocument();
  expect(document.activeElement?.closest('.decart-editor')).not.toBeNull();
});

it.each(['Replace cat.png', 'Replace the reference image', 'Remove the reference image'])(
  'while it edits, "%s" keeps the focus and does nothing',
  async (name) => {
    const sandbox = await openEditor();
    sandbox.delayRequests(60_000);
    let dialogs = 0;
    const countDialogs = (event: Event) => {
      if (event.target instanceof HTMLInputElement && !event.defaultPrevented) dialogs += 1;
      event.preventDefault();
    };
    document.addEventListener('click', countDialogs);
    onTestFinished(() => document.removeEventListener('click', countDialogs));
    const control = page.getByLabelText(name).or(page.getByRole('button', { name })).element();
    control.focus();
    await userEvent.keyboard('{F2}');
    await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
    expect(document.activeElement).toBe(control);
    await userEvent.keyboard(' ');
    expect(document.activeElement).toBe(control);
    expect(dialogs).toBe(0);
    await expect.element(page.getByLabelText('Replace the reference image')).toBeInTheDocument();
  },
);
