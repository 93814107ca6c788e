import { expect, it } from 'vitest';
import type { RecordingPart } from '../../../src/capture/recordFile';
import { RecordButton } from '../../../src/components/controls/RecordButton';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { decode } from '../../support/clapper';
import { renderOnSandbox } from '../support';

it('is described by the time if it shows the time, and not described if the app passes other content', async () => {
  const { screen, live } = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      autoStart
      controls={
        <>
          <RecordButton onRecorded={() => {}} />
          <RecordButton onRecorded={() => {}}>Clip</RecordButton>
          <RecordButton onRecorded={() => {}} asChild>
            <button type="button">Film</button>
          </RecordButton>
        </>
      }
    />,
  );
  await live();
  for (const name of ['Record', 'Clip', 'Film']) {
    const button = screen.getByRole('button', { name });
    await button.click();
    await expect.element(button).toHaveAttribute('data-state', 'on');
  }
  const record = screen.getByRole('button', { name: 'Record' });
  await expect.element(record).toHaveAccessibleDescription(/^0:0\d$/);
  for (const name of ['Clip', 'Film']) {
    await expect.element(screen.getByRole('button', { name })).not.toHaveAttribute('aria-describedby');
  }
});

it("records the person's own sound if it is asked to", async () => {
  const parts: RecordingPart[] = [];
  const { screen, live } = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      autoStart
      microphone
      controls={
        <RecordButton microphone audioDelay={100} mimeType="video/webm" onPart={(part) => parts.push(part)} />
      }
    />,
  );
  await live();
  const button = screen.getByRole('button', { name: 'Record' });
  await expect.element(button).not.toHaveAttribute('microphone');
  await button.click();
  await expect.element(button).toHaveTextContent('0:02');
  await button.click();
  await expect.poll(() => parts.length).toBe(1);
  const { hasAudio, loudest } = await decode(parts[0]?.blob ?? new Blob());
  expect(hasAudio).toBe(true);
  expect(loudest).toBeGreaterThan(0.01);
});
