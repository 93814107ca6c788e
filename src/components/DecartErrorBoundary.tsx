import { QueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, type ReactNode } from 'react';
import { DecartError } from '../errors/DecartError';
import { fill, type Labels, sentenceOf } from './labels';

export interface DecartErrorBoundaryProps {
  /** What may throw. */
  children?: ReactNode;
  /**
   * What to show instead of the children.
   * @defaultValue the error's sentence, and a button that tries again
   */
  fallback?: ReactNode | ((error: DecartError, reset: () => void) => ReactNode);
  /** A child threw. */
  onError?: ((error: DecartError) => void) | undefined;
  /** Called before the children are rendered anew. */
  onReset?: (() => void) | undefined;
  /** The texts, for translation. */
  labels?: Pick<Labels, 'retry' | 'error' | 'errors'> | undefined;
}

interface State {
  error: unknown;
}

/**
 * Catches a `DecartError` that a child threw while rendering: a provider without options, a part outside its root, a
 * query with `throwOnError`. Any other error goes on to the boundary around this one.
 *
 * @example
 * ```tsx
 * <DecartErrorBoundary fallback={(error, reset) => <Sorry text={error.message} onRetry={reset} />}>
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

  override render() {
    const { error } = this.state;
    if (error !== null && !(error instanceof DecartError)) throw error;
    return (
      <QueryErrorResetBoundary>
        {(queries) => {
          if (!error) return this.props.children;
          return this.renderError(error, () => {
            // Without this a query that threw would throw the same again, and ask nothing.
            queries.reset();
            this.props.onReset?.();
            this.setState({ error: null });
          });
        }}
      </QueryErrorResetBoundary>
    );
  }

  renderError(error: DecartError, reset: () => void) {
    const { fallback, labels = {} } = this.props;
    if (typeof fallback === 'function') return fallback(error, reset);
    if (fallback !== undefined) return fallback;
    return (
      <div role="alert" className="decart-error">
        <p>
          {fill(labels.error ?? '{message}', { message: sentenceOf(error, labels.errors), code: error.code })}
        </p>
        <button type="button" className="decart-action" onClick={reset}>
          {labels.retry ?? 'Try again'}
        </button>
      </div>
    );
  }
}
