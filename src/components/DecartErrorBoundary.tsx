import { QueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, type ReactNode } from 'react';
import { DecartError } from '../errors/DecartError';
import * as en from '../labels/english';
import type { Labels } from '../labels/labels';
import { LabelsProvider, useLabel } from '../provider/labels';
import { findFocus, focusReplacement } from './part/focus';
import { Part } from './part/Part';
import { ErrorDetails } from './text/ErrorDetails';
import { useErrorText } from './text/useErrorText';

export interface DecartErrorBoundaryProps {
  /** What may throw. */
  children?: ReactNode;
  /**
   * What to show instead of the children.
   * @defaultValue a sentence for visitors, and a retry button if a retry can help
   */
  fallback?: ReactNode | ((error: DecartError, reset: () => void) => ReactNode);
  /** Called when a child threw. */
  onError?: ((error: DecartError) => void) | undefined;
  /** Called before the children are rendered again. */
  onReset?: (() => void) | undefined;
  /** The texts. @defaultValue the enclosing provider's labels, else English */
  labels?: Labels | undefined;
}

interface State {
  error: unknown;
}

type FocusPlaces = ReturnType<typeof findFocus>;

/**
 * Catches a `DecartError` that a child threw while rendering: a part outside its root, a query with `throwOnError`. Any
 * other error goes to the next boundary outside. Errors of a live session are part of its state, and never reach it.
 * The fallback gets the keyboard focus if what it replaces had it, and passes it back after a retry.
 *
 * @example
 * ```tsx
 * <DecartErrorBoundary fallback={(error, reset) => <Sorry text={error.code} onRetry={reset} />}>
 *   <RealtimeVideo model="lucy-2.5" />
 * </DecartErrorBoundary>
 * ```
 */
export class DecartErrorBoundary extends Component<DecartErrorBoundaryProps, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidCatch(error: unknown) {
    if (error instanceof DecartError) this.props.onError?.(error);
  }

  // The children and the fallback replace each other, and the focus would go with what is removed.
  override getSnapshotBeforeUpdate(_: DecartErrorBoundaryProps, before: State): FocusPlaces | null {
    return before.error === null && this.state.error === null ? null : findFocus();
  }

  override componentDidUpdate(_: DecartErrorBoundaryProps, __: State, places: FocusPlaces | null) {
    if (places) focusReplacement(places);
  }

  override render() {
    const { error } = this.state;
    if (error !== null && !(error instanceof DecartError)) throw error;
    return (
      <QueryErrorResetBoundary>
        {(queries) => {
          if (!error) return this.props.children;
          return this.renderError(error, () => {
            // Without this, a query that threw would throw the same error again without a request.
            queries.reset();
            this.props.onReset?.();
            this.setState({ error: null });
          });
        }}
      </QueryErrorResetBoundary>
    );
  }

  renderError(error: DecartError, reset: () => void) {
    const { fallback, labels } = this.props;
    if (typeof fallback === 'function') return fallback(error, reset);
    if (fallback !== undefined) return fallback;
    return (
      <LabelsProvider labels={labels}>
        <Sentence error={error} reset={reset} />
      </LabelsProvider>
    );
  }
}

function Sentence({ error, reset }: { error: DecartError; reset: () => void }) {
  const label = useLabel();
  const sentence = useErrorText(error);
  return (
    <Part as="div" component="DecartErrorBoundary" look="decart-error">
      <p role="alert">{sentence}</p>
      {/* A part in the wrong place throws again at the next try. */}
      {error.code !== 'INVALID_OPTIONS' && (
        <Part as="button" component="DecartErrorBoundary" look="decart-action" type="button" onClick={reset}>
          {label('retry', en.retry)}
        </Part>
      )}
      <ErrorDetails error={error} />
    </Part>
  );
}
