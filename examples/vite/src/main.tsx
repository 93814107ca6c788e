import { DecartProvider } from 'decart-react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { connect } from './connect';
import 'decart-react/styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');

const { notice, provider } = await connect();
createRoot(root).render(
  <DecartProvider {...provider}>
    <App notice={notice} />
  </DecartProvider>,
);
