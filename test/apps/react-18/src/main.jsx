import 'decart-react/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Look } from '../Look.jsx';

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <Look />
  </StrictMode>,
);
