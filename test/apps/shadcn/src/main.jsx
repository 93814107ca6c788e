import { DecartProvider } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';
import { createRoot } from 'react-dom/client';
import { Look } from '../Look.jsx';
import { DecartControls } from './components/decart-controls';
import { DecartImageEditor } from './components/decart-image-editor';
import { DecartPlayer } from './components/decart-player';
import { DecartVideoEditor } from './components/decart-video-editor';
import './index.css';

const sandbox = createSandbox();

function Copies() {
  return (
    <DecartProvider {...sandbox.providerProps}>
      <DecartPlayer model="lucy-2.5" prompt="oil painting">
        <DecartControls presets={['oil painting', 'film noir']} />
      </DecartPlayer>
      <DecartImageEditor />
      <DecartVideoEditor />
    </DecartProvider>
  );
}

createRoot(document.getElementById('root')).render(location.search === '?look' ? <Look /> : <Copies />);
