import '../../support/styles';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { ReferenceImage } from '../../../src/components/controls/ReferenceImage';
import { PromptBox } from '../../../src/components/prompt/PromptBox';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import type { ImageInput } from '../../../src/realtime/update';
import { dropAddress, holdAddress } from '../../support/drop';
import { solidImage } from '../../support/media';
import { renderOnSandbox } from '../support';

const player = (image: Blob | string | undefined) => (
  <RealtimeVideo model="lucy-2.5" prompt="ice" image={image} autoStart controls={<ReferenceImage />} />
);

it('shows the image that the app passes, and removes it', async () => {
  const { sandbox, screen, rerender, live } = await renderOnSandbox(player(await solidImage('red')));
  const shown = screen.getByRole('img', { name: 'Reference image' });
  const remove = screen.getByRole('button', { name: 'Remove the reference image' });
  const inForce = () => sandbox.sessions[0]?.image;
  await live();
  await expect.element(shown).toBeVisible();
  await expect.poll(inForce).toBeTruthy();
  await remove.click();
  await expect.poll(inForce).toBeNull();
  expect(shown.query()).toBeNull();

  const address = URL.createObjectURL(await solidImage('lime'));
  await rerender(player(address));
  await expect.element(shown).toHaveAttribute('src', address);
  await expect.poll(inForce).toBeTruthy();
  // An unset `image` doesn't mean that it should be removed.
  await rerender(player(undefined));
  await expect.element(shown).toBeVisible();
  expect(inForce()).toBeTruthy();
});

function drop(target: HTMLElement, name: string, image: Blob) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([image], name, { type: 'image/png' }));
  target.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}

it('keeps the newest image when an earlier one arrives late', async () => {
  const names: string[] = [];
  const { output } = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      controls={<Kept image="https://other.example/old.png" onName={(name) => names.push(name)} />}
    />,
  );
  const late = await holdAddress(await solidImage('blue'));
  dropAddress(output(), late.address);
  await expect.poll(() => late.state.requests).toBe(1);
  drop(output(), 'newest.png', await solidImage('lime'));
  expect(names).toEqual(['newest.png']);
  await late.arrive();
  expect(names).toEqual(['newest.png']);
  dropAddress(output(), late.address);
  await expect.poll(() => names).toEqual(['newest.png', 'late.png']);
});

it('lets the browser handle a link that is dragged into the prompt', async () => {
  const { element } = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      controls={
        <>
          <PromptBox />
          <ReferenceImage />
        </>
      }
    />,
  );
  const field = element('[name=prompt]');
  expect(dropAddress(field, 'https://other.example/').defaultPrevented).toBe(false);
  expect(dropAddress(field, 'https://other.example/', 'dragover').defaultPrevented).toBe(false);
  expect(element('.decart-image').dataset.state).toBe('empty');
});

it('clears a problem from before the start when the session starts', async () => {
  const { screen, output, live } = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      input={{ width: 160, height: 90 }}
      controls={<ReferenceImage />}
    />,
  );
  const problem = screen.getByText('Choose an image file.');
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['%PDF'], 'letter.pdf', { type: 'application/pdf' }));
  output().dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await expect.element(problem).toBeVisible();
  await screen.getByRole('button', { name: 'Start' }).click();
  await live();
  expect(problem.query()).toBeNull();
});

/** An app that keeps the image itself. */
function Kept({ image, onName }: { image: string; onName: (name: string) => void }) {
  const [value, setValue] = useState<ImageInput | null>(image);
  const change = (next: ImageInput | null) => {
    onName(next instanceof File ? next.name : String(next));
    setValue(next);
  };
  return <ReferenceImage value={value} onValueChange={change} />;
}

it('shows the previous image again when the service refuses another, even if the app controls it', async () => {
  const address = URL.createObjectURL(await solidImage('red'));
  const names: string[] = [];
  const page = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      image={address}
      autoStart
      controls={<Kept image={address} onName={(name) => names.push(name)} />}
    />,
  );
  const { sandbox, screen } = page;
  const shown = screen.getByRole('img', { name: 'Reference image' });
  await page.live();
  await expect.poll(() => sandbox.sessions[0]?.image).toBeTruthy();
  sandbox.rejectImages();
  drop(page.output(), 'refused.png', await solidImage('blue'));
  await expect.element(screen.getByText('That isn’t allowed. Try something else.').first()).toBeVisible();
  await expect.element(shown).toHaveAttribute('src', address);
  expect(names).toEqual(['refused.png', address]);
});

it('shows the newest image when an earlier one is refused, and the current image when the newest is refused, too', {
  tags: ['long'],
}, async () => {
  const address = URL.createObjectURL(await solidImage('red'));
  const page = await renderOnSandbox(player(address));
  const { sandbox, screen } = page;
  const shown = screen.getByRole('img', { name: 'Reference image' });
  await page.live();
  const inForce = () => sandbox.sessions[0]?.image;
  await expect.poll(inForce).toBeTruthy();
  const red = inForce();
  const messages = () => sandbox.sessions[0]?.messages.length ?? 0;

  const chooseTwo = async (isSecondRefused: boolean) => {
    const before = messages();
    sandbox.slowAcks(1000);
    sandbox.rejectImages();
    drop(page.output(), 'first.png', await solidImage('blue'));
    await expect.poll(messages).toBe(before + 1);
    drop(page.output(), 'second.png', await solidImage('lime'));
    if (!isSecondRefused) sandbox.rejectImages(null);
    await expect.poll(messages).toBe(before + 2);
    sandbox.slowAcks(0);
  };
  await chooseTwo(true);
  await expect.element(screen.getByText('That isn’t allowed. Try something else.').first()).toBeVisible();
  await expect.element(shown).toHaveAttribute('src', address);
  expect(inForce()).toBe(red);

  await chooseTwo(false);
  await expect.poll(inForce).not.toBe(red);
  await expect.poll(() => screen.container.textContent).not.toContain('isn’t allowed');
  await expect.element(shown).not.toHaveAttribute('src', address);
});

it('shows its icon in place of a photo that the browser cannot show', async () => {
  const heic = new TextEncoder().encode('\0\0\0\x18ftypheic\0\0\0\0mif1heic');
  const controlsOf = (image: Blob) => (
    <RealtimeVideo model="lucy-2.5" image={image} controls={<ReferenceImage />} />
  );
  const { element, screen, rerender } = await renderOnSandbox(
    controlsOf(new File([heic], 'IMG_0001.HEIC', { type: 'image/heic' })),
  );
  const shown = screen.getByRole('img', { name: 'Reference image' });
  await expect.poll(() => element('.decart-image').dataset.state).toBe('set');
  await expect.element(shown).not.toBeInTheDocument();
  await rerender(controlsOf(await solidImage('red')));
  await expect.element(shown).toBeVisible();
});
