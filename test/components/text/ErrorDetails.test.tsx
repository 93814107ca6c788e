// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ProblemMessage } from '../../../src/components/player/ProblemMessage';
import { StartStopButton } from '../../../src/components/player/StartStopButton';
import { StatusMessage } from '../../../src/components/player/StatusMessage';
import { PromptBox } from '../../../src/components/prompt/PromptBox';
import { PromptFeedback, PromptField } from '../../../src/components/prompt/promptParts';
import { RealtimeRoot } from '../../../src/components/session/RealtimeRoot';
import { createTestDecart } from '../../../src/testing';

it('tells developers about an error in a paragraph, which a browser leaves whole', async () => {
  vi.stubEnv('NODE_ENV', 'development');
  onTestFinished(() => void vi.unstubAllEnvs());
  const print = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => print.mockRestore());
  const decart = createTestDecart();
  render(
    <RealtimeRoot model="lucy-2.5">
      <StatusMessage asChild>
        <p />
      </StatusMessage>
      <ProblemMessage asChild>
        <p />
      </ProblemMessage>
      <PromptBox asChild>
        <p>
          <PromptField />
          <PromptFeedback />
        </p>
      </PromptBox>
      <StartStopButton />
    </RealtimeRoot>,
    { wrapper: decart.Provider },
  );
  await userEvent.click(screen.getByRole('button', { name: 'Start' }));
  await decart.session.goLive();
  decart.session.rejectPrompt('Not this one.');
  await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'no{Enter}');
  await userEvent.click(await screen.findByRole('button', { name: 'For developers' }));
  expect(screen.getByText('Not this one.')).toBeVisible();
  await decart.session.fail('MODEL_NOT_ALLOWED', 'Add it to `allowedModels`.');
  await vi.waitFor(() => expect(screen.getAllByRole('button', { name: 'For developers' })).toHaveLength(2));
  // Once each. React would report invalid nesting of elements here, too.
  expect(print.mock.calls.map((line) => line.join(' '))).toEqual([
    expect.stringContaining('Not this one.'),
    expect.stringContaining('MODEL_NOT_ALLOWED: Add it to `allowedModels`.'),
  ]);
});
