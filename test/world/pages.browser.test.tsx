// Pages that a player or an editor is put into: forms, dialogs, frames, shadow roots, and files that miss.
import '../support/styles';
import { createRef, type ReactNode, StrictMode } from 'react';
import { createPortal } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { FullscreenButton } from '../../src/components/controls/FullscreenButton';
import { PictureInPictureButton } from '../../src/components/controls/PictureInPictureButton';
import { ReferenceImage } from '../../src/components/controls/ReferenceImage';
import { ImageEditor } from '../../src/components/ImageEditor';
import { PromptBox } from '../../src/components/prompt/PromptBox';
import { RealtimeControls } from '../../src/components/RealtimeControls';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { BeforeAfter } from '../../src/components/video/BeforeAfter';
import { InputPreview } from '../../src/components/video/InputPreview';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { createSandbox, createTestPicture } from '../../src/sandbox';
import { renderOnSandbox } from '../components/support';
import { solidImage } from '../support/media';
import { realFile } from '../support/realFile';

function testPicture() {
  const picture = createTestPicture({ width: 320, height: 180 });
  onTestFinished(picture.stop);
  return picture.stream;
}

test('in a form of the app, no control of the player submits it or leaves the page, and the prompt is applied', async () => {
  const save = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
  const page = await renderOnSandbox(
    <form onSubmit={save}>
      <RealtimeVideo
        model="lucy-2.5"
        autoStart
        input={testPicture()}
        preview={false}
        controls={<RealtimeControls />}
      >
        <BeforeAfter />
      </RealtimeVideo>
      <button type="submit">Save</button>
    </form>,
  );
  await page.live();
  await page.screen.getByRole('textbox', { name: 'Prompt' }).fill('noir');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => page.sandbox.sessions[0]?.prompt).toBe('noir');
  for (const slider of page.element('.decart-video').querySelectorAll<HTMLElement>('[type=range]')) {
    slider.focus();
    await userEvent.keyboard('{Enter}');
  }
  const buttons = [...page.element('.decart-video').querySelectorAll('button')];
  expect(buttons.filter(({ type }) => type !== 'button')).toEqual([]);
  expect(save).not.toHaveBeenCalled();
});

test('an editor in a form of the app edits, and does not submit it', async () => {
  const save = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
  const page = await renderOnSandbox(
    <form onSubmit={save}>
      <ImageEditor defaultPrompt="noir" />
    </form>,
  );
  await userEvent.upload(page.screen.getByLabelText(/Choose an image/), await realFile('portrait.jpg'));
  await page.screen.getByRole('button', { name: 'Edit' }).click();
  await expect.element(page.screen.getByRole('status')).toHaveTextContent('Done');
  expect(save).not.toHaveBeenCalled();
});

test('in a dialog that a portal takes out of the form of the app, the prompt does not submit that form', async () => {
  const save = vi.fn();
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart input={testPicture()}>
      <form onSubmit={save}>{createPortal(<PromptBox />, document.body)}</form>
    </RealtimeVideo>,
  );
  await page.live();
  const field = document.querySelector<HTMLInputElement>('body > .decart-prompt input');
  field?.focus();
  await userEvent.keyboard('noir{Enter}');
  await expect.poll(() => page.sandbox.sessions[0]?.prompt).toBe('noir');
  expect(save).not.toHaveBeenCalled();
});

async function withFrame(content: ReactNode) {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  onTestFinished(() => frame.remove());
  const body = frame.contentDocument?.body;
  if (!body) throw new Error('the frame has no document');
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart input={testPicture()} preview={false}>
      {createPortal(content, body)}
    </RealtimeVideo>,
  );
  await page.reached('generating');
  const there = <T extends HTMLElement>(selector: string) => {
    const found = body.querySelector<T>(selector);
    if (!found) throw new Error(`There is no ${selector} in the frame.`);
    return found;
  };
  const realm = frame.contentWindow as unknown as typeof globalThis;
  return { sandbox: page.sandbox, there, realm, body };
}

test('parts in another window work there: prompt, image by the dialog and by pasting, Hide', async () => {
  const { sandbox, there, realm, body } = await withFrame(
    <>
      <PromptBox presets={['oil painting']} />
      <ReferenceImage />
      <InputPreview />
    </>,
  );
  const session = () => sandbox.sessions[0];
  there<HTMLButtonElement>('.decart-chip').click();
  await expect.poll(() => session()?.prompt).toBe('oil painting');
  expect(there<HTMLInputElement>('.decart-field').value).toBe('oil painting');

  const red = [await (await solidImage('red')).arrayBuffer()];
  const transfer = new realm.DataTransfer();
  transfer.items.add(new realm.File(red, 'red.png', { type: 'image/png' }));
  const fileField = there<HTMLInputElement>('input[type=file]');
  fileField.files = transfer.files;
  fileField.dispatchEvent(new realm.Event('change', { bubbles: true }));
  await expect.poll(() => session()?.image).toBeTruthy();
  const first = session()?.image;

  const blue = [await (await solidImage('blue')).arrayBuffer()];
  const clipboardData = new realm.DataTransfer();
  clipboardData.items.add(new realm.File(blue, 'blue.png', { type: 'image/png' }));
  body.dispatchEvent(new realm.ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  await expect.poll(() => session()?.image).not.toBe(first);

  await expect.poll(() => body.querySelector('.decart-preview')).not.toBeNull();
  const preview = there('.decart-preview');
  const hide = preview.querySelector<HTMLButtonElement>('[aria-label="Hide camera"]');
  const pressed = new realm.PointerEvent('pointerdown', { bubbles: true, pointerId: 1 });
  hide?.dispatchEvent(pressed);
  hide?.click();
  await expect.poll(() => there('.decart-preview').dataset.state).toBe('hidden');
});

const fileDrag = (type: string, ...files: File[]) => {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  return new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true });
};

