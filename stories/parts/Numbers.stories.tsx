import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { QualityIndicator } from '../../src/components/controls/QualityIndicator';
import { SessionTime } from '../../src/components/controls/SessionTime';
import { StatsButton } from '../../src/components/controls/StatsButton';
import { StatsPanel } from '../../src/components/controls/StatsPanel';
import { UsageMeter } from '../../src/components/controls/UsageMeter';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { isLive } from '../support/live';

/** Values that change every second, each in a part that renders on its own. */
const meta = {
  title: 'Parts/Numbers',
  component: SessionTime,
  subcomponents: { UsageMeter, QualityIndicator, StatsButton, StatsPanel },
  args: { limitSeconds: 8 },
  render: (args) => (
    <RealtimeVideo
      model="lucy-2.5"
      prompt="comic"
      autoStart
      preview={false}
      controls={
        <>
          <SessionTime {...args} />
          <UsageMeter pricePerSecond={0.02} currency="EUR" />
          <QualityIndicator />
          <StatsButton />
        </>
      }
    />
  ),
} satisfies Meta<typeof SessionTime>;

export default meta;

export const TimeQualityStatistics: StoryObj<typeof meta> = {
  async play({ canvas, canvasElement, userEvent }) {
    await isLive(canvasElement);
    const time = canvas.getByRole('timer', { name: 'Time left' });
    await expect(time).toHaveAttribute('data-state', 'ending');
    await waitFor(() => expect(time).toHaveTextContent('0:07'));

    const button = canvas.getByRole('button', { name: 'Statistics' });
    await userEvent.click(button);
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    // Received and sent.
    await waitFor(() => expect(canvas.getAllByText(/\d+×\d+ · \d+ fps/)[0]).toBeVisible());

    const quality = canvas.getByRole('button', { name: /connection/i });
    await userEvent.click(quality);
    await expect(quality).toHaveAttribute('aria-expanded', 'true');
    await expect(canvas.getByText(/connection/i, { selector: 'p' })).toBeVisible();
  },
};
