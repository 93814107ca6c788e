import { EndingMessage } from './EndingMessage';
import { InputMessage } from './InputMessage';

/** The content of `<LiveNotes>`, loaded when a session begins. */
export function LiveNotesContent() {
  return (
    <>
      <InputMessage />
      <EndingMessage />
    </>
  );
}
