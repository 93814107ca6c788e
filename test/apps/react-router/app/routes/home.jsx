import { Look } from '../../Look.jsx';

export default function Home() {
  return <Look />;
}
