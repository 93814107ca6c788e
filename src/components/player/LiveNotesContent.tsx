import { useContext } from 'react';
import { SessionContext } from '../../hooks/sessionContext';
import { EndingMessage } from './EndingMessage';
import { InputMessage } from './InputMessage';
import { ProblemMessage } from './ProblemMessage';

/**
 * The content of `<LiveNotes>`, loaded when a session begins. A viewer has no input, and nothing that ends by itself.
 */
export function LiveNotesContent() {
  const isSession = useContext(SessionContext) !== null;
  return (
    <>
      {isSession && <InputMessage />}
      {isSession && <EndingMessage />}
      <ProblemMessage />
    </>
  );
}
