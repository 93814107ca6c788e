import '../../support/styles';
import { expect, it } from 'vitest';
import { ReferenceImage } from '../../../src/components/controls/ReferenceImage';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { solidImage } from '../../support/media';
import { renderOnSandbox } from '../support';

const player = (image: Blob | string | undefined) => (
  <RealtimeVideo model="lucy-2.5" prompt="ice" image={image} autoStart controls={<ReferenceImage />} />
);

it('shows the image that the app gives, and takes it away', async () => {
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
  // No wish is none to take it away.
  await rerender(player(undefined));
  await expect.element(shown).toBeVisible();
  expect(inForce()).toBeTruthy();
});
