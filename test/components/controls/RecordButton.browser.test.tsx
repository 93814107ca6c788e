import { expect, it } from 'vitest';
import { RecordButton } from '../../../src/components/controls/RecordButton';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { renderOnSandbox } from '../support';

it('is described by the time if it shows the time, and by nothing if the app passes other content', async () => {
  const { screen, live } = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      autoStart
      controls={
        <>
          <RecordButton onFinished={() => {}} />
          <RecordButton onFinished={() => {}}>Clip</RecordButton>
          <RecordButton onFinished={() => {}} asChild>
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
