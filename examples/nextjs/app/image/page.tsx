import { Decart } from '../../components/Decart';
import { EditImage } from '../../components/EditImage';

export default function ImagePage() {
  return (
    <Decart>
      <EditImage />
    </Decart>
  );
}
