import { onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';

/** Makes a media feature, such as `forced-colors`, match until the test is over. */
export async function emulate(name: string, value: string): Promise<void> {
  onTestFinished(async () => {
    await cdp().send('Emulation.setEmulatedMedia', { features: [] });
  });
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name, value }] });
}
