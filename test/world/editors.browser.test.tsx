// Files that people really have, in the editors.
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { ImageComparison } from '../../src/components/editor/ImageComparison';
import { ImageEditor } from '../../src/components/ImageEditor';
import { VideoEditor } from '../../src/components/VideoEditor';
import { realFile } from '../support/realFile';
import { stageQuery } from '../support/renderQuery';

const IMAGE = 'Choose an image, or drop one here';
const VIDEO = 'Choose a video, or drop one here';

async function choose(field: string, file: File) {
  const { wrapper, sandbox } = stageQuery();
  const editor =
    field === IMAGE ? <ImageEditor defaultPrompt="noir" /> : <VideoEditor defaultPrompt="noir" />;
  await render(editor, { wrapper });
  await userEvent.upload(page.getByLabelText(field), file);
  return sandbox;
}

const edit = () => userEvent.click(page.getByRole('button', { name: 'Edit' }));
const before = () => page.getByLabelText('Before').or(page.getByRole('img', { name: 'Before' }));
const isDone = () => expect.element(page.getByRole('status')).toHaveTextContent('Done');

it.each(['image/heic', ''])(
  'a photo of an iPhone (HEIC, with the type "%s"): its name in place of a broken picture',
  async (type) => {
    await choose(IMAGE, await realFile('photo.heic', type));
    await expect
      .element(page.getByText('photo.heic can be edited, but this browser can’t show it.'))
      .toBeVisible();
    expect(document.querySelector('img')).toBeNull();
    await expect.element(page.getByRole('button', { name: 'Edit' })).toBeEnabled();
  },
);

it('a video of an iPhone (HEVC): its name in place of a black box, where the browser has no HEVC', async () => {
  const video = document.createElement('video');
  await choose(VIDEO, await realFile('hevc.mov'));
  const cannotShow = page.getByText('hevc.mov can be edited, but this browser can’t show it.');
  if (video.canPlayType('video/mp4; codecs="hvc1.1.6.L93.B0"')) await expect.element(before()).toBeVisible();
  else await expect.element(cannotShow).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Edit' })).toBeEnabled();
});

it('where the original cannot be shown, the result is shown alone', async () => {
  const heic = URL.createObjectURL(await realFile('photo.heic'));
  const png = URL.createObjectURL(await realFile('transparent.png'));
  await render(<ImageComparison before={heic} after={png} />);
  await expect.element(page.getByRole('img', { name: 'After' })).toBeVisible();
  await expect.poll(() => document.querySelectorAll('img').length).toBe(1);
  expect(document.querySelector('input')).toBeNull();
});

it.each(['portrait.jpg', 'transparent.png', 'animated.gif', 'huge.jpg'])(
  '%s is shown, and edited',
  async (name) => {
    const sandbox = await choose(IMAGE, await realFile(name));
    await expect.element(before()).toBeVisible();
    await edit();
    await isDone();
    expect(sandbox.requests.at(-1)).toMatchObject({ status: 200, fields: { data: { name } } });
  },
);

it.each(['variable-frame-rate.mp4', 'no-duration.webm'])('%s is shown, and edited', async (name) => {
  const sandbox = await choose(VIDEO, await realFile(name));
  await expect.element(before()).toBeVisible();
  await edit();
  await isDone();
  expect(sandbox.jobs.at(-1)).toMatchObject({ status: 'completed' });
});
