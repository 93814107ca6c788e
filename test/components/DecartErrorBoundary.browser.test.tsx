import { expect, it, onTestFinished, vi } from 'vitest';
import { DecartErrorBoundary } from '../../src/components/DecartErrorBoundary';
import { useProcess } from '../../src/query/useProcess';
import { renderOnSandbox } from './support';

function Edit() {
  const { mutate } = useProcess('lucy-image-2', { throwOnError: true });
  return (
    <button
      type="button"
      onClick={() => mutate({ prompt: 'oil painting', data: new Blob(['x'], { type: 'image/png' }) })}
    >
      Edit
    </button>
  );
}

it('shows the error of a hook with `throwOnError`, and offers a retry', async () => {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => spy.mockRestore());
  const { screen } = await renderOnSandbox(
    <DecartErrorBoundary
      fallback={(error, reset) => (
        <button type="button" onClick={reset}>
          {error.code}
        </button>
      )}
    >
      <Edit />
    </DecartErrorBoundary>,
  );
  await screen.getByRole('button', { name: 'Edit' }).click();
  await screen.getByRole('button', { name: 'INVALID_INPUT' }).click();
  await expect.element(screen.getByRole('button', { name: 'Edit' })).toBeVisible();
});
