import type { ReactNode } from 'react';
import type { DecartErrorCode } from '../../errors/codes';
import { useStatusMessage } from './useStatusMessage';

/** What a visitor can do about an error, chosen by the error's code. */
export type ErrorActions = { readonly [Code in DecartErrorCode]?: ReactNode };

/** The app's action for the error that ended the session, if there is one. */
export function ErrorAction({ actions }: { actions: ErrorActions }) {
  const { error } = useStatusMessage();
  return error ? actions[error.code] : null;
}
