/** A chapter's finding in one sentence, before its pictures; it stands in the place of what the reader will see. */
import type { ReactNode } from "react";
import "./ChapterFrame.css";

interface ChapterFindingProps {
  readonly children: ReactNode;
  /** How it was counted, in smaller letters. */
  readonly note?: string;
}

export function ChapterFinding({ children, note }: ChapterFindingProps) {
  return (
    <>
      <p className="chapter-finding">{children}</p>
      {note && <p className="chapter-note">{note}</p>}
    </>
  );
}
