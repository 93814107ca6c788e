import 'decart-react/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Look } from '../Look.jsx';
import { Stage } from './Stage.jsx';

createRoot(document.getElementById('root')).render(
  <StrictMode>{location.search === '?stage' ? <Stage /> : <Look />}</StrictMode>,
);
