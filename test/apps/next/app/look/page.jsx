import { Look } from '../../Look.jsx';

export default function Page() {
  return <Look />;
}
