/**
 * Around every chapter: one that cannot be drawn, or whose code does not arrive, says so in its own place, and the page
 * around it stays.
 */
import { Component, type ReactNode } from "react";
import { asFailure, type Failure } from "../../core/failure";

export interface ChapterBoundaryProps {
  readonly children: ReactNode;
  readonly onRetry: () => void;
}

export class ChapterBoundary extends Component<ChapterBoundaryProps, { readonly failure: Failure | null }> {
  override state = { failure: null as Failure | null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: asFailure(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    const defect = failure.kind === "internal" ? "This chapter could not be drawn: " : "";
    return (
      <div className="chapter-wait" role="alert">
        <p>
          {defect}
          {failure.message} {failure.advice}
        </p>
        {/* The host has other files now: what is asked for again is still not there. */}
        {failure.kind === "file" ? (
          <button type="button" onClick={() => window.location.reload()}>
            Reload: this page was renewed
          </button>
        ) : (
          <button type="button" onClick={this.props.onRetry}>
            Try again
          </button>
        )}
      </div>
    );
  }
}
