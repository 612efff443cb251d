/**
 * A teacher's setting: words that may do harm are blurred, for eyes and for screen readers alike, until they are
 * opened.
 */
import { type ReactNode, useState } from "react";

export interface BlurredTextProps {
  readonly hidden: boolean;
  /** What the button opens, in a sentence: "this answer". */
  readonly what?: string;
  readonly children: ReactNode;
}

export function BlurredText({ hidden, what = "this answer", children }: BlurredTextProps) {
  const [open, setOpen] = useState(false);
  if (!hidden || open) return children;
  return (
    <span className="blurred">
      <span className="blurred-words" aria-hidden="true" inert>
        {children}
      </span>
      <button type="button" className="blurred-open" onClick={() => setOpen(true)}>
        Show {what}
      </button>
    </span>
  );
}
