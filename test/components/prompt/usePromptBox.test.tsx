// @vitest-environment jsdom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { PromptBox } from '../../../src/components/prompt/PromptBox';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { createTestDecart } from '../../../src/testing';

const field = () => screen.getByRole('textbox');

it('leaves the Enter that ends a composition to the input method', async () => {
  const onApply = vi.fn();
  const decart = createTestDecart();
  render(
    <RealtimeVideo model="lucy-2.5" controls={<PromptBox defaultValue="あぶらえ" onApply={onApply} />} />,
    { wrapper: decart.Provider },
  );
  fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
  // Safari: the composition has ended before this event.
  fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 });
  expect(onApply).not.toHaveBeenCalled();
  fireEvent.keyDown(field(), { key: 'Enter', keyCode: 13 });
  expect(onApply).toHaveBeenCalledOnce();
});

it('does not say that a prompt waits that the policy has refused', async () => {
  const decart = createTestDecart();
  const prompt = <PromptBox defaultValue="forbidden" presets={['forbidden']} />;
  render(<RealtimeVideo model="lucy-2.5" autoStart controls={prompt} />, { wrapper: decart.Provider });
  await decart.session.queue(1);
  await act(async () => void fireEvent.keyDown(field(), { key: 'Enter' }));
  await decart.session.fail('POLICY_VIOLATION');
  await vi.waitFor(() => expect(screen.queryByText('Will be applied when you start')).toBeNull());
  expect(screen.getByRole('button', { name: 'forbidden' }).getAttribute('aria-current')).toBeNull();
});

it('offers two presets with the same label', () => {
  const decart = createTestDecart();
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const presets = ['noir', 'neon'].map((prompt) => ({ label: 'Night', prompt }));
  render(<RealtimeVideo model="lucy-2.5" controls={<PromptBox presets={presets} />} />, {
    wrapper: decart.Provider,
  });
  expect(screen.getAllByRole('button', { name: 'Night' })).toHaveLength(2);
  expect(logged).not.toHaveBeenCalled();
  logged.mockRestore();
});
