import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { watchResources } from '../support/resources';
import { type Action, actions } from './actions';
import { createWorld } from './world';

// For longer, or a failure again:
// VITE_PROPERTY_SECONDS=600 VITE_PROPERTY_SEED=123 VITE_PROPERTY_PATH=4 npx vitest run --project browser test/realtime/property
const { VITE_PROPERTY_SECONDS = 8, VITE_PROPERTY_SEED, VITE_PROPERTY_PATH } = import.meta.env;
const limit = Number(VITE_PROPERTY_SECONDS) * 1000;

test('whatever happens, in whatever order, the session is as last requested, and nothing is left', {
  timeout: limit + 60_000,
}, async () => {
  onTestFinished(watchResources());
  const end = performance.now() + limit;
  let sequences = 0;

  async function play(sequence: Action[]) {
    if (performance.now() > end) return;
    sequences += 1;
    const world = await createWorld();
    try {
      await world.act({ do: 'mount' });
      for (const action of sequence) await world.act(action);
      await world.end();
    } catch (cause) {
      throw new Error(world.timeline(), { cause });
    } finally {
      world.dispose();
    }
  }

  const anyOrder = fc.asyncProperty(fc.array(actions, { minLength: 4, maxLength: 20 }), play);
  const result = await fc.check(anyOrder, {
    numRuns: Math.ceil(limit / 100),
    // A failure is reported at once, with its seed: shrinking would take minutes.
    endOnFailure: true,
    ...(VITE_PROPERTY_SEED && { seed: Number(VITE_PROPERTY_SEED) }),
    ...(VITE_PROPERTY_PATH && { path: VITE_PROPERTY_PATH }),
  });
  console.log(`${sequences} sequences`);
  if (result.failed) {
    throw new Error(await fc.asyncDefaultReportMessage(result), { cause: result.errorInstance });
  }
  expect(sequences).toBeGreaterThan(0);
});
