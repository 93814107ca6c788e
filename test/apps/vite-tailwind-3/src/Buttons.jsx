// Each variant of shadcn's button alone, and as a part's child.
import { DecartProvider } from 'decart-react';
import { RealtimeRoot, StartStopButton } from 'decart-react/parts';
import { createSandbox } from 'decart-react/sandbox';
import { Button } from './button.jsx';

const sandbox = createSandbox();
const VARIANTS = ['default', 'outline', 'ghost'];

export function Buttons() {
  return (
    <DecartProvider {...sandbox.providerProps}>
      {VARIANTS.map((variant) => (
        <div key={variant} data-alone={variant}>
          <Button type="button" variant={variant}>
            Start
          </Button>
        </div>
      ))}
      <RealtimeRoot model="lucy-2.5">
        {VARIANTS.map((variant) => (
          <div key={variant} data-part={variant}>
            <StartStopButton asChild>
              <Button type="button" variant={variant} />
            </StartStopButton>
          </div>
        ))}
      </RealtimeRoot>
    </DecartProvider>
  );
}
