import { DecartProvider, ImageEditor } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';
import 'decart-react/styles.css';

const sandbox = createSandbox();

export default function EditImage() {
  return (
    <DecartProvider {...sandbox.providerProps}>
      <ImageEditor defaultPrompt="make it autumn" />
    </DecartProvider>
  );
}
