// The page is older than the server: code that it hasn't loaded yet is gone.
import '../../support/styles';
import { expect, it, onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';
import { ReferenceImage } from '../../../src/components/controls/ReferenceImage';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { renderOnSandbox } from '../support';

const outOfDate = 'This page is out of date. Reload it and try again.';

it('says that the page is out of date: if a part fails to load, and when the session ends', async () => {
  await cdp().send('Network.enable');
  const block = (urls: string[]) => cdp().send('Network.setBlockedURLs', { urls });
  onTestFinished(() => block([]).then(() => undefined));
  await block(['*/components/text/texts.ts*', '*/components/player/LiveNotesContent.tsx*']);
  const page = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      input={{ width: 160, height: 90 }}
      autoStart
      maxDurationSeconds={4}
      controls={<ReferenceImage />}
    />,
  );
  const { screen } = page;
  await page.live();
  expect(screen.container.textContent).not.toContain(outOfDate);
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['%PDF'], 'letter.pdf', { type: 'application/pdf' }));
  page.output().dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await expect.element(screen.getByRole('alert')).toHaveTextContent(outOfDate);
  await page.reached('ended');
  await expect.element(screen.getByRole('status').first()).toHaveTextContent(outOfDate);
});
