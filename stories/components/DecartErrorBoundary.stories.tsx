import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect } from 'storybook/test';
import { DecartErrorBoundary, type DecartErrorBoundaryProps } from '../../src/components/DecartErrorBoundary';
import { DecartError } from '../../src/errors/DecartError';

const meta = {
  title: 'Components/DecartErrorBoundary',
  component: DecartErrorBoundary,
  render: (args) => <Breakable {...args} />,
} satisfies Meta<typeof DecartErrorBoundary>;

export default meta;

function Breakable(props: DecartErrorBoundaryProps) {
  const [isBroken, setIsBroken] = useState(false);
  return (
    <DecartErrorBoundary {...props} onReset={() => setIsBroken(false)}>
      {isBroken ? <Failing /> : <BreakButton onBreak={() => setIsBroken(true)} />}
    </DecartErrorBoundary>
  );
}

function Failing(): never {
  throw new DecartError('UNAUTHORIZED', 'Your sign-in has ended. Sign in again.');
}

function BreakButton({ onBreak }: { onBreak: () => void }) {
  return (
    <button type="button" className="decart-secondary" onClick={onBreak}>
      Throw while rendering
    </button>
  );
}

export const Caught: StoryObj<typeof meta> = {
  async play({ canvas, userEvent }) {
    const breakIt = () => userEvent.click(canvas.getByRole('button', { name: 'Throw while rendering' }));
    await breakIt();
    await expect(await canvas.findByText(/^This isn’t available right now/)).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    // It was fixed and is broken again: this is what the page should show.
    await breakIt();
    await expect(canvas.getByRole('alert')).toBeVisible();
  },
};

export const OwnFallback: StoryObj<typeof meta> = {
  args: {
    fallback: (error, reset) => (
      <div className="playground-row">
        <span>
          {error.message} <code>{error.code}</code>
        </span>
        <button type="button" className="decart-secondary" onClick={reset}>
          Back
        </button>
      </div>
    ),
  },
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Throw while rendering' }));
    await expect(canvas.getByText('UNAUTHORIZED')).toBeVisible();
  },
};
