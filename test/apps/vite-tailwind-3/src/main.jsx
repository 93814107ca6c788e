import './index.css';
import 'decart-react/styles.css';
import { createRoot } from 'react-dom/client';
import { Look } from '../Look.jsx';
import { Buttons } from './Buttons.jsx';

createRoot(document.getElementById('root')).render(location.search === '?buttons' ? <Buttons /> : <Look />);
