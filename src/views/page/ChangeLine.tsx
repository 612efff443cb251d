/**
 * The quiet line of the first screen and of every chapter: what is shown and where it comes from; and behind "Change"
 * what else can be chosen.
 */
import { type ReactNode, useState } from "react";
import { StatusLine } from "./StatusLine";
import "./ChangeLine.css";

interface ChangeLineProps {
  /** Before the line. */
  readonly about?: ReactNode;
  /** What can be chosen. */
  readonly children: ReactNode;
}

export function ChangeLine({ about, children }: ChangeLineProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className={open ? "change open" : "change"}>
      <div className="change-line">
        {about}
        <StatusLine choice={open} brief={!open} />
        <button type="button" className="change-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Close" : "Change"}
        </button>
      </div>
      {open && <div className="change-more">{children}</div>}
    </div>
  );
}