test('a file dropped beside the player does not replace the page, and drops that the app handles are left to it', async () => {
  const page = await renderOnSandbox(
    <>
      <RealtimeVideo model="lucy-2.5" controls={<ReferenceImage />} />
      <p id="beside">Beside</p>
      <input id="field" type="file" />
    </>,
  );
  const file = await realFile('portrait.jpg');
  const drag = (target: string, type: string) => {
    const event = fileDrag(type, file);
    page.element(target).dispatchEvent(event);
    return event;
  };
  for (const type of ['dragover', 'drop']) expect(drag('#beside', type).defaultPrevented).toBe(true);
  expect(drag('#field', 'drop').defaultPrevented).toBe(false);
  // Text that is dragged into a field is left alone.
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/plain', 'hello');
  const text = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
  page.element('#beside').dispatchEvent(text);
  expect(text.defaultPrevented).toBe(false);
});

test('a picture that is dragged from another page is accepted, and the page stays', async () => {
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart input={testPicture()} controls={<ReferenceImage />} />,
  );
  await page.live();
  const dataTransfer = new DataTransfer();
  const address = URL.createObjectURL(await solidImage('red'));
  dataTransfer.setData('text/uri-list', address);
  dataTransfer.setData('text/html', `<img src="${address}">`);
  for (const type of ['dragover', 'drop']) {
    const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
    page.output().dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  }
  await expect.poll(() => page.sandbox.sessions[0]?.image).toBeTruthy();

  const broken = new DataTransfer();
  broken.setData('text/uri-list', '/there-is-nothing.png');
  page
    .output()
    .dispatchEvent(new DragEvent('drop', { dataTransfer: broken, bubbles: true, cancelable: true }));
  await expect
    .element(page.screen.getByText('That site doesn’t share this file. Save it, then choose it here.'))
    .toBeVisible();
});

test('inside a shadow root: full screen and picture in picture can be left, and an image can be pasted', async () => {
  const host = document.createElement('div');
  document.body.append(host);
  const shadow = host.attachShadow({ mode: 'open' });
  const sandbox = createSandbox();
  const root = createRoot(shadow);
  onTestFinished(() => {
    root.unmount();
    host.remove();
    sandbox.dispose();
  });
  const box = createRef<HTMLDivElement>();
  root.render(
    <StrictMode>
      <DecartProvider {...sandbox.providerProps}>
        <RealtimeVideo
          ref={box}
          model="lucy-2.5"
          autoStart
          input={testPicture()}
          controls={
            <>
              <ReferenceImage />
              <PictureInPictureButton />
              <FullscreenButton />
            </>
          }
        />
      </DecartProvider>
    </StrictMode>,
  );
  await expect.poll(() => box.current?.dataset.status).toBe('generating');
  const button = (name: string) => {
    const found = shadow.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`);
    if (!found) throw new Error(`There is no button ${name}.`);
    return found;
  };
  button('Full screen').focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => document.fullscreenElement).toBe(host);
  await expect.poll(() => shadow.querySelector('[aria-label="Exit full screen"]')).not.toBeNull();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => document.fullscreenElement).toBeNull();
  await expect.poll(() => shadow.querySelector('[aria-label="Full screen"]')).not.toBeNull();

  const inWindow = shadow.querySelector('video[data-decart-video=output]');
  Object.defineProperty(shadow, 'pictureInPictureElement', { configurable: true, get: () => inWindow });
  inWindow?.dispatchEvent(new Event('enterpictureinpicture'));
  await expect.poll(() => button('Picture in picture').ariaPressed).toBe('true');

  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([await solidImage('red')], 'red.png', { type: 'image/png' }));
  const paste = new ClipboardEvent('paste', {
    clipboardData,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  button('Full screen').dispatchEvent(paste);
  expect(paste.defaultPrevented).toBe(true);
  await expect.poll(() => sandbox.sessions[0]?.image).toBeTruthy();

  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['%PDF'], 'letter.pdf', { type: 'application/pdf' }));
  inWindow?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await expect.poll(() => shadow.querySelector('button[aria-label="Dismiss"]')).not.toBeNull();
  button('Dismiss').focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => shadow.querySelector('button[aria-label="Dismiss"]')).toBeNull();
  expect(shadow.activeElement).toBe(button('Full screen'));
});
